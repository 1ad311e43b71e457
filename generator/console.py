"""How Mend speaks in a terminal: the words of `templates/<language>/cli.yml`, problems, tables.

Colours and progress are left out when the output is piped or NO_COLOR is set.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from generator.practice.plain_lines import fill, harmless
from generator.problems import Problem, Severity
from generator.reading.layers import read_layers
from generator.shipped import TemplateFolders

if TYPE_CHECKING:
    from generator.practice.messages import Rendered

LANGUAGE = "en"
_MARKS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


class Voice:
    """Says things to the therapist; results go to standard output, all else to standard error."""

    def __init__(self, templates: TemplateFolders) -> None:
        self._templates = templates
        self.out = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
        self.err = Console(highlight=False, markup=False, emoji=False, soft_wrap=True, stderr=True)

    @cached_property
    def _words(self) -> Mapping[str, Any]:
        return read_layers(self._templates, f"{LANGUAGE}/cli.yml")

    @cached_property
    def _render(self) -> Callable[[Problem], "Rendered"]:
        # Here and not above: where there is no problem, nothing waits for this to load.
        from generator.practice.messages import load_messages, render  # noqa: PLC0415

        messages = load_messages(self._templates, LANGUAGE)
        return lambda problem: render(problem, messages)

    def words(self, key: str, **values: object) -> str:
        """Return the text under a dotted key, such as "build.done", with its gaps filled."""
        found: Any = self._words
        for part in key.split("."):
            found = found[part]
        return fill_lines(str(found), values)

    def say(self, key: str, style: str = "", **values: object) -> None:
        """Print a text of ours."""
        self.out.print(Text(self.words(key, **values), style=style))

    def note(self, key: str, **values: object) -> None:
        """Print a text of ours beside the result: progress, hints."""
        self.err.print(Text(self.words(key, **values), style="dim"))

    def tell(self, problems: Iterable[Problem]) -> None:
        """Print each problem: where, what is wrong, what to do."""
        for problem in problems:
            shown = self._render(problem)
            line = Text(f"{shown.place}  ", style="bold")
            line.append(f"{self.words(f'severity.{problem.severity}')}: ",
                        style=_MARKS[problem.severity])  # fmt: skip
            line.append(shown.wrong, style="not bold")
            self.err.print(line)
            self.err.print(Text(f"    {shown.do}", style="dim"))

    def tell_as_json(self, problems: Sequence[Problem]) -> None:
        """Print problems as one JSON list, for editors and scripts."""
        print(json.dumps(self.as_data(problems), ensure_ascii=False, indent=2))  # noqa: T201

    def as_data(self, problems: Iterable[Problem]) -> list[dict[str, object]]:
        """Return problems with their words, as JSON can hold them."""
        return [self._as_data(problem) for problem in problems]

    def finding(self, weight: str, says: str, do: str) -> None:
        """Print one thing that was looked at, and what to do about it."""
        self.out.print(Text(f"{self.words(f'doctor.{weight}')}  {says}"))
        if do:
            self.out.print(Text(f"    {do}", style="dim"))

    def table(self, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Print a short table with aligned columns, no frame."""
        lines = [tuple(headings), *(tuple(harmless(cell) for cell in row) for row in rows)]
        widths = [max(len(line[i]) for line in lines) for i in range(len(headings))]
        for number, line in enumerate(lines):
            cells = "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
            self.out.print(Text(cells.rstrip(), style="dim" if number == 0 else ""))

    def _as_data(self, problem: Problem) -> dict[str, object]:
        shown = self._render(problem)
        return {
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
            "field": problem.field,
            "severity": str(problem.severity),
            "code": problem.code,
            "wrong": shown.wrong,
            "do": shown.do,
        }


def fill_lines(text: str, values: Mapping[str, object]) -> str:
    """Return a text of several lines with its gaps filled, each filling on one line."""
    return "\n".join(fill(line, values) for line in text.split("\n"))

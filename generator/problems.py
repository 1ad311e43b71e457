"""What is wrong with an answer, where, and (through a message file) what to do about it."""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much a problem weighs: an error stops a build, a warning is shown and can be accepted."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Place:
    """A spot in a file; line and column count from 1, and 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True)
class Problem:
    """One thing to mend.

    `code` names the message in `templates/<language>/messages.yml`; `values` fill its gaps;
    `field` is the dotted name of the answer, and `place` where it was written.
    """

    code: str
    place: Place
    field: str = ""
    severity: Severity = Severity.ERROR
    values: Mapping[str, Any] = dataclasses.field(default_factory=dict)


class GuideError(Exception):
    """The answers (or a practice's own files) need work: carries every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(", ".join(f"{p.place} {p.code}" for p in self.problems))

    def __reduce__(self) -> tuple[type["GuideError"], tuple[tuple[Problem, ...]]]:
        """Let it come whole from another process."""
        return type(self), (self.problems,)


@dataclass(frozen=True)
class Finding:
    """A problem by the name of the answer it is about: whoever holds the files places it.

    `file` is the answer file's name without ".yml" ("couple", "alex"), `path` the keys and
    list positions that lead to the answer.
    """

    code: str
    file: str
    path: tuple[str | int, ...]
    severity: Severity = Severity.ERROR
    values: Mapping[str, Any] = dataclasses.field(default_factory=dict)

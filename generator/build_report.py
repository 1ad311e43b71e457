"""What a run is about to do, is doing, and has done, told to the therapist or to a script."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from generator.console import Voice
from generator.practice.manifest import CALENDAR
from generator.practice.outcome import Built, Outcome
from generator.practice.run import Plan
from generator.problems import Problem

FEW = 5
"""Up to so many couples, each file is named; beyond, the table of folders is enough."""

HANDED_OVER = {
    "site": "site/index.html",
    "guide": "guide.pdf",
    "agreement": "agreement.pdf",
    "large_print": "agreement-large.pdf",
    "to_fill": "agreement-to-fill.pdf",
    "amendment": "amendment.pdf",
    "amendment_large": "amendment-large.pdf",
    "amendment_to_fill": "amendment-to-fill.pdf",
    "sheets": "sheets.pdf",
    "calendar": CALENDAR,
}

_OF_ALL = ("mkdocs.yml", "templates/", "site/", "guide.pdf", "--cluster", "TMPDIR")
"""How places begin that are the same for all couples, and so name none."""


@dataclass(frozen=True)
class Shown:
    """How a run is told: as text or JSON, the plan alone, without names."""

    form: Literal["text", "json"] = "text"
    why: bool = False
    hide_names: bool = False


def tell_plan(voice: Voice, plan: Plan, shown: Shown) -> None:
    """Print who would be built, and why, and how many would stay as they are."""
    if shown.form == "json":
        failed = [outcome for outcome in plan.settled if outcome.state == "failed"]
        to_build = [{"couple": job.name, "reason": str(job.reason)} for job in plan.jobs]
        _print_json([*to_build, *(_as_data(voice, outcome) for outcome in failed)])
        return
    _tell_problems(voice, plan.settled, shown)
    if plan.jobs and not shown.hide_names:
        voice.table(
            [voice.words(f"build.{key}") for key in ("couple", "why")],
            [(job.name, voice.words(f"build.reasons.{job.reason}")) for job in plan.jobs],
        )
    kept = [outcome for outcome in plan.settled if outcome.state == "kept"]
    voice.say("build.plan", number=len(plan.jobs), kept=len(kept))


@contextmanager
def progress(voice: Voice, plan: Plan, shown: Shown) -> Iterator[Callable[[Outcome], None]]:
    """Yield what is to be told of each couple done: it moves a bar, for someone who watches."""
    if not voice.err.is_terminal or not plan.jobs:
        yield lambda _: None
        return
    from rich.progress import (  # noqa: PLC0415  for those who watch alone
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn(), console=voice.err, transient=True) as bar:
        task = bar.add_task(voice.words("build.building"), total=len(plan.jobs))

        def done(outcome: Outcome) -> None:
            name = "" if shown.hide_names else f" {outcome.name}"
            bar.update(task, advance=1, description=voice.words("build.building") + name)

        yield done


def tell_outcomes(voice: Voice, outcomes: Sequence[Outcome], shown: Shown) -> None:
    """Print problems, then a table of what was built, then where to find it."""
    if shown.form == "json":
        _print_json([_as_data(voice, outcome) for outcome in outcomes])
        return
    _tell_problems(voice, outcomes, shown)
    listed = _listed(outcomes)
    if listed and not shown.hide_names:
        _tell_table(voice, listed)
    if len(outcomes) > len(listed) or shown.hide_names:
        counts = Counter(outcome.state for outcome in outcomes)
        voice.say(
            "build.counts", built=counts["built"], kept=counts["kept"], failed=counts["failed"]
        )
    there = [outcome.built for outcome in outcomes if outcome.built]
    if len(outcomes) <= FEW and not shown.hide_names:
        for built in there:
            _tell_where(voice, built)
    if any(built.draft for built in there):
        voice.note("build.draft_note")


def _tell_problems(voice: Voice, outcomes: Sequence[Outcome], shown: Shown) -> None:
    problems = [*_each_once(outcomes)]
    told = [problem for problem in problems if not (shown.hide_names and _is_someones(problem))]
    voice.tell(told)
    if len(told) < len(problems):
        voice.note("build.hidden", number=len(problems) - len(told))


def _is_someones(problem: Problem) -> bool:
    """Tell whether a problem may name a couple, as all but those of a whole practice do."""
    return not problem.place.file.startswith(_OF_ALL)


def _each_once(outcomes: Sequence[Outcome]) -> Iterator[Problem]:
    """Yield what is to mend, once even where it befell many, such as a cluster that went away."""
    told = set()
    for problem in (problem for outcome in outcomes for problem in outcome.problems):
        if (what := repr(problem)) not in told:
            told.add(what)
            yield problem


def _listed(outcomes: Sequence[Outcome]) -> Sequence[Outcome]:
    """Return whom the table names: of many couples, those of whom there is something to tell."""
    if len(outcomes) <= FEW:
        return outcomes
    return [outcome for outcome in outcomes if outcome.state != "kept"]


def _tell_table(voice: Voice, outcomes: Sequence[Outcome]) -> None:
    headings = [voice.words(f"build.{key}") for key in ("couple", "kind", "folder", "why")]
    voice.table(headings, [_row(voice, outcome) for outcome in outcomes])


def _row(voice: Voice, outcome: Outcome) -> tuple[str, str, str, str]:
    reason = "bug" if outcome.bug else outcome.reason if outcome.built else "failed"
    why = voice.words(f"build.reasons.{reason or 'kept'}")
    if outcome.built is None:
        return outcome.name, voice.words("build.failed"), "", why
    kind = voice.words("build.draft" if outcome.built.draft else "build.approved")
    return outcome.name, kind, from_here(outcome.built.folder), why


def _tell_where(voice: Voice, built: Built) -> None:
    """Say what to open and what to print, as paths that a terminal can open."""
    voice.say("build.made", name=built.name)
    for key, name in HANDED_OVER.items():
        if name in built.files:
            voice.say(f"build.{key}", path=from_here(built.folder / name))
    for name in built.own_pages:
        voice.say("build.own", path=from_here(built.folder / name))


def from_here(path: Path) -> str:
    """Return a path as one would type it here."""
    here, path = Path.cwd(), path.absolute()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _as_data(voice: Voice, outcome: Outcome) -> dict[str, Any]:
    built = outcome.built
    return {
        "couple": outcome.name,
        "state": outcome.state,
        "reason": str(outcome.reason) if outcome.reason else None,
        "draft": built.draft if built else None,
        "folder": from_here(built.folder) if built else None,
        "files": [*built.files] if built else [],
        "problems": voice.as_data(outcome.problems),
        "bug": outcome.bug.kind if outcome.bug else None,
    }


def _print_json(data: object) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2))  # noqa: T201

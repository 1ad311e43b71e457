"""What is due across all couples of a practice, soonest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from generator.guide.due import DueKind, what_is_due
from generator.guide.release import current_approval
from generator.practice.checking import Checked, check_all
from generator.practice.practice import Practice
from generator.practice.retention import keep_until


@dataclass(frozen=True)
class CoupleDue:
    """Something that is due for a couple; `number` counts what is to mend in their answers."""

    on: date
    couple: str
    kind: DueKind | Literal["mend"]
    clauses: tuple[str, ...] = ()
    number: int = 0


@dataclass(frozen=True)
class Status:
    """What is due across couples, soonest first; `drafts` are not approved as they stand."""

    due: tuple[CoupleDue, ...]
    drafts: tuple[str, ...]


def status(practice: Practice, names: Sequence[str], on: date, days: int) -> Status:
    """Return what is due for these couples, or for all, until `days` days after `on`.

    A couple whose answers can't be read whole is there with what is to mend, on the day itself,
    and with the day to delete them by.
    """
    checked = check_all(practice, names, on)
    every = (due for one in checked for due in _of(practice, one, on, days))
    sound = (one.folder for one in checked if one.folder)
    return Status(
        due=tuple(sorted(every, key=lambda due: (due.on, due.couple, due.kind))),
        drafts=tuple(one.answers.name for one in sound if not current_approval(one.answers)),
    )


def _of(practice: Practice, checked: Checked, on: date, days: int) -> Iterator[CoupleDue]:
    if checked.errors:
        yield CoupleDue(on, checked.name, "mend", number=len(checked.errors))
    if checked.folder:
        for due in what_is_due(checked.folder.answers, on, days):
            yield CoupleDue(due.on, checked.name, due.kind, due.clauses)
    elif (last := keep_until(practice, checked.name)) and last <= on + timedelta(days=days):
        yield CoupleDue(last, checked.name, "delete")

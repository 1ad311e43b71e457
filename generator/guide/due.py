"""What a couple's answers have coming, by day: for the therapist, and never for a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from generator.answers.answers import Answers
from generator.guide.agreement import state_of
from generator.guide.on_paper import waiting_clauses
from generator.guide.wishes import wishes_waiting

DueKind = Literal[
    "delete",
    "ended",
    "ends",
    "look-again",
    "session",
    "decision",
    "talk",
    "wish-change",
    "wish-end",
]


@dataclass(frozen=True)
class Due:
    """Something to do on a day, which may be past; `clauses` are the ids of those it is about."""

    on: date
    kind: DueKind
    clauses: tuple[str, ...] = ()


def what_is_due(answers: Answers, on: date, days: int) -> tuple[Due, ...]:
    """Return what is due until `days` days after `on`, soonest first, the overdue included.

    Clauses that share a day and a reason come together.
    """
    last = on + timedelta(days=days)
    found = [
        due
        for due in (*_clauses(answers, on), *_wishes(answers, on), *_days(answers, on))
        if due.on <= last
    ]
    return tuple(sorted(found, key=lambda due: (due.on, due.kind)))


def _clauses(answers: Answers, on: date) -> Iterator[Due]:
    waiting = waiting_clauses(answers, on)
    if waiting:
        yield Due(on, "talk", tuple(waiting))
    together: dict[tuple[date, DueKind], list[str]] = {}
    for clause in answers.couple.agreement.clauses:
        ended = state_of(clause, on) == "ended"
        reasons: list[tuple[date, DueKind]] = [(clause.until, "ended" if ended else "ends")]
        if not ended and clause.review < clause.until and clause.id not in waiting:
            reasons.append((clause.review, "look-again"))
        for reason in reasons:
            together.setdefault(reason, []).append(clause.id)
    for (day, kind), names in together.items():
        yield Due(day, kind, tuple(names))


def _wishes(answers: Answers, on: date) -> Iterator[Due]:
    """Yield what the two would like to change or end, on the day on which they said so."""
    together: dict[tuple[date, DueKind], list[str]] = {}
    for one in wishes_waiting(answers, on):
        kind: DueKind = "wish-end" if one.wish == "end" else "wish-change"
        together.setdefault((one.on, kind), []).append(one.clause)
    for (day, kind), names in together.items():
        yield Due(day, kind, tuple(names))


def _days(answers: Answers, on: date) -> Iterator[Due]:
    """Yield single days. A session that is past was held or missed: there is nothing to do."""
    couple = answers.couple
    if couple.keep_until:
        yield Due(couple.keep_until, "delete")
    if couple.plan.next_session and couple.plan.next_session >= on:
        yield Due(couple.plan.next_session, "session")
    if couple.plan.decision_day and couple.plan.decision_day >= on:
        yield Due(couple.plan.decision_day, "decision")

"""Clauses to which one of them said "not yet" or "talk first" on paper: they wait (B5)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.answers.agreement import Clause
from generator.answers.answers import Answers
from generator.answers.approval import Approval
from generator.answers.kinds import Tick
from generator.answers.review import Review
from generator.guide.clause_parts import DAYS, changed_parts


@dataclass(frozen=True)
class Ticked:
    """What the partner `who` ticked beside a clause, and the day of the review that tells it."""

    who: str
    said: Tick
    on: date


Waiting = Mapping[str, tuple[Ticked, ...]]
"""Who isn't ready for which clause, by its id."""


def waiting_clauses(answers: Answers, on: date) -> Waiting:
    """Return each clause that waits on the day `on`, with who last ticked anything but "agree".

    What is promised in it must be the same as on the paper that they ticked: other words are to
    initial anew, and other days alone are not. A clause that has ended waits for nothing.
    """
    clauses = (one for one in answers.couple.agreement.clauses if on <= one.until)
    found = {one.id: tuple(_not_agreed(one, answers, on)) for one in clauses}
    return {name: ticked for name, ticked in found.items() if ticked}


def _not_agreed(clause: Clause, answers: Answers, on: date) -> Iterator[Ticked]:
    last = _last_ticked(clause.id, (one for one in answers.reviews if one.on <= on))
    for who in answers.couple.partners:
        if who in last and last[who].said != "agree":
            was = on_the_paper_of(clause.id, last[who].on, answers.approvals)
            if was is None or _promises_the_same(was, clause):
                yield last[who]


def _last_ticked(name: str, reviews: Iterable[Review]) -> Mapping[str, Ticked]:
    return {
        who: Ticked(who, said, review.on)
        for review in reviews
        for sheet in review.on_paper
        if sheet.clause == name
        for who, said in sheet.ticked.items()
    }


def on_the_paper_of(name: str, day: date, approvals: Sequence[Approval]) -> Clause | None:
    """Return a clause as approved on a day; else as approved first, or None if it never was."""
    held = [(one.on, clause) for one in approvals for clause in one.clauses if clause.id == name]
    before = [clause for on, clause in held if on <= day]
    if before:
        return before[-1]
    return held[0][1] if held else None


def _promises_the_same(was: Clause, now: Clause) -> bool:
    return all(change.part in DAYS for change in changed_parts(was, now))

"""Clauses that the two would like to change or end, until the therapist has seen to it (B6)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.answers.agreement import Clause
from generator.answers.answers import Answers
from generator.answers.check_ins import Wish
from generator.answers.filed import filed
from generator.guide.clause_parts import changed_parts
from generator.guide.on_paper import on_the_paper_of


@dataclass(frozen=True)
class Wished:
    """What the two last wished of a clause, other than to keep it, and on which day."""

    on: date
    wish: Wish
    clause: str


def wishes_waiting(answers: Answers, on: date) -> tuple[Wished, ...]:
    """Return each wish to change or end a clause that waits on the day `on`, oldest first.

    The last that they said of a clause counts. A wish is met once the clause is other than it was
    approved when they wished, its days among it, or is gone; what has ended is told as ended.
    """
    clauses = {one.id: one for one in answers.couple.agreement.clauses if on <= one.until}
    last = _last_wishes(answers, on)
    found = (one for name, one in last.items() if name in clauses and one.wish != "keep")
    waiting = (one for one in found if _as_it_was(clauses[one.clause], one.on, answers))
    return tuple(sorted(waiting, key=lambda one: (one.on, one.wish)))


def _last_wishes(answers: Answers, on: date) -> Mapping[str, Wished]:
    return {one.clause: one for one in _wishes(answers, on)}


def _wishes(answers: Answers, on: date) -> Iterator[Wished]:
    """Yield every wish of every monthly review, oldest first."""
    for month in filed(review for review in answers.reviews if review.on <= on).monthly:
        for clause, wish in month.wishes.items():
            yield Wished(month.on, wish, clause)


def _as_it_was(clause: Clause, day: date, answers: Answers) -> bool:
    was = on_the_paper_of(clause.id, day, answers.approvals)
    return was is None or not changed_parts(was, clause)

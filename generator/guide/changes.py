"""What changed: in the agreement since it was approved, in the map since it was last looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.answers.agreement import Clause
from generator.answers.answers import Answers
from generator.answers.review import Review, RevisitedValue
from generator.guide.people import People
from generator.guide.release import current_approval
from generator.reading.same_words import same_words


@dataclass(frozen=True)
class AgreementChanges:
    """Clauses since the version that both initialled last; `before` has them as they stood then."""

    since_version: int
    since: date
    added: tuple[Clause, ...]
    changed: tuple[Clause, ...]
    ended: tuple[Clause, ...]
    before: Mapping[str, Clause]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.ended)


@dataclass(frozen=True)
class Move:
    """Where a value stood at a revisit and where it stands now; None is "not on the list"."""

    name: str
    then: int | None
    now: int | None


@dataclass(frozen=True)
class Revisit:
    """One kept revisit of one partner's list, and what moved from it to today."""

    on: date
    partner: str
    values: tuple[RevisitedValue, ...]
    moves: tuple[Move, ...]


def agreement_changes(answers: Answers) -> AgreementChanges | None:
    """Return changes since the last initialled version, or None when there is none before."""
    approved = answers.approvals[:-1] if current_approval(answers) else answers.approvals
    if not approved:
        return None
    last = approved[-1]
    before = {clause.id: clause for clause in last.clauses}
    now = {clause.id: clause for clause in answers.couple.agreement.clauses}
    return AgreementChanges(
        since_version=last.version,
        since=last.on,
        added=tuple(clause for name, clause in now.items() if name not in before),
        changed=tuple(c for name, c in now.items() if name in before and before[name] != c),
        ended=tuple(clause for name, clause in before.items() if name not in now),
        before=before,
    )


def revisits(reviews: Sequence[Review], people: People) -> tuple[Revisit, ...]:
    """Return every kept revisit, oldest first, with the moves from then to now."""
    return tuple(
        Revisit(
            review.on,
            person.id,
            review.values[person.id],
            _moves(review.values[person.id], [v.value for v in person.shared.values]),
        )
        for review in reviews
        for person in people
        if person.id in review.values
    )


def _moves(before: Sequence[RevisitedValue], now: Sequence[str]) -> tuple[Move, ...]:
    then = {same_words(value.value): rank for rank, value in enumerate(before, start=1)}
    today = {same_words(name): rank for rank, name in enumerate(now, start=1)}
    names = {same_words(value.value): value.value for value in before}
    names |= {same_words(name): name for name in now}
    return tuple(
        Move(names[key], then.get(key), today.get(key))
        for key in {**today, **then}
        if then.get(key) != today.get(key)
    )

"""Check-ins over all revisits: what is filed, what came anew, and what can't be so."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeVar, get_args

from generator.answers.check_ins import CheckIns, DailyCheckIn, MonthlyReview, WeeklyCheckIn
from generator.answers.review import Review
from generator.problems import Finding
from generator.reading.checking import guess
from generator.reading.document import Path

CheckInKind = Literal["daily", "weekly", "monthly"]
KINDS: tuple[CheckInKind, ...] = get_args(CheckInKind)

AnyCheckIn = DailyCheckIn | WeeklyCheckIn | MonthlyReview
One = TypeVar("One", DailyCheckIn, WeeklyCheckIn, MonthlyReview)

BY_PARTNER: Mapping[CheckInKind, str] = {"daily": "each", "weekly": "thanks", "monthly": "lived"}
BY_CLAUSE: Mapping[CheckInKind, str] = {"weekly": "ledger", "monthly": "wishes"}


@dataclass(frozen=True)
class Filed:
    """Every check-in that was brought back, each day once of each kind, oldest first."""

    daily: tuple[DailyCheckIn, ...] = ()
    weekly: tuple[WeeklyCheckIn, ...] = ()
    monthly: tuple[MonthlyReview, ...] = ()


def filed(reviews: Iterable[Review]) -> Filed:
    """Return the check-ins of these reviews, given oldest first.

    Of one day the two may bring back what each wrote on a device of their own: the filings are
    joined, and where both answer the same question the newer one counts.
    """
    held: dict[CheckInKind, dict[date, Any]] = {kind: {} for kind in KINDS}
    for review in reviews:
        for kind in KINDS:
            days = held[kind]
            for one in getattr(review.check_ins, kind):
                days[one.on] = joined(days[one.on], one) if one.on in days else one
    return Filed(**{kind: tuple(days[on] for on in sorted(days)) for kind, days in held.items()})


def joined(older: One, newer: One) -> One:
    """Return a check-in with all that is answered in either; the newer answer to one question."""
    return type(newer).model_validate(_joined(_answers(older), _answers(newer)))


def not_yet_filed(saved: CheckIns, before: Filed) -> CheckIns:
    """Return what of `saved` would change what is filed, oldest first."""

    def new(kind: CheckInKind) -> Iterator[Any]:
        there = {one.on: one for one in getattr(before, kind)}
        for one in sorted(getattr(saved, kind), key=lambda one: one.on):
            if one.on not in there or joined(there[one.on], one) != there[one.on]:
                yield one

    return CheckIns(**{kind: tuple(new(kind)) for kind in KINDS})


def clauses_filed(reviews: Iterable[Review]) -> frozenset[str]:
    """Return the ids of the clauses that the check-ins of these reviews tell of."""
    held = filed(reviews)
    promises = (name for week in held.weekly for name in week.ledger)
    return frozenset(promises) | {name for month in held.monthly for name in month.wishes}


def _answers(one: AnyCheckIn) -> dict[str, Any]:
    return one.model_dump(by_alias=True, exclude_defaults=True)


def _joined(older: Any, newer: Any) -> Any:
    if isinstance(older, dict) and isinstance(newer, dict):
        return {**older, **{key: _joined(older.get(key), one) for key, one in newer.items()}}
    return newer


def check_in_findings(
    held: CheckIns,
    at: tuple[str, Path],
    partners: Collection[str],
    until: date,
    clauses: Collection[str] | None = None,
    since: date = date.min,
) -> Iterator[Finding]:
    """Yield what can't be so in `held`, whose file and path are `at`.

    A day stands twice, or is after `until` or before `since`; someone isn't one of `partners`; a
    promise isn't one of `clauses`, unless that is None, for what was filed while they were others.
    """
    file, path = at
    for kind in KINDS:
        days: set[date] = set()
        for number, one in enumerate(getattr(held, kind)):
            here: Path = (*path, kind, number)
            day = {"day": one.on.isoformat()}
            if one.on in days:
                yield Finding("check-in-twice", file, (*here, "on"), values=day)
            if one.on > until:
                yield Finding("check-in-ahead", file, (*here, "on"), values=day)
            if one.on < since:
                yield Finding("check-in-too-early", file, (*here, "on"), values=day)
            days.add(one.on)
            if named := BY_PARTNER.get(kind):
                yield from _unknown("not-a-partner", one, partners, (file, (*here, named)))
            if clauses is not None and (named := BY_CLAUSE.get(kind)):
                yield from _unknown("unknown-clause", one, clauses, (file, (*here, named)))


def _unknown(
    code: str, one: AnyCheckIn, known: Collection[str], at: tuple[str, Path]
) -> Iterator[Finding]:
    """Yield a finding for each key that isn't `known`, of the field at the end of the path."""
    file, path = at
    for name in getattr(one, str(path[-1])):
        if name not in known:
            words = {"typed": name, "known": ", ".join(known), "guess": guess(name, known)}
            yield Finding(code, file, (*path, name), values=words)

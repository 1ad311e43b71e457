"""Check-ins over all revisits: what is filed, what came anew, and what can't be so."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from generator.answers.check_ins import CheckIns, DailyCheckIn, MonthlyReview, WeeklyCheckIn
from generator.answers.review import Review
from generator.problems import Finding
from generator.reading.checking import guess
from generator.reading.document import Path

CheckInKind = Literal["daily", "weekly", "monthly"]
KINDS: tuple[CheckInKind, ...] = get_args(CheckInKind)

AnyCheckIn = DailyCheckIn | WeeklyCheckIn | MonthlyReview

_BY_PARTNER: Mapping[CheckInKind, str] = {"daily": "each", "weekly": "thanks", "monthly": "lived"}
_BY_CLAUSE: Mapping[CheckInKind, str] = {"weekly": "ledger", "monthly": "wishes"}


@dataclass(frozen=True)
class Filed:
    """Every check-in that was brought back, each day once of each kind, oldest first."""

    daily: tuple[DailyCheckIn, ...] = ()
    weekly: tuple[WeeklyCheckIn, ...] = ()
    monthly: tuple[MonthlyReview, ...] = ()


def filed(reviews: Iterable[Review]) -> Filed:
    """Return the check-ins of these reviews, given oldest first: the newer filing of a day wins."""
    held: dict[CheckInKind, dict[date, Any]] = {kind: {} for kind in KINDS}
    for review in reviews:
        for kind in KINDS:
            held[kind] |= {one.on: one for one in getattr(review.check_ins, kind)}
    return Filed(**{kind: tuple(days[on] for on in sorted(days)) for kind, days in held.items()})


def not_yet_filed(saved: CheckIns, before: Filed) -> CheckIns:
    """Return what of `saved` isn't filed with the same content, oldest first."""
    return CheckIns(**{
        kind: tuple(sorted(
            (one for one in getattr(saved, kind) if one not in getattr(before, kind)),
            key=lambda one: one.on,
        ))
        for kind in KINDS
    })  # fmt: skip


def check_in_findings(
    held: CheckIns,
    at: tuple[str, Path],
    partners: Collection[str],
    until: date,
    clauses: Collection[str] | None = None,
) -> Iterator[Finding]:
    """Yield what can't be so in `held`, whose file and path are `at`.

    A day stands twice, or is after `until`; someone isn't one of `partners`; a promise isn't one
    of `clauses`, unless that is None, for what was filed while they were others.
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
            days.add(one.on)
            if named := _BY_PARTNER.get(kind):
                yield from _unknown("not-a-partner", one, partners, (file, (*here, named)))
            if clauses is not None and (named := _BY_CLAUSE.get(kind)):
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

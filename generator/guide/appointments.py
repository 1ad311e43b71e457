"""The plan's times and days as calendar entries: neutral, and the same on every build."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from generator.answers.model import Monthly, Weekly
from generator.guide.guide import Guide
from generator.guide.plan import next_monthly, next_weekly

AppointmentKind = Literal["daily", "weekly", "monthly", "review", "end"]

MINUTES = {"daily": 15, "weekly": 60, "monthly": 60, "review": 30, "end": 30}
"""How long each takes (clinical brief, practices)."""

CLAUSES_AT = time(18, 0)
"""What clauses ask for has a day and no hour; early evening is when most couples are both home."""


@dataclass(frozen=True)
class Repeat:
    """How an entry comes again; `day` is an RFC 5545 weekday such as "SU" or "1SU"."""

    every: Literal["DAILY", "WEEKLY", "MONTHLY"]
    day: str = ""


@dataclass(frozen=True)
class Appointment:
    """One calendar entry. `start` is local time; `zone` "" means wherever the reader is."""

    uid: str
    kind: AppointmentKind
    start: datetime
    minutes: int
    zone: str
    repeat: Repeat | None = None


def appointments(guide: Guide) -> tuple[Appointment, ...]:
    """Return the check-ins, and one entry for each day on which clauses are reviewed or end."""
    return tuple(_entries(guide))


def _entries(guide: Guide) -> Iterator[Appointment]:
    plan = guide.couple.plan
    times, begin = plan.check_ins, plan.started
    weekly, monthly = times.weekly, times.monthly
    yield _entry(guide, "daily", begin, times.daily.at, Repeat("DAILY"))
    yield _entry(guide, "weekly", next_weekly(weekly, begin), weekly.at, _weekly(weekly))
    yield _entry(guide, "monthly", next_monthly(monthly, begin), monthly.at, _monthly(monthly))
    clauses = [view.clause for view in guide.agreement.asking]
    reviews = {clause.review for clause in clauses}
    for day in sorted(reviews):
        yield _entry(guide, "review", day, CLAUSES_AT, None)
    for day in sorted({clause.until for clause in clauses} - reviews):  # one meeting is enough
        yield _entry(guide, "end", day, CLAUSES_AT, None)


def _weekly(weekly: Weekly) -> Repeat:
    return Repeat("WEEKLY", weekly.day[:2].upper())


def _monthly(monthly: Monthly) -> Repeat:
    return Repeat("MONTHLY", f"{monthly.nth}{monthly.day[:2].upper()}")


def _entry(
    guide: Guide, kind: AppointmentKind, day: date, at: time, repeat: Repeat | None
) -> Appointment:
    """Return an entry whose UID is stable, so that a calendar read in twice holds it once."""
    name = kind if repeat else f"{kind}-{day.isoformat()}"
    uid = hashlib.sha256(f"{guide.key}:{name}".encode()).hexdigest()[:24]
    zone = guide.couple.plan.timezone or ""
    return Appointment(uid, kind, datetime.combine(day, at), MINUTES[kind], zone, repeat)

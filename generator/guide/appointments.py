"""The plan's times and days as calendar entries: neutral, and the same on every build.

No two of them are at one time. The monthly hour takes the place of a weekly one on its day, and
either of a daily one that it would overlap. It is also the time to look at clauses whose
day it is; on any other day they are looked at once the check-ins of that day are over.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from generator.answers.model import Monthly, Weekly
from generator.guide.guide import Guide
from generator.guide.plan import WEEKDAYS, next_monthly, next_weekly

AppointmentKind = Literal["daily", "weekly", "monthly", "review", "end"]

MINUTES = {"daily": 15, "weekly": 60, "monthly": 60, "review": 30, "end": 30}
"""How long each takes (clinical brief, practices)."""

CLAUSES_AT = time(18, 0)
"""What clauses ask for has a day and no hour; early evening is when most couples are both home."""

COMES_FOR = timedelta(days=548)
"""How long check-ins come from the newest guide on: a year and a half. Each newer guide moves the
end on, and a calendar that nobody looks after falls silent by itself."""


@dataclass(frozen=True)
class Revision:
    """Which state of the plan a calendar is of: its number grows, and `on` is its day."""

    number: int
    on: date


@dataclass(frozen=True)
class Repeat:
    """How an entry comes again; `day` is RFC 5545 weekdays, such as "SU", "1SU" or "MO,TU".

    `until` is its last day, None for no end.
    """

    every: Literal["DAILY", "WEEKLY", "MONTHLY"]
    day: str = ""
    until: date | None = None


@dataclass(frozen=True)
class Appointment:
    """One calendar entry. `start` is local time; `zone` "" means wherever the reader is."""

    uid: str
    kind: AppointmentKind
    start: datetime
    minutes: int
    zone: str
    repeat: Repeat | None = None
    left_out: tuple[datetime, ...] = ()


def revision_of(guide: Guide) -> Revision:
    """Return the revision of a guide's calendar, from its answers alone: no clock is asked.

    Each approval makes a version, and only approved versions are handed over.
    """
    days = [guide.couple.plan.started, *(review.on for review in guide.reviews)]
    days += [guide.approved_on] if guide.approved_on else []
    return Revision(guide.release.version, max(days))


def appointments(guide: Guide) -> tuple[Appointment, ...]:
    """Return the check-ins, and one entry for each day on which clauses are reviewed or end."""
    return tuple(_entries(guide))


def _entries(guide: Guide) -> Iterator[Appointment]:
    plan = guide.couple.plan
    times, begin = plan.check_ins, plan.started
    weekly, monthly = times.weekly, times.monthly
    months = tuple(_months(monthly, begin, _last(guide)))
    repeated = (
        _daily(guide, months),
        _weekly(guide, months),
        _entry(guide, "monthly", months[0], monthly.at, _nth(monthly)),
    )
    yield from repeated
    clauses = [view.clause for view in guide.agreement.asking]
    reviews = {clause.review for clause in clauses}
    ends = {clause.until for clause in clauses} - reviews  # one meeting is enough
    looked_at: tuple[tuple[AppointmentKind, set[date]], ...] = (("review", reviews), ("end", ends))
    for kind, days in looked_at:
        for day in sorted(days - {*months}):
            yield _entry(guide, kind, day, _free(day, MINUTES[kind], weekly, times.daily.at), None)


def _last(guide: Guide) -> date:
    return revision_of(guide).on + COMES_FOR


def _months(monthly: Monthly, begin: date, last: date) -> Iterator[date]:
    day = next_monthly(monthly, begin)
    while day <= last:
        yield day
        day = next_monthly(monthly, day + timedelta(days=1))


def _daily(guide: Guide, months: Sequence[date]) -> Appointment:
    plan = guide.couple.plan
    times, begin = plan.check_ins, plan.started
    at = times.daily.at
    if not _overlap(at, MINUTES["daily"], times.weekly.at, MINUTES["weekly"]):
        repeat = Repeat("DAILY")
    else:
        others = [day for day in WEEKDAYS if day != times.weekly.day]
        repeat = Repeat("WEEKLY", ",".join(day[:2].upper() for day in others))
        begin += timedelta(days=WEEKDAYS[begin.weekday()] == times.weekly.day)
    with_monthly = _overlap(at, MINUTES["daily"], times.monthly.at, MINUTES["monthly"])
    comes = repeat.every == "DAILY" or times.monthly.day != times.weekly.day
    left_out = months if with_monthly and comes else ()
    return _series(guide, "daily", begin, at, repeat, left_out)


def _weekly(guide: Guide, months: Sequence[date]) -> Appointment:
    plan = guide.couple.plan
    weekly, monthly = plan.check_ins.weekly, plan.check_ins.monthly
    left_out = months if weekly.day == monthly.day else ()
    begin = next_weekly(weekly, plan.started)
    return _series(
        guide, "weekly", begin, weekly.at, Repeat("WEEKLY", weekly.day[:2].upper()), left_out
    )


def _series(
    guide: Guide,
    kind: AppointmentKind,
    begin: date,
    at: time,
    repeat: Repeat,
    not_on: Sequence[date],
) -> Appointment:
    """Return an entry that comes again but on these days. It begins on a day on which it comes."""
    step = timedelta(days=7 if kind == "weekly" else 1)
    while begin in not_on:
        begin += step
    left_out = tuple(datetime.combine(day, at) for day in not_on if day > begin)
    return replace(_entry(guide, kind, begin, at, repeat), left_out=left_out)


def _free(day: date, minutes: int, weekly: Weekly, daily: time) -> time:
    """Return when clauses are looked at on a day: at their hour, or when check-ins are over."""
    taken = [(daily, MINUTES["daily"])]
    if WEEKDAYS[day.weekday()] == weekly.day:
        taken.append((weekly.at, MINUTES["weekly"]))
    at = CLAUSES_AT
    for begins, lasts in sorted(taken):
        if _overlap(at, minutes, begins, lasts):
            over = datetime.combine(day, begins) + timedelta(minutes=lasts)
            at = over.time()
    return at


def _overlap(one: time, minutes: int, other: time, others: int) -> bool:
    first, second = one.hour * 60 + one.minute, other.hour * 60 + other.minute
    return first < second + others and second < first + minutes


def _nth(monthly: Monthly) -> Repeat:
    return Repeat("MONTHLY", f"{monthly.nth}{monthly.day[:2].upper()}")


def _entry(
    guide: Guide, kind: AppointmentKind, day: date, at: time, repeat: Repeat | None
) -> Appointment:
    """Return an entry whose UID is stable, so that a calendar read in twice holds it once."""
    name = kind if repeat else f"{kind}-{day.isoformat()}"
    uid = hashlib.sha256(f"{guide.key}:{name}".encode()).hexdigest()[:24]
    zone = guide.couple.plan.timezone or ""
    ends = replace(repeat, until=_last(guide)) if repeat else None
    return Appointment(uid, kind, datetime.combine(day, at), MINUTES[kind], zone, ends)

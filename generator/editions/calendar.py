"""Appointments → an iCalendar file whose entries tell a stranger nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import (
    Alarm,
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vRecur,
)

from generator.guide.appointments import Appointment, Repeat, Revision
from generator.pages.page import Imprint

REMINDER = timedelta(minutes=-10)
A_YEAR = timedelta(days=366)
LAST_CHANGE_OF_CLOCKS = timedelta(days=5 * 365)
"""How far ahead a calendar is told when clocks change."""


def make_calendar(
    appointments: Iterable[Appointment], imprint: Imprint, revision: Revision
) -> bytes:
    """Return the calendar file of these appointments, in one revision.

    Titles come from the labels and name nobody. The same appointments and revision give the same
    bytes. Each entry keeps its UID, and a later revision has a higher number: a calendar that
    reads the file again changes what is there.
    """
    entries = tuple(appointments)
    calendar = Calendar()
    calendar.add("prodid", "-//Mend//Check-ins//EN")
    calendar.add("version", "2.0")
    for zone in sorted({one.zone for one in entries if one.zone}):
        # From the first entry on: what begins before the zone is explained may be an hour off.
        starts = [one.start for one in entries if one.zone == zone]
        ends = max(max(starts).date() + A_YEAR, revision.on + LAST_CHANGE_OF_CLOCKS)
        calendar.add_component(_zone(zone, min(starts), ends))
    for appointment in entries:
        calendar.add_component(_event(appointment, imprint, revision))
    return bytes(calendar.to_ical())


def _zone(name: str, first: datetime, until: date) -> Timezone:
    """Return what a zone's clocks do. RFC 5545 gives a change's hour as the old clock shows it.

    icalendar would give the hour of the new clock in spring, and be an hour late (3.6.5).
    """
    clock = ZoneInfo(name)
    zone = Timezone()
    zone.add("tzid", name)
    begin = (first - timedelta(days=1)).replace(tzinfo=clock)
    zone.add_component(_observance(begin, begin, [begin.replace(tzinfo=None)]))
    changes = defaultdict[tuple[object, ...], list[tuple[datetime, datetime]]](list)
    end = datetime.combine(until, time(), clock)
    for before, after in _changes(begin.astimezone(UTC), end.astimezone(UTC), clock):
        key = (before.utcoffset(), after.utcoffset(), after.tzname())
        changes[key].append((before, after))
    for found in changes.values():
        starts = [before.replace(tzinfo=None) + timedelta(minutes=1) for before, _ in found]
        zone.add_component(_observance(*found[0], starts))
    return zone


def _changes(at: datetime, end: datetime, clock: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """Yield the last minute before each change of the clocks, and the first one after it."""
    day, minute = timedelta(days=1), timedelta(minutes=1)
    at = at.replace(second=0, microsecond=0)
    while at < end:
        low, high = at, at + day
        if _said(low, clock) != _said(high, clock):
            while high - low > minute:
                middle = low + (high - low) // minute // 2 * minute
                if _said(middle, clock) == _said(low, clock):
                    low = middle
                else:
                    high = middle
            yield low.astimezone(clock), high.astimezone(clock)
        at += day


def _said(at: datetime, clock: ZoneInfo) -> tuple[object, ...]:
    there = at.astimezone(clock)
    return there.utcoffset(), there.tzname()


def _observance(
    before: datetime, after: datetime, starts: list[datetime]
) -> TimezoneDaylight | TimezoneStandard:
    observance = TimezoneDaylight() if after.dst() else TimezoneStandard()
    observance.add("dtstart", starts[0])
    if starts[1:]:
        observance.add("rdate", starts[1:])
    observance.add("tzname", after.tzname())
    observance.add("tzoffsetfrom", before.utcoffset())
    observance.add("tzoffsetto", after.utcoffset())
    return observance


def _event(appointment: Appointment, imprint: Imprint, revision: Revision) -> Event:
    title = imprint.labels[f"appointment_{appointment.kind}"]
    zone = ZoneInfo(appointment.zone) if appointment.zone else None
    start = appointment.start.replace(tzinfo=zone)
    changed = datetime.combine(revision.on, time(), UTC)
    event = Event()
    event.add("uid", appointment.uid)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", revision.number)
    event.add("summary", title)
    event.add("dtstart", start)
    event.add("duration", timedelta(minutes=appointment.minutes))
    event.add("class", "PRIVATE")
    if appointment.repeat:
        event.add("rrule", _rule(appointment.repeat, zone))
    if appointment.left_out:
        event.add("exdate", [day.replace(tzinfo=zone) for day in appointment.left_out])
    event.add_component(_reminder(title))
    return event


def _rule(repeat: Repeat, zone: ZoneInfo | None) -> vRecur:
    """Return how an entry comes again. Its end is in UTC wherever its start has a zone (3.3.10)."""
    day = {"BYDAY": repeat.day.split(",")} if repeat.day else {}
    last = datetime.combine(repeat.until, time(23, 59), zone) if repeat.until else None
    until = {"UNTIL": last.astimezone(UTC) if zone else last} if last else {}
    return vRecur({"FREQ": repeat.every, **until, **day})


def _reminder(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", REMINDER)
    return alarm

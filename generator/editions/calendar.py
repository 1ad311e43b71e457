"""Appointments → an iCalendar file whose entries tell a stranger nothing."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, vRecur

from generator.guide.appointments import Appointment, Repeat
from generator.pages.page import Imprint

REMINDER = timedelta(minutes=-10)
LAST_CHANGE_OF_CLOCKS = timedelta(days=5 * 365)
"""How far ahead a calendar is told when clocks change; later ones follow the same rule."""


def make_calendar(appointments: Iterable[Appointment], imprint: Imprint, on: date) -> bytes:
    """Return the calendar file of these appointments, as it is on the day `on`.

    Titles come from the labels and name nobody. The same appointments and day give the same
    bytes; each entry keeps its UID, so that reading the file again changes what is there.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Mend//Check-ins//EN")
    calendar.add("version", "2.0")
    first = on
    for appointment in appointments:
        calendar.add_component(_event(appointment, imprint, on))
        first = min(first, appointment.start.date())
    # From the first entry on: what begins before the zone is explained may be an hour off.
    calendar.add_missing_timezones(first_date=first, last_date=on + LAST_CHANGE_OF_CLOCKS)
    return bytes(calendar.to_ical())


def _event(appointment: Appointment, imprint: Imprint, on: date) -> Event:
    title = imprint.labels[f"appointment_{appointment.kind}"]
    start = appointment.start
    if appointment.zone:
        start = start.replace(tzinfo=ZoneInfo(appointment.zone))
    event = Event()
    event.add("uid", appointment.uid)
    event.add("dtstamp", datetime.combine(on, time(), UTC))
    event.add("summary", title)
    event.add("dtstart", start)
    event.add("duration", timedelta(minutes=appointment.minutes))
    event.add("class", "PRIVATE")
    if appointment.repeat:
        event.add("rrule", _rule(appointment.repeat))
    event.add_component(_reminder(title))
    return event


def _rule(repeat: Repeat) -> vRecur:
    day = {"BYDAY": repeat.day} if repeat.day else {}
    return vRecur({"FREQ": repeat.every, **day})


def _reminder(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", REMINDER)
    return alarm

"""The calendar: entries that come again as agreed, and tell a stranger nothing."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import yaml
from icalendar import Calendar

from generator.editions.calendar import make_calendar
from generator.guide.appointments import Appointment, Repeat, Revision
from generator.pages.page import Imprint
from generator.shipped import shipped_folder

LABELS = yaml.safe_load((shipped_folder() / "templates/en/editions.yml").read_text("utf-8"))
IMPRINT = Imprint("Our guide", "en", "A4", False, "Version 1", "22 November 2026", LABELS)
ON = Revision(2, date(2026, 11, 22))
ZONES = (
    "Europe/Berlin", "Europe/London", "Europe/Dublin", "America/New_York", "Australia/Sydney",
    "Pacific/Auckland",
)  # fmt: skip
# Local times, as people say them: the zone stands beside them.
DAILY = Appointment(
    "a" * 24, "daily", datetime.fromisoformat("2026-11-22T20:30"), 15, "Europe/London",
    Repeat("DAILY"),
)  # fmt: skip
MONTHLY = Appointment(
    "b" * 24, "monthly", datetime.fromisoformat("2026-12-06T17:00"), 60, "Europe/London",
    Repeat("MONTHLY", "1SU"),
)  # fmt: skip
REVIEW = Appointment("c" * 24, "review", datetime.fromisoformat("2026-12-20T18:00"), 30, "")


def _events(*appointments: Appointment) -> list[object]:
    calendar = Calendar.from_ical(make_calendar(appointments, IMPRINT, ON))
    return [part for part in calendar.walk() if part.name == "VEVENT"]


def test_an_entry_comes_again_as_agreed() -> None:
    """Start, length, rule and reminder are those of the appointment."""
    daily, monthly, review = _events(DAILY, MONTHLY, REVIEW)
    assert daily["RRULE"].to_ical() == b"FREQ=DAILY"
    assert monthly["RRULE"].to_ical() == b"FREQ=MONTHLY;BYDAY=1SU"
    assert "RRULE" not in review
    assert str(daily.start.tzinfo) == "Europe/London"
    assert (monthly.end - monthly.start).total_seconds() == 3600
    assert [part.name for part in daily.subcomponents] == ["VALARM"]


def test_the_zone_is_explained_in_the_file() -> None:
    """A calendar that has never heard of the couple's zone knows when its clocks change."""
    text = make_calendar([DAILY], IMPRINT, ON).decode()
    assert "BEGIN:VTIMEZONE" in text
    assert "TZID:Europe/London" in text
    assert "BEGIN:DAYLIGHT" in text


def test_without_a_zone_a_time_is_the_readers_own() -> None:
    """A time of day without a zone is that time wherever the reader is."""
    text = make_calendar([REVIEW], IMPRINT, ON).decode()
    assert "DTSTART:20261220T180000\r\n" in text
    assert "VTIMEZONE" not in text


@pytest.mark.parametrize("kind", ["daily", "weekly", "monthly", "review", "end"])
def test_a_title_tells_a_stranger_nothing(kind: str) -> None:
    """Titles come from the labels, and the entry is marked as private."""
    (event,) = _events(replace(DAILY, kind=kind))  # type: ignore[arg-type]
    assert event["SUMMARY"] == LABELS[f"appointment_{kind}"]
    assert event["CLASS"] == "PRIVATE"


def test_the_same_appointments_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the clock nor the machine's zone is in the file."""
    first = make_calendar([DAILY, MONTHLY, REVIEW], IMPRINT, ON)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert make_calendar([DAILY, MONTHLY, REVIEW], IMPRINT, ON) == first
    assert b"DTSTAMP:20261122T000000Z" in first


def test_a_later_version_changes_what_was_imported_before() -> None:
    """A calendar that is read in again is newer than the last one, so moved hours do move."""
    (first,), (later,) = (
        [part for part in Calendar.from_ical(made).walk() if part.name == "VEVENT"]
        for made in (
            make_calendar([DAILY], IMPRINT, ON),
            make_calendar([DAILY], IMPRINT, Revision(3, date(2026, 12, 20))),
        )
    )
    assert first["UID"] == later["UID"]
    assert (first["SEQUENCE"], later["SEQUENCE"]) == (2, 3)
    assert first["LAST-MODIFIED"].dt < later["LAST-MODIFIED"].dt


@pytest.mark.parametrize("zone", ZONES)
def test_clocks_change_in_the_file_when_they_change_on_the_wall(zone: str) -> None:
    """An early check-in on the morning of the clock change isn't shown an hour off anywhere."""
    made = make_calendar([replace(DAILY, zone=zone)], IMPRINT, ON)
    (told,) = [part for part in Calendar.from_ical(made).walk() if part.name == "VTIMEZONE"]
    utc, minute, there = ZoneInfo("UTC"), timedelta(minutes=1), ZoneInfo(zone)
    changes = 0
    for part in told.subcomponents:
        before, after = part["TZOFFSETFROM"].td, part["TZOFFSETTO"].td
        rdate = part.get("RDATE", [])
        rdates = rdate if isinstance(rdate, list) else [rdate]
        starts = [part["DTSTART"].dt, *(one.dt for line in rdates for one in line.dts)]
        for start in starts:
            if before == after:
                continue  # what held on the first day
            at = (start - before).replace(tzinfo=utc)
            changes += 1
            assert (at - minute).astimezone(there).utcoffset() == before
            assert at.astimezone(there).utcoffset() == after
    assert changes == 10


def test_long_lines_are_folded() -> None:
    """No line is longer than 75 bytes, and each ends as RFC 5545 asks."""
    labels = {**LABELS, "appointment_daily": "A long and quiet hour " * 8}
    text = make_calendar([DAILY], replace(IMPRINT, labels=labels), ON)
    assert max(len(line) for line in text.split(b"\r\n")) <= 75
    assert b"\n" not in text.replace(b"\r\n", b"")

"""The calendar of whole couples, as a program reads it that isn't the one that wrote it."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cache
from io import StringIO
from itertools import islice, pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from dateutil.rrule import rrulestr
from dateutil.tz import tzical

from generator.answers.folder import read_folder
from generator.editions.calendar import make_calendar
from generator.guide.appointments import appointments, revision_of
from generator.guide.plan import next_monthly, next_weekly
from generator.pages.pages import make_imprint
from generator.pages.text import load_texts
from tests.filled import written
from tests.made_pages import TEMPLATES
from tests.made_up import COUPLE, files
from tests.page_text import guide_of, sample_files
from tests.reading_back import in_a_row, words_of
from tests.samples import DAY, SAMPLES

ZONES = ("America/New_York", "Europe/London", "Europe/Berlin", "Australia/Sydney")
FROM_SUMMER = "2026-10-12"
"""Before the clocks change in either zone."""

TITLES = {
    "daily": "A quiet quarter of an hour", "weekly": "Our hour", "monthly": "Our monthly hour",
    "review": "Time to look back", "end": "Time to look ahead",
}  # fmt: skip
LONG_ENOUGH = 400
"""Days of a daily entry: over both changes of the clocks."""


def written_for(answer_files: dict[str, bytes], on: str = DAY) -> str:
    """Return the calendar file of these answers, as it is on the day `on`."""
    guide = guide_of(answer_files, on)
    imprint = make_imprint(guide, load_texts(TEMPLATES, "en", guide.couple.country))
    return make_calendar(appointments(guide), imprint, revision_of(guide)).decode()


def entries(text: str) -> dict[str, Any]:
    """Return the entries of a calendar file by their UIDs, as vobject reads them."""
    read = vobject.readOne(text)
    found = {entry.uid.value: entry for entry in read.vevent_list}
    assert len(found) == len(read.vevent_list)
    return found


def titled(text: str, kind: str) -> list[Any]:
    return [one for one in entries(text).values() if one.summary.value == TITLES[kind]]


def times(entry: Any) -> Iterator[datetime]:
    """Yield the local times at which an entry comes, as dateutil unrolls its rule."""
    start = entry.dtstart.value.replace(tzinfo=None)
    rule = re.sub(r"(UNTIL=\w+)Z", r"\1", entry.rrule.value)
    yield from rrulestr(rule, dtstart=start)


def zone_in(text: str) -> tzinfo:
    """Return the zone as the file itself explains it: a reader may know no other."""
    found = tzical(StringIO(text.replace("\r\n", "\n"))).get()
    assert isinstance(found, tzinfo)
    return found


def in_zone(zone: str, check_ins: str = "") -> dict[str, bytes]:
    """Return the made-up couple's answers in a zone, with a plan that began in summer."""
    text = COUPLE.replace("started: 2026-11-22", f"started: {FROM_SUMMER}\n  timezone: {zone}")
    if check_ins:
        text = re.sub(r"check_ins: \{.*\}", f"check_ins: {{{check_ins}}}", text)
    return files(couple=text)


@cache
def of_sample(name: str) -> str:
    return written_for(sample_files(name))


@pytest.mark.parametrize("name", SAMPLES)
def test_another_program_finds_all_that_the_standard_asks_for(name: str) -> None:
    """Calendar, zone, entry and alarm have each property that RFC 5545 requires."""
    calendar = vobject.readOne(of_sample(name))
    assert calendar.validate(raiseException=True)
    assert calendar.version.value == "2.0"
    for entry in calendar.vevent_list:
        assert {"uid", "dtstamp", "dtstart", "summary", "valarm"} <= {*entry.contents}
        assert entry.valarm.validate(raiseException=True)
        assert {"action", "trigger", "description"} <= {*entry.valarm.contents}
        assert entry.valarm.trigger.value < timedelta(0)
    for zone in getattr(calendar, "vtimezone_list", []):
        assert zone.validate(raiseException=True)


@pytest.mark.parametrize("name", SAMPLES)
def test_each_day_on_which_clauses_are_looked_at_or_end_is_there(name: str) -> None:
    """Nobody has to remember when an agreement runs out: its last days are entries too."""
    couple = read_folder("x", sample_files(name), "x").answers.couple
    clauses = couple.agreement.clauses
    on, monthly = date.fromisoformat(DAY), couple.plan.check_ins.monthly
    asked = {clause.review for clause in clauses if clause.until >= on}
    ends = {clause.until for clause in clauses if clause.until >= on} - asked
    asked, ends = ({day for day in days if next_monthly(monthly, day) != day}
                   for days in (asked, ends))  # fmt: skip
    found = {kind: {one.dtstart.value.date() for one in titled(of_sample(name), kind)}
             for kind in ("review", "end")}  # fmt: skip
    assert found == {"review": asked, "end": ends}
    assert ends


def test_a_clause_that_ends_on_a_day_of_review_is_one_entry() -> None:
    """Nobody is asked to two meetings at one hour."""
    text = written_for(files(couple=COUPLE.replace("until: 2027-02-20", "until: 2026-12-20")))
    assert len(titled(text, "review")) == 1
    assert titled(text, "end") == []


@pytest.mark.parametrize("zone", ZONES)
def test_an_hour_stays_the_hour_when_clocks_change(zone: str) -> None:
    """Half past eight is half past eight in summer and in winter, whoever reads the file."""
    text = written_for(in_zone(zone), "2026-10-20")
    (daily,) = titled(text, "daily")
    days = [*islice(times(daily), LONG_ENOUGH)]
    first = date.fromisoformat(FROM_SUMMER)
    assert [day.date() for day in days] == [first + timedelta(n) for n in range(LONG_ENOUGH)]
    assert {day.time() for day in days} == {time(20, 30)}
    told, known = ([day.replace(tzinfo=one).utcoffset() for day in days]
                   for one in (zone_in(text), ZoneInfo(zone)))  # fmt: skip
    assert told == known
    assert len({*told}) == 2


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("monthly", ["first Sunday 17:00", "last Friday 19:15"])
def test_weeks_and_months_fall_on_the_days_of_the_plan(zone: str, monthly: str) -> None:
    """The calendar's days are those that the guide names, the last Friday of a month included."""
    answers = in_zone(zone, f'daily: "20:30", weekly: "Saturday 09:45", monthly: "{monthly}"')
    text, guide = written_for(answers, "2026-10-20"), guide_of(answers, "2026-10-20")
    check_ins = guide.couple.plan.check_ins
    asked: dict[str, tuple[Callable[..., date], Any]] = {
        "weekly": (next_weekly, check_ins.weekly), "monthly": (next_monthly, check_ins.monthly),
    }  # fmt: skip
    for kind, (following, when) in asked.items():
        (entry,) = titled(text, kind)
        day = date.fromisoformat(FROM_SUMMER)
        for found in islice(times(entry), 14):
            day = following(when, day)
            assert found == datetime.combine(day, when.at)
            day += timedelta(1)


def spans(text: str, days: int = 500) -> list[tuple[datetime, datetime, str]]:
    """Return from when to when each entry of a calendar file lasts, as dateutil unrolls it."""
    found = []
    for entry in entries(text).values():
        start = entry.dtstart.value.replace(tzinfo=None)
        left_out = {day.replace(tzinfo=None) for line in entry.contents.get("exdate", [])
                    for day in line.value}  # fmt: skip
        comes = [start] if "rrule" not in entry.contents else [
            day for day in islice(times(entry), days) if day < start + timedelta(days)
        ]  # fmt: skip
        found += [(day, day + entry.duration.value, entry.summary.value)
                  for day in comes if day not in left_out]  # fmt: skip
    return sorted(found)


AT_ONCE = (
    'daily: "20:30", weekly: "Sunday 17:00", monthly: "first Sunday 17:00"',
    'daily: "17:30", weekly: "Sunday 17:00", monthly: "last Sunday 17:45"',
    'daily: "18:00", weekly: "Saturday 18:10", monthly: "second Sunday 17:30"',
    'daily: "18:20", weekly: "Sunday 17:30", monthly: "third Friday 18:00"',
)


@pytest.mark.parametrize("asked", [*SAMPLES, *AT_ONCE])
def test_nobody_is_asked_to_be_at_two_meetings_at_once(asked: str) -> None:
    """No entry begins before another one is over, whatever hours a couple chose."""
    text = of_sample(asked) if asked in SAMPLES else written_for(in_zone(ZONES[1], asked))
    found = spans(text)
    assert len(found) > 400
    assert [(one, other) for one, other in pairwise(found) if other[0] < one[1]] == []


def test_the_monthly_hour_takes_the_place_of_the_weekly_one() -> None:
    """Where both would be at one hour, there is one meeting, and the other weeks keep theirs."""
    found = spans(written_for(in_zone(ZONES[1], AT_ONCE[0])), 60)
    sundays = {day.date(): title for day, _, title in found
               if day.hour == 17 and day.weekday() == 6}  # fmt: skip
    assert sundays[date(2026, 11, 1)] == TITLES["monthly"]
    assert sundays[date(2026, 11, 8)] == TITLES["weekly"]
    assert sundays[date(2026, 10, 18)] == TITLES["weekly"]


def test_on_the_day_of_the_monthly_hour_no_weekly_one_rings() -> None:
    """Also an hour apart, as Alex and Sam have them: the monthly review stands for that week."""
    found = spans(of_sample("alex-sam"))
    days = {kind: {day.date() for day, _, title in found if title == TITLES[kind]}
            for kind in ("weekly", "monthly")}  # fmt: skip
    assert date(2026, 11, 29) in days["monthly"]
    assert days["weekly"] & days["monthly"] == set()
    assert len(days["weekly"]) > 40


@pytest.mark.parametrize("name", SAMPLES)
def test_check_ins_end_a_year_and_a_half_after_the_newest_guide(name: str) -> None:
    """A calendar that nobody looks after falls silent, and its zone is explained to the end."""
    guide = guide_of(sample_files(name))
    last = revision_of(guide).on + timedelta(days=548)
    for kind in ("daily", "weekly", "monthly"):
        (entry,) = titled(of_sample(name), kind)
        newest = list(times(entry))[-1].date()
        assert last - timedelta(days=31) <= newest <= last


@pytest.mark.parametrize("name", SAMPLES)
def test_the_day_a_calendar_is_made_on_is_not_in_it(name: str) -> None:
    """The same answers give the same calendar file, whatever the clock says."""
    answers = sample_files(name)
    assert written_for(answers, "2026-11-25") == written_for(answers, "2026-11-24")


@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_read_in_twice_is_there_once(name: str) -> None:
    """A calendar made on another day, after an edit, changes entries and doubles none."""
    answers = sample_files(name)
    text = answers["couple.yml"].replace(b"will: ", b"will: quietly ", 1)
    assert text != answers["couple.yml"]
    edited = {**answers, "couple.yml": text}
    first, second = entries(of_sample(name)), entries(written_for(edited, "2026-11-25"))
    assert first.keys() == second.keys()
    assert {uid: one.dtstart.value for uid, one in first.items()} == {
        uid: one.dtstart.value for uid, one in second.items()
    }


def test_another_hour_moves_an_entry_and_makes_no_second() -> None:
    """Who moves the daily check-in finds it moved, and not twice a day."""
    first, second = (
        entries(written_for(in_zone(ZONES[1], f'daily: "{at}", weekly: "Sunday 17:00", '
                            'monthly: "first Sunday 17:00"')))
        for at in ("20:30", "19:00")
    )  # fmt: skip
    assert first.keys() == second.keys()
    moved = [uid for uid in first if first[uid].dtstart.value != second[uid].dtstart.value]
    assert [first[uid].summary.value for uid in moved] == [TITLES["daily"]]


@pytest.mark.parametrize("name", SAMPLES)
def test_no_word_of_theirs_is_in_the_calendar(name: str) -> None:
    """On a shared screen it tells neither who they are nor what they agreed."""
    answers = read_folder("x", sample_files(name), "x").answers
    couple = answers.couple
    called = [one.called for one in (*couple.partners.values(), couple.therapist)]
    said = in_a_row(re.sub(r"\r\n[ \t]", "", of_sample(name)))
    there = [text for field, text in written(answers)
             if len(words_of(text)) > 1 and field != "PlanAnswers.timezone"]  # fmt: skip
    assert len(there) > 20
    assert [text for text in (*called, *there) if in_a_row(text) in said] == []
    shown = {one.summary.value for one in entries(of_sample(name)).values()}
    assert {TITLES["weekly"], TITLES["end"]} <= shown <= {*TITLES.values()}

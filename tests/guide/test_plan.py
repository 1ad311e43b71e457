"""The plan on a day: what comes next, where the couple are, and who may see it."""

from datetime import date, time

import pytest

from generator.answers.folder import read_folder
from generator.answers.model import Monthly, Weekly
from generator.guide.appointments import appointments
from generator.guide.guide import Guide, make_guide
from generator.guide.plan import next_monthly, next_weekly
from tests.made_up import COUPLE, couple_with, files

ON = date(2026, 11, 22)


def guide_of(answer_files: dict[str, bytes], on: date = ON) -> Guide:
    return make_guide(read_folder("x", answer_files, "x").answers, on)


def with_plan(lines: str) -> dict[str, bytes]:
    return files(couple=f"{COUPLE}{lines}")


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 11, 22), date(2026, 11, 22)),
        (date(2026, 11, 23), date(2026, 11, 29)),
        (date(2026, 12, 31), date(2027, 1, 3)),
    ],
)
def test_the_weekly_check_in_is_the_next_such_day(on: date, expected: date) -> None:
    """On a Sunday, Sunday's check-in is today."""
    assert next_weekly(Weekly(day="Sunday", at=time(17)), on) == expected


@pytest.mark.parametrize(
    ("nth", "on", "expected"),
    [
        (1, date(2026, 11, 22), date(2026, 12, 6)),
        (1, date(2026, 12, 6), date(2026, 12, 6)),
        (-1, date(2027, 2, 1), date(2027, 2, 28)),
        (4, date(2026, 12, 31), date(2027, 1, 24)),
    ],
)
def test_the_monthly_review_is_found_across_months(nth: int, on: date, expected: date) -> None:
    """The first, fourth or last Sunday is found in this month, or in the next."""
    assert next_monthly(Monthly(nth=nth, day="Sunday", at=time(17)), on) == expected


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2026, 11, 21), "upcoming"),
        (date(2026, 11, 22), "running"),
        (date(2026, 12, 20), "due"),
        (date(2027, 2, 20), "due"),
        (date(2027, 2, 21), "ended"),
    ],
)
def test_a_clause_stands_as_its_days_say(on: date, state: str) -> None:
    """A couple sees on any day whether a clause runs, is due for review, or has ended."""
    assert {view.state for view in guide_of(files(), on).agreement.clauses} == {state}


def test_one_undecided_partner_makes_the_smaller_plan() -> None:
    """Where one isn't sure, the couple get the undecided route, whoever it is."""
    for who in ("alex: undecided, sam: repair", "alex: repair, sam: undecided"):
        assert guide_of(couple_with("alex: repair, sam: repair", who)).plan.route == "undecided"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{alex: 2026-11-02, sam: 2026-11-03}", "{alex: 2026-11-02}"),
        ("{alex: repair, sam: repair}", "{alex: repair}"),
        ("breach_ended: yes", "breach_ended: no"),
        ("breach_ended: yes", "breach_ended: yes\n  on_hold: yes"),
    ],
)
def test_an_incomplete_release_is_a_draft(old: str, new: str) -> None:
    """Until each was seen alone, both chose and the breach ended, a guide is a draft."""
    release = guide_of(couple_with(old, new)).release
    assert release.draft
    assert len(release.missing) == 2  # this, and the approval


def test_a_step_knows_its_day_and_clause() -> None:
    """The next step is the first that isn't past, and its clause knows it."""
    steps = """\
  steps:
    - {id: late, who: sam, what: b, when: noon, on: 2026-12-01}
    - {id: soon, who: both, what: a, when: noon, on: 2026-11-23, clause: phone-at-night}
    - {id: past, who: sam, what: c, when: noon, on: 2026-11-21}
"""
    guide = guide_of(with_plan(steps))
    assert guide.plan.next_step is not None
    assert guide.plan.next_step.id == "soon"
    assert [step.id for step in guide.plan.first_two_weeks] == ["past", "soon", "late"]
    clause = guide.agreement.clause("phone-at-night")
    assert clause is not None
    assert [step.id for step in clause.steps] == ["soon"]


def test_check_ins_keep_their_calendar_identity() -> None:
    """A calendar read in again next month changes entries and doubles none."""
    first = [entry.uid for entry in appointments(guide_of(files()))]
    later = [entry.uid for entry in appointments(guide_of(files(), date(2026, 12, 1)))]
    assert first == later
    assert len(set(first)) == len(first) == 5

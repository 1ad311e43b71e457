"""What came back from check-ins: promises week by week, what was good, what stayed hard."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import yaml

from generator.answers.folder import read_folder
from generator.guide.guide import make_guide
from generator.guide.ledger import MOST_LINES, MOST_WEEKS, Ledger
from tests.made_up import files

ON = date(2027, 3, 1)
PHONE, SAY = "phone-at-night", "say-it-early"


def week(on: str, ledger: Mapping[str, Any] | None = None, **said: Any) -> dict[str, Any]:
    return {"on": on, "ledger": dict(ledger or {}), **said}


def ledger_of(*reviews: dict[str, Any], on: date = ON) -> Ledger:
    """Return the ledger of Alex and Sam with these reviews."""
    given = {f"reviews/{one['on']}.yml": yaml.safe_dump(one).encode() for one in reviews}
    return make_guide(read_folder("x", files() | given, "couples/x").answers, on).ledger


def weekly(on: str, *weeks: dict[str, Any]) -> dict[str, Any]:
    return {"on": on, "check_ins": {"weekly": list(weeks)}}


def marks(ledger: Ledger) -> dict[str, list[str | None]]:
    return {row.clause.id if row.clause else "own": [*row.marks] for row in ledger.rows}


def test_each_promise_has_a_row_and_each_week_a_column() -> None:
    """Kept, partly, not yet, talked about and nothing stand each in its week."""
    ledger = ledger_of(
        {"on": "2026-12-06", "ledger": [{"clause": SAY, "delivered": "Once"}]}
        | {"check_ins": {"weekly": [
            week("2026-11-22", {PHONE: {"how": "kept"}, SAY: {"how": "not-yet"}}),
            week("2026-11-29", {PHONE: {"how": "partly", "delivered": "Most"}}),
            week("2026-12-06", {PHONE: {"still_hard": "The buzz"}},
                 our_own={"how": "kept", "delivered": "Walked"}),
        ]}}
    )  # fmt: skip
    assert ledger.weeks == (date(2026, 11, 22), date(2026, 11, 29), date(2026, 12, 6))
    assert marks(ledger) == {
        PHONE: ["kept", "partly", "talked"],
        SAY: ["not-yet", None, "talked"],
        "own": [None, None, "kept"],
    }
    assert [row.number for row in ledger.rows] == [1, 2, None]


def test_a_mark_outweighs_a_talk_in_the_same_week() -> None:
    """What they named at the weekly hour isn't hidden by what they told their therapist later."""
    ledger = ledger_of(
        {"on": "2026-12-04", "ledger": [{"clause": PHONE, "delivered": "Six evenings"}]}
        | {"check_ins": {"weekly": [week("2026-12-01", {PHONE: {"how": "partly"}})]}}
    )
    assert marks(ledger) == {PHONE: ["partly"]}
    assert ledger.weeks == (date(2026, 12, 4),)
    assert [one.delivered for one in ledger.rows[0].newest] == ["Six evenings"]


def test_the_last_weeks_are_shown_and_older_promises_go() -> None:
    """At most so many weeks are drawn as a small phone has room for."""
    first = date(2026, 11, 22)
    days = [first + timedelta(weeks=number) for number in range(MOST_WEEKS + 2)]
    weeks = [week(day.isoformat(), {PHONE: {"how": "kept"}}) for day in days]
    weeks[0]["ledger"] = {SAY: {"how": "kept"}}
    ledger = ledger_of(weekly("2027-02-01", *weeks))
    assert ledger.weeks == tuple(days[2:])
    assert marks(ledger) == {PHONE: ["kept"] * MOST_WEEKS}


def test_the_newer_filing_of_a_day_counts() -> None:
    """Who changes a check-in afterwards finds it as they changed it, and once."""
    ledger = ledger_of(
        weekly("2026-12-01", week("2026-11-29", {PHONE: {"how": "kept"}}, went_well="First")),
        weekly("2026-12-08", week("2026-11-29", {PHONE: {"how": "partly"}}, went_well="Then")),
    )
    assert marks(ledger) == {PHONE: ["partly"]}
    assert [line.text for line in ledger.glad] == ["Then"]


def test_a_review_to_come_tells_nothing_yet() -> None:
    """A guide for an earlier day knows no later one."""
    review = weekly("2026-12-08", week("2026-12-06", {PHONE: {"how": "kept"}}))
    assert not any(vars(ledger_of(review, on=date(2026, 12, 7))).values())
    assert not ledger_of(review, on=date(2026, 12, 7))
    assert ledger_of(review, on=date(2026, 12, 8))


def test_what_held_is_what_was_kept_each_time_twice_or_more() -> None:
    """A promise is celebrated when every look found it kept, and none is for a single look."""
    ledger = ledger_of(weekly(
        "2026-12-08",
        week("2026-11-22", {PHONE: {"how": "kept"}, SAY: {"how": "partly"}}),
        week("2026-11-29", {PHONE: {"delivered": "We spoke of it"}, SAY: {"how": "kept"}}),
        week("2026-12-06", {PHONE: {"how": "kept"}, SAY: {"how": "kept"}}, our_own={"how": "kept"}),
    ))  # fmt: skip
    assert [row.clause.id for row in ledger.held if row.clause] == [PHONE]
    once = ledger_of(weekly("2026-12-08", week("2026-11-22", {PHONE: {"how": "kept"}})))
    assert once.held == ()


def test_the_newest_come_first_and_no_more_than_a_few() -> None:
    """What was good and what stayed hard is named newest first; the rest is not in the guide."""
    days = [f"2026-12-{number:02}" for number in range(1, 9)]
    evenings = [
        {"on": day, "each": {"sam": {"still_hard": f"hard {day}", "liked": f"liked {day}"}}}
        for day in days
    ]
    review = {
        "on": "2026-12-09",
        "celebrated": ["soup"],
        "still_hard": ["nights"],
        "check_ins": {
            "daily": evenings,
            "weekly": [week("2026-12-06", went_well="a walk", thanks={"alex": "the tea"})],
            "monthly": [{"on": "2026-12-07", "was_good": "a whole month"}],
        },
    }
    ledger = ledger_of(review)
    assert [line.text for line in ledger.glad] == ["soup", "a whole month", "a walk"]
    assert [line.text for line in ledger.hard] == ["nights"]
    newest = [f"hard {day}" for day in reversed(days)][:MOST_LINES]
    assert [line.text for line in ledger.hard_for_one] == newest
    assert {line.by.name for line in ledger.hard_for_one if line.by} == {"Sam"}
    assert [(line.text, line.how) for line in ledger.liked][2:4] == [
        ("liked 2026-12-06", "liked"), ("the tea", "thanks"),
    ]  # fmt: skip


def test_what_both_were_glad_of_is_told_once() -> None:
    """What they wrote at the weekly hour and told their therapist as well stands there once."""
    ledger = ledger_of(
        {"on": "2026-12-08", "celebrated": ["We laughed"]}
        | {"check_ins": {"weekly": [week("2026-12-06", went_well="we laughed ")]}}
    )
    assert [line.text for line in ledger.glad] == ["We laughed"]


def test_what_was_still_hard_the_last_time_is_told_of_each_promise() -> None:
    """The weekly hour begins with what was hard at each one's last word, whichever day that was."""
    ledger = ledger_of(
        {"on": "2026-12-01", "still_hard": ["Evenings", "Mail"],
         "ledger": [{"clause": PHONE, "delivered": "Most", "still_hard": "The buzz"},
                    {"clause": SAY, "delivered": "Once", "still_hard": "The first word"}]},
        weekly("2026-12-14",
               week("2026-12-06", {SAY: {"still_hard": "Being second"}}),
               week("2026-12-13", {SAY: {"how": "kept"}},
                    our_own={"delivered": "Walked", "still_hard": "The rain"})),
        on=date(2026, 12, 20),
    )  # fmt: skip
    told = [(one.clause and one.clause.clause.id, one.on.day, one.text)
            for one in ledger.hard_at_last]  # fmt: skip
    assert told == [(None, 13, "The rain"), (PHONE, 1, "The buzz")]
    assert [(line.on.day, line.text) for line in ledger.hard_besides] == [
        (1, "Evenings"), (1, "Mail"),
    ]  # fmt: skip


def month(on: str, **said: Any) -> dict[str, Any]:
    return {"on": on, **said}


def test_what_they_said_they_would_do_next_is_asked_after_for_a_while() -> None:
    """The newest plan of a week and of a month is theirs to tick, until it is long past."""
    review = {"on": "2026-12-14", "check_ins": {
        "weekly": [week("2026-11-29", next_week="Older"), week("2026-12-06", next_week="Sam calls"),
                   week("2026-12-13", one_thing="The trip")],
        "monthly": [month("2026-12-06", next_step="A day off")],
    }}  # fmt: skip
    ledger = ledger_of(review, on=date(2026, 12, 20))
    assert [(line.how, line.on.day, line.text, line.by) for line in ledger.ahead] == [
        ("weekly", 6, "Sam calls", None), ("monthly", 6, "A day off", None),
    ]  # fmt: skip
    assert [(line.on.day, line.text) for line in ledger.topic] == [(13, "The trip")]
    later = ledger_of(review, on=date(2026, 12, 21))
    assert [line.text for line in later.ahead] == ["A day off"]
    assert ledger_of(review, on=date(2027, 1, 18)).ahead == ()


def test_good_hours_and_what_each_lived_are_recalled() -> None:
    """The last few good hours come back, and each one's own words of the values they lived."""
    weeks = [week(f"2026-12-{day:02}", good_hour=f"Hour {day}") for day in (1, 8, 15, 22)]
    months = [
        month("2026-12-06", lived={"alex": "Old"}),
        month("2026-12-20", lived={"sam": "Calm"}),
        month("2026-12-27", was_good="All"),
    ]
    ledger = ledger_of({"on": "2026-12-28", "check_ins": {"weekly": weeks, "monthly": months}})
    assert [line.text for line in ledger.good_hours] == ["Hour 22", "Hour 15", "Hour 8"]
    assert [(line.by and line.by.name, line.text) for line in ledger.lived] == [("Sam", "Calm")]


def test_a_clause_that_is_gone_keeps_its_row() -> None:
    """What became of a promise isn't lost when the promise ended, even if its words are lost."""
    ledger = ledger_of(weekly("2026-12-08", week("2026-12-06", {"long-gone": {"how": "kept"}})))
    (row,) = ledger.rows
    assert (row.clause, row.number, row.own, row.marks) == (None, None, False, ("kept",))

"""A clause that one of them wasn't ready for waits until both agree (B5)."""

import pytest

from generator.guide.appointments import appointments
from tests.made_up import COUPLE, approval, clauses, files, review
from tests.page_text import guide_of

NOT_YET = "{alex: agree, sam: not-yet}"
AGREED = "{alex: agree, sam: agree}"


INITIALLED = files() | approval(1, "2026-11-10", clauses())
"""A couple who initialled what their answers hold."""


def waiting(answer_files: dict[str, bytes], on: str = "2026-11-22") -> list[tuple[str, list[str]]]:
    """Return each clause that waits on a day, with who said what and when."""
    found = guide_of(answer_files, on).agreement.waiting
    return [
        (view.clause.id, [f"{one.who} {one.said} {one.on}" for one in view.not_ready])
        for view in found
    ]


@pytest.mark.parametrize(
    ("ticked", "who"),
    [
        (AGREED, []),
        (NOT_YET, ["sam not-yet 2026-11-15"]),
        ("{alex: talk-first}", ["alex talk-first 2026-11-15"]),
        ("{alex: talk-first, sam: not-yet}",
         ["alex talk-first 2026-11-15", "sam not-yet 2026-11-15"]),
    ],
)  # fmt: skip
def test_a_clause_waits_for_whoever_is_not_ready(ticked: str, who: list[str]) -> None:
    """Not yet and talk first make a clause wait, with a name and a day; a yes of both doesn't."""
    expected = [("phone-at-night", who)] if who else []
    assert waiting(INITIALLED | review("2026-11-15", ticked)) == expected


def test_the_latest_tick_of_each_counts() -> None:
    """A later yes ends the waiting, a later no begins it, and who ticked nothing said nothing."""
    declined = INITIALLED | review("2026-11-15", NOT_YET)
    assert waiting(declined | review("2026-11-20", AGREED)) == []
    assert len(waiting(declined | review("2026-11-20", "{alex: agree}"))) == 1
    taken_back = INITIALLED | review("2026-11-15", AGREED) | review("2026-11-20", NOT_YET)
    assert waiting(taken_back) == [("phone-at-night", ["sam not-yet 2026-11-20"])]


def test_a_review_to_come_makes_nothing_wait() -> None:
    """Before its day, a tick isn't told to anyone; on its day it is."""
    declined = INITIALLED | review("2026-11-20", NOT_YET)
    assert waiting(declined, on="2026-11-19") == []
    assert len(waiting(declined, on="2026-11-20")) == 1


@pytest.mark.parametrize(
    ("old", "new", "waits"),
    [
        ("9 pm", "ten", False),
        ("when: every evening", "when: on weekdays", False),
        ("review: 2026-12-20", "review: 2026-12-13", True),
        ("will: put", "accepted: {14-vague: It is clear}\n      will: put", True),
    ],
)
def test_other_words_are_to_initial_anew_and_other_days_are_not(
    old: str, new: str, waits: bool
) -> None:
    """What was declined and is reworded waits no longer; a day that moved is no new promise."""
    reworded = COUPLE.replace(old, new, 1)
    declined = files(couple=reworded) | approval(1, "2026-11-10", clauses())
    assert bool(waiting(declined | review("2026-11-15", NOT_YET))) is waits


@pytest.mark.parametrize(
    ("ticked_on", "waits"), [("2026-11-09", False), ("2026-11-12", False), ("2026-11-14", True)]
)
def test_a_clause_is_held_against_the_paper_that_was_ticked(ticked_on: str, waits: bool) -> None:
    """What was ticked is the version of that day, or the first one where it was ticked before."""
    was = clauses(COUPLE.replace("9 pm", "ten"))
    papers = approval(1, "2026-11-10", was) | approval(2, "2026-11-14", clauses())
    assert bool(waiting(files() | papers | review(ticked_on, NOT_YET))) is waits


def test_a_clause_that_was_never_approved_waits_too() -> None:
    """What was ticked on a draft holds until both agree."""
    assert len(waiting(files() | review("2026-11-15", NOT_YET))) == 1


def test_what_has_ended_waits_for_nothing() -> None:
    """After its last day a clause is told as ended, whatever was ticked."""
    declined = INITIALLED | review("2026-11-15", NOT_YET)
    assert len(waiting(declined, on="2027-02-20")) == 1
    assert waiting(declined, on="2027-02-21") == []
    assert guide_of(declined, on="2027-02-21").agreement.clauses[0].state == "ended"


def test_a_clause_that_waits_is_not_looked_at_again() -> None:
    """Its day is in no calendar, no timeline and no list of what is due."""
    guide = guide_of(INITIALLED | review("2026-11-15", NOT_YET), on="2026-12-20")
    assert [view.clause.id for view in guide.agreement.due] == ["say-it-early"]
    told = {event.about for event in guide.plan.timeline if event.kind in ("review", "end")}
    assert told == {"say-it-early"}
    both = INITIALLED | review("2026-11-15", NOT_YET)
    both |= review("2026-11-16", NOT_YET, "say-it-early")
    kinds = {one.kind for one in appointments(guide_of(both))}
    assert kinds == {"daily", "weekly", "monthly"}


def test_what_is_still_open_is_to_initial() -> None:
    """It is among the changes even where nothing else is, and gone once both agree."""
    declined = INITIALLED | review("2026-11-15", NOT_YET)
    changes = guide_of(declined).changes
    assert changes is not None
    assert [clause.id for clause in changes.still_open] == ["phone-at-night"]
    assert changes.to_initial
    assert not changes.differs
    agreed = guide_of(declined | review("2026-11-20", AGREED)).changes
    assert not agreed


def test_what_waits_and_has_other_days_is_on_the_sheet_once() -> None:
    """Its other day is what there is to initial, so it isn't asked for a second time."""
    moved = COUPLE.replace("review: 2026-12-20", "review: 2026-12-13", 1)
    declined = files(couple=moved) | approval(1, "2026-11-10", clauses())
    changes = guide_of(declined | review("2026-11-15", NOT_YET)).changes
    assert changes is not None
    assert [one.now.id for one in changes.changed] == ["phone-at-night"]
    assert changes.still_open == ()

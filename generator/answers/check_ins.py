"""What a couple wrote at their check-ins, as the site keeps it on their device (P3, P4).

The fields are the questions of the pages under `templates/<language>/documents/check-ins/`.
Everything may be left blank. Nothing here asks about fear or harm: the device may be shared.
"""

from typing import Literal

from pydantic import Field

from generator.answers.model import Answer, Day, Id, Words

FORMAT = 1
"""The version of the file that the site saves; another one is refused, with what to do."""

MOST_DAYS = 1000
"""Check-ins of one kind in a file: close to three years of evenings."""

How = Literal["kept", "partly", "not-yet"]
"""What became of a promise in a week, as the two said it together."""

Wish = Literal["keep", "change", "end"]
"""What the two would like to become of a clause."""


class Evening(Answer):
    """What one partner said at a daily check-in."""

    feel: Words | None = None
    liked: Words | None = None
    would_like: Words | None = None
    owned: Words | None = None
    still_hard: Words | None = None


class DailyCheckIn(Answer):
    """Ten minutes of one day, by partner."""

    on: Day
    each: dict[Id, Evening] = Field(default_factory=dict)


class LedgerLine(Answer):
    """A promise in one week: what became of it, what happened, what is still hard."""

    how: How | None = None
    delivered: Words | None = None
    still_hard: Words | None = None


class WeeklyCheckIn(Answer):
    """The hour of one week; the ledger is by clause."""

    on: Day
    thanks: dict[Id, Words] = Field(default_factory=dict)
    went_well: Words | None = None
    ledger: dict[Id, LedgerLine] = Field(default_factory=dict)
    our_own: LedgerLine = LedgerLine()
    one_thing: Words | None = None
    next_week: Words | None = None
    good_hour: Words | None = None


class MonthlyReview(Answer):
    """The look at one month; wishes for the agreement are by clause."""

    on: Day
    was_good: Words | None = None
    wishes: dict[Id, Wish] = Field(default_factory=dict)
    to_change: Words | None = None
    pace: Words | None = None
    lived: dict[Id, Words] = Field(default_factory=dict)
    next_step: Words | None = None
    question: Words | None = None


class CheckIns(Answer):
    """Check-ins of every kind, in any order; a day has one of each kind at the most."""

    daily: tuple[DailyCheckIn, ...] = Field(default=(), max_length=MOST_DAYS)
    weekly: tuple[WeeklyCheckIn, ...] = Field(default=(), max_length=MOST_DAYS)
    monthly: tuple[MonthlyReview, ...] = Field(default=(), max_length=MOST_DAYS)


class SavedCheckIns(CheckIns):
    """The file that the site saves. `couple` is the guide's key: it tells couples apart."""

    format: int
    couple: str = Field(max_length=64)
    saved: Day

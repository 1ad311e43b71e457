"""`couples/NAME/reviews/DATE.yml`: one revisit, kept for good (V6, P4, P12)."""

from pydantic import Field

from generator.answers.check_ins import CheckIns
from generator.answers.kinds import Tick
from generator.answers.model import Answer, Day, Id, Name, Rating, Words


class RevisitedValue(Answer):
    """A value as it stood on the day, in order of importance; rated as in a partner's file."""

    value: Name
    important: Rating | None
    lived: Rating | None


class Kept(Answer):
    """One line of the ledger: what was promised, delivered, and is still hard."""

    clause: Id
    delivered: Words
    still_hard: Words | None = None


class OnPaper(Answer):
    """What each of them ticked beside a clause of the sheet that they initial."""

    clause: Id
    ticked: dict[Id, Tick] = Field(min_length=1)


class Review(Answer):
    """What the couple brought back on one day; `check_ins` are those that came anew with it."""

    on: Day
    values: dict[Id, tuple[RevisitedValue, ...]] = Field(default_factory=dict)
    ledger: tuple[Kept, ...] = ()
    on_paper: tuple[OnPaper, ...] = ()
    celebrated: tuple[Words, ...] = ()
    still_hard: tuple[Words, ...] = ()
    check_ins: CheckIns = CheckIns()

"""The boundary agreement as the couple and their therapist wrote it (B1-B10)."""

from pydantic import Field

from generator.answers.kinds import Theme
from generator.answers.model import Answer, Day, Id, Name, Words

BOTH = "both"
"""Stands where a partner's name would, for what both ask or both do."""


class Transparency(Answer):
    """Limits of what is opened to the other (rule 12): offered, narrow, ending, withdrawable."""

    voluntary: bool
    scope: Words
    withdraw: Words


class NoContact(Answer):
    """What its owner does when contact can't be avoided (rule 13)."""

    unavoidable: Words


class Clause(Answer):
    """One boundary: what its owner will do, in words that read on from "I will"."""

    id: Id
    theme: Theme
    protects: Name | None = None
    asked_by: Id
    in_their_words: Words
    owner: Id
    will: Words
    when: Words
    where: Words | None = None
    seen_by: Words
    if_missed: Words
    starts: Day = Field(alias="from")
    review: Day
    until: Day
    non_negotiable: bool = False
    transparency: Transparency | None = None
    no_contact: NoContact | None = None
    withdraw: Words | None = None
    accepted: dict[Id, Words] = Field(default_factory=dict)


class KeptPrivate(Answer):
    """What stays one's own, stated as plainly as what is shared (B3)."""

    whose: Id
    what: Words


class WhoKnows(Answer):
    """Someone outside who may know, and how much."""

    who: Words
    what: Words


class OldPattern(Answer):
    """An old habit named so that it doesn't return, and what is done in its place (B7)."""

    pattern: Words
    instead: Words


class TimeOut(Answer):
    """A pause that always names its end (rule 18)."""

    called_by: Words
    at_least_minutes: int = Field(default=30, ge=0, le=600)
    back_within_hours: int = Field(default=24, ge=0, le=72)
    where: Words | None = None
    free_exit: bool = True


class Talking(Answer):
    """How the two talk after a disagreement (B8)."""

    time_limit_minutes: int = Field(default=30, ge=5, le=180)
    safe_topics: tuple[Words, ...] = ()
    with_the_therapist: tuple[Words, ...] = ()
    not_after: Words | None = None
    time_out: TimeOut


class AgreementAnswers(Answer):
    """Everything the agreement is made from."""

    terms: Words
    clauses: tuple[Clause, ...] = Field(min_length=1)
    kept_private: tuple[KeptPrivate, ...] = ()
    who_knows: tuple[WhoKnows, ...] = ()
    old_patterns: tuple[OldPattern, ...] = ()
    if_crossed: Words | None = None
    talking: Talking

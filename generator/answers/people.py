"""Who the couple are, what happened, who walks with them, and whether the guide may leave."""

from typing import Annotated

from pydantic import Field, StringConstraints

from generator.answers.kinds import Bond, BreachKind, Choice, Relationship, Role
from generator.answers.model import Answer, Day, Id, Name, Words


class Partner(Answer):
    """One of the two, as the guide calls them."""

    called: Name
    role: Role


class Together(Answer):
    """The relationship in the couple's own terms."""

    are: Relationship = "partners"
    we_call_it: Name | None = None
    bond: Bond = "monogamous"
    since: Annotated[int, Field(ge=1930, le=2100)] | None = None
    children: bool = False
    faith_and_culture: Words | None = None


class Breach(Answer):
    """What happened, in words that both can read; `touched` names the values it hurt."""

    kind: BreachKind
    in_our_words: Words | None = None
    touched: tuple[Name, ...] = ()
    came_to_light: Day | None = None


class Therapist(Answer):
    """Whom to call. Shown in every output."""

    called: Name
    phone: Name | None = None
    email: Name | None = None
    hours: Words | None = None


class Release(Answer):
    """The therapist's part of rule 1. Holds no screening answers, only that it took place."""

    seen_alone: dict[Id, Day] = Field(default_factory=dict)
    seen_by: Name | None = None
    choices: dict[Id, Choice] = Field(default_factory=dict)
    breach_ended: bool = False
    on_hold: bool = False


Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
"""Two capital letters, ISO 3166-1, such as US."""

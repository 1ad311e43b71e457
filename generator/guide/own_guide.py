"""One partner's own answers → what their own pages tell. Pure, and blind to the other partner."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.answers.couple import Couple
from generator.answers.own import Own
from generator.answers.people import Therapist
from generator.guide.lived import Lived, Rated, drifting, lived_lately
from generator.guide.people import Person
from generator.guide.value_matching import known_as
from generator.library.deck import NO_DECK, Deck


@dataclass(frozen=True)
class OwnGuide:
    """Everything one partner's own pages tell, decided.

    `drifting` names values that mattered and had little room at two looks in a row. Of what the
    two have in common only the therapist, the language and the country are here.
    """

    person: Person
    on: date
    lived: tuple[Lived, ...]
    drifting: tuple[str, ...]
    notes: tuple[str, ...]
    therapist: Therapist
    language: str
    country: str


def make_own_guide(own: Own, couple: Couple, on: date, deck: Deck = NO_DECK) -> OwnGuide:
    """Return what the pages of the owner of `own` tell on the day `on`.

    `deck` says which of their words are known to name one value.
    """
    earlier = (values for day, values in own.earlier if day <= on)
    looks: list[Sequence[Rated]] = [*earlier, own.shared.values]
    return OwnGuide(
        person=Person(id=own.id, name=own.called, role=own.role, shared=own.shared),
        on=on,
        lived=lived_lately(own.shared.values),
        drifting=drifting(looks, known_as(own.id, couple.value_map, deck)),
        notes=own.notes,
        therapist=couple.therapist,
        language=couple.language,
        country=couple.country,
    )

"""Two lists of values → what is shared, what is mainly one's, what only sounds the same (V2).

Ranks are compared within a person; ratings never between persons, and nothing is scored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from generator.answers.partner import Value
from generator.answers.value_map import ValueMapAnswers
from generator.guide.people import People
from generator.guide.value_matching import match_values
from generator.library.deck import Deck
from generator.reading.same_words import same_words

Group = Literal["shared", "different", "own"]


@dataclass(frozen=True)
class Held:
    """A value as one partner holds it; `rank` counts from 1, the most important first."""

    rank: int
    value: Value


@dataclass(frozen=True)
class MapValue:
    """One value of the map, with everyone who holds it, by partner id."""

    name: str
    anchor: str
    group: Group
    held: Mapping[str, Held]


@dataclass(frozen=True)
class ValueComparison:
    """Every value of both lists, each exactly once, in three groups."""

    values: tuple[MapValue, ...]
    known_as: Mapping[str, MapValue]

    @property
    def shared(self) -> tuple[MapValue, ...]:
        """Return the common ground."""
        return self._in("shared")

    @property
    def different(self) -> tuple[MapValue, ...]:
        """Return values whose word is the same and whose meaning differs."""
        return self._in("different")

    def mainly(self, partner: str) -> tuple[MapValue, ...]:
        """Return what stands on this partner's list alone."""
        return tuple(value for value in self._in("own") if partner in value.held)

    def called(self, name: str) -> MapValue | None:
        """Return the value known by `name` to either partner, or None."""
        return self.known_as.get(same_words(name))

    def _in(self, group: Group) -> tuple[MapValue, ...]:
        return tuple(value for value in self.values if value.group == group)


def compare_values(people: People, said: ValueMapAnswers, deck: Deck) -> ValueComparison:
    """Return the comparison of both lists, in which each of their values stands once.

    A value is shared when both hold it, as `value_matching` knows; it is "different" when the
    couple said in `said` that they mean two things by it. Nothing is guessed.
    """
    lists = {person.id: [v.value for v in person.shared.values] for person in people}
    different = {same_words(word) for word in said.same_word_different_meaning}
    held = [
        (match.name, {who: Held(place + 1, people[who].shared.values[place])
                      for who, place in match.places.items()})
        for match in match_values(lists, said, deck)
    ]  # fmt: skip
    values = tuple(
        MapValue(name, f"value-{number}", _group(name, holders, different), holders)
        for number, (name, holders) in enumerate(sorted(held, key=lambda one: _order(one[1])), 1)
    )
    return ValueComparison(values, _known_as(values))


def _group(name: str, held: Mapping[str, Held], different: set[str]) -> Group:
    if len(held) == 1:
        return "own"
    words = {same_words(name), *(same_words(one.value.value) for one in held.values())}
    return "different" if words & different else "shared"


def _order(held: Mapping[str, Held]) -> tuple[int, int]:
    ranks = [one.rank for one in held.values()]
    return (-len(ranks), sum(ranks))


def _known_as(values: tuple[MapValue, ...]) -> dict[str, MapValue]:
    own_words = {same_words(h.value.value): v for v in values for h in v.held.values()}
    return own_words | {same_words(value.name): value for value in values}

"""Two lists of values → what is shared, what is mainly one's, what only sounds the same (V2).

Ranks are compared within a person; ratings never between persons, and nothing is scored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from generator.answers.names import same_words
from generator.answers.partner import Value
from generator.answers.value_map import ValueMapAnswers
from generator.guide.people import People

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


def compare_values(people: People, links: ValueMapAnswers) -> ValueComparison:
    """Return the comparison of both lists.

    A value is shared when both wrote the same words, or when the couple linked two names in
    `links.same_value`; it is "different" when they marked it so. Nothing is guessed.
    """
    names: dict[str, str] = {}
    held: dict[str, dict[str, Held]] = {}
    linked = _links(links)
    for person in people:
        for rank, value in enumerate(person.shared.values, start=1):
            key, name = linked.get(
                (person.id, same_words(value.value)), (same_words(value.value), value.value)
            )
            names.setdefault(key, name)
            held.setdefault(key, {})[person.id] = Held(rank, value)
    different = {same_words(word) for word in links.same_word_different_meaning}
    values = tuple(
        MapValue(names[key], f"value-{number}", _group(key, held[key], different), held[key])
        for number, key in enumerate(sorted(held, key=lambda key: _order(held[key])), start=1)
    )
    return ValueComparison(values, _known_as(values))


def _links(links: ValueMapAnswers) -> dict[tuple[str, str], tuple[str, str]]:
    return {
        (partner, same_words(word)): (same_words(link.called), link.called)
        for link in links.same_value
        for partner, word in link.words.items()
    }


def _group(key: str, held: Mapping[str, Held], different: set[str]) -> Group:
    if len(held) == 1:
        return "own"
    return "different" if key in different else "shared"


def _order(held: Mapping[str, Held]) -> tuple[int, int]:
    ranks = [one.rank for one in held.values()]
    return (-len(ranks), sum(ranks))


def _known_as(values: tuple[MapValue, ...]) -> dict[str, MapValue]:
    own_words = {same_words(h.value.value): v for v in values for h in v.held.values()}
    return own_words | {same_words(value.name): value for value in values}

"""Each map that a couple kept, and what moved from it to today (V6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.answers.partner import Value
from generator.answers.review import Review, RevisitedValue
from generator.answers.value_map import ValueMapAnswers
from generator.guide.people import People
from generator.guide.value_matching import match_values
from generator.library.deck import Deck
from generator.reading.same_words import same_words


@dataclass(frozen=True)
class Move:
    """Where a value stood at a revisit and where it stands now; None is "not on the list"."""

    name: str
    then: int | None
    now: int | None

    @property
    def way(self) -> Literal["new", "gone", "up", "down"]:
        """Tell which way it went, where up is nearer to the top of the list."""
        if self.then is None:
            return "new"
        if self.now is None:
            return "gone"
        return "up" if self.now < self.then else "down"


@dataclass(frozen=True)
class KeptList:
    """One partner's list as it stood, most important first, and what moved from it to today.

    `stands` tells that today's list is the same in its words, its order and the numbers that
    these readers may see: whether anyone looked at it again can't be told.
    """

    values: tuple[RevisitedValue, ...]
    moves: tuple[Move, ...]
    stands: bool


@dataclass(frozen=True)
class Revisit:
    """The map of one day: the list of each partner who brought one, by id.

    `shared` names what stood on both lists, in the order of the first; what is known today of
    words that mean the same counts for then too.
    """

    on: date
    lists: Mapping[str, KeptList]
    shared: tuple[str, ...]

    @property
    def stands(self) -> bool:
        """Tell whether each list of that day is still today's."""
        return all(kept.stands for kept in self.lists.values())


def revisits(
    reviews: Sequence[Review], people: People, said: ValueMapAnswers, deck: Deck
) -> tuple[Revisit, ...]:
    """Return every kept map, oldest first. A review without a list kept none."""
    return tuple(
        _revisit(review, people, said, deck) for review in reviews if any(review.values.values())
    )


def _revisit(review: Review, people: People, said: ValueMapAnswers, deck: Deck) -> Revisit:
    kept = {who: values for who, values in review.values.items() if values}
    lists = {one.id: [value.value for value in kept.get(one.id, ())] for one in people}
    both = [one for one in match_values(lists, said, deck) if len(one.places) > 1]
    return Revisit(
        on=review.on,
        lists={who: _kept(values, people[who].shared.values) for who, values in kept.items()},
        shared=tuple(one.name for one in sorted(both, key=lambda one: min(one.places.values()))),
    )


def _kept(then: tuple[RevisitedValue, ...], now: Sequence[Value]) -> KeptList:
    return KeptList(then, _moves(then, now), [*map(_told, then)] == [*map(_told, now)])


def _told(one: RevisitedValue | Value) -> tuple[str, int | None, int | None]:
    return same_words(one.value), one.important, one.lived


def _moves(before: Sequence[RevisitedValue], now: Sequence[Value]) -> tuple[Move, ...]:
    then = {same_words(one.value): rank for rank, one in enumerate(before, start=1)}
    today = {same_words(one.value): rank for rank, one in enumerate(now, start=1)}
    written = (*(one.value for one in before), *(one.value for one in now))
    names = {same_words(name): name for name in written}
    return tuple(
        Move(names[key], then.get(key), today.get(key))
        for key in {**today, **then}
        if then.get(key) != today.get(key)
    )

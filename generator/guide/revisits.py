"""Each map that a couple kept, and what moved from it to today (V6)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.answers.partner import Value
from generator.answers.review import Review, RevisitedValue
from generator.answers.value_map import ValueMapAnswers
from generator.guide.people import People
from generator.guide.value_matching import known_as, match_values
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

    `places` has every value of both lists, in today's order, with its place on each.
    `known` has what each word of both lists is known by, the same where they name one value.
    `stands` tells that today's list is the same in its words, its order and the numbers that
    these readers may see: whether anyone looked at it again can't be told.
    """

    values: tuple[RevisitedValue, ...]
    places: tuple[Move, ...]
    known: dict[str, str]
    stands: bool

    @property
    def moves(self) -> tuple[Move, ...]:
        """Return what stands elsewhere now, came, or went."""
        return tuple(one for one in self.places if one.then != one.now)


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
        lists={
            who: _kept(values, people[who].shared.values, known_as(who, said, deck))
            for who, values in kept.items()
        },
        shared=tuple(one.name for one in sorted(both, key=lambda one: min(one.places.values()))),
    )


def _kept(
    then: tuple[RevisitedValue, ...], now: Sequence[Value], key: Callable[[str], str]
) -> KeptList:
    before, today = ([one.value for one in values] for values in (then, now))
    return KeptList(
        values=then,
        places=_places(_by_key(before, key), _by_key(today, key)),
        known={word: key(word) for word in (*before, *today)},
        stands=[*map(_told, then)] == [*map(_told, now)],
    )


def _told(one: RevisitedValue | Value) -> tuple[str, int | None, int | None]:
    return same_words(one.value), one.important, one.lived


def _by_key(words: Sequence[str], key: Callable[[str], str]) -> Mapping[str, tuple[str, int]]:
    """Return each word and its rank by what it is known by; a second one of a kind by itself."""
    found: dict[str, tuple[str, int]] = {}
    for rank, word in enumerate(words, start=1):
        known = key(word)
        found[same_words(word) if known in found else known] = (word, rank)
    return found


def _places(
    then: Mapping[str, tuple[str, int]], now: Mapping[str, tuple[str, int]]
) -> tuple[Move, ...]:
    ranks = {key: (then.get(key, ("", None))[1], now.get(key, ("", None))[1])
             for key in {**now, **then}}  # fmt: skip
    names = {key: word for key, (word, _) in (*then.items(), *now.items())}
    return tuple(Move(names[key], before, after) for key, (before, after) in ranks.items())

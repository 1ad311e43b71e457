"""Which of the two lists' words stand for one value (V2): what is known, and what to ask.

Known is what people said: they wrote the same words, or words that the deck's file lists as one
value, or they told the therapist that two words mean the same. All else is a guess. A guess joins
nothing: it is put to the therapist, who asks the couple.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from generator.answers.value_map import ValueMapAnswers
from generator.library.deck import Deck
from generator.reading.same_words import same_words

Lists = Mapping[str, Sequence[str]]
"""Each partner's own words for their values, most important first, by partner id."""


@dataclass(frozen=True)
class Match:
    """One value: its name, and where it stands (from 0) on the list of each who holds it."""

    name: str
    places: Mapping[str, int]


def match_values(lists: Lists, said: ValueMapAnswers, deck: Deck) -> tuple[Match, ...]:
    """Return every word of both lists in exactly one match.

    A word is joined with one of the other list at the most, first what was said to be the same,
    then the same words, then two names of one card; in this order, and from the top of the lists.
    """
    free = {who: dict(enumerate(_names(who, words, said))) for who, words in lists.items()}
    apart = [*_pairs_apart(said)]
    joined = [
        Match(name, places)
        for key, name_of in _ways(deck)
        for name, places in _joined(free, key, name_of, lists, apart)
    ]
    alone = (
        Match(name, {who: place}) for who, names in free.items() for place, name in names.items()
    )
    return (*joined, *alone)


def known_as(who: str, said: ValueMapAnswers, deck: Deck) -> Callable[[str], str]:
    """Return what tells whether words of one partner's name one value: for those it is the same."""
    called = _called(who, said)

    def key(words: str) -> str:
        name = called.get(same_words(words), words)
        card = deck.card(name)
        return same_words(card.name if card else name)

    return key


def suggest_matches(
    lists: Lists, said: ValueMapAnswers, deck: Deck
) -> tuple[Mapping[str, int], ...]:
    """Return pairs that may mean one thing, as places on the lists by partner; none is joined.

    Two unmatched values are worth a question when what is left of one, without small words,
    endings and accents, lies within the other, or when both come close to one card of the deck.
    What the couple said to be two things is left out.
    """
    alone = [match for match in match_values(lists, said, deck) if len(match.places) == 1]
    first, second = ([m for m in alone if who in m.places] for who in lists)
    apart = [*_pairs_apart(said)]
    return tuple(
        places
        for places in ({**one.places, **other.places} for one, other in product(first, second))
        if not _kept_apart(places, lists, apart) and _close(_words(places, lists), deck)
    )


def _called(who: str, said: ValueMapAnswers) -> Mapping[str, str]:
    """Return what they agreed to call a value, by this partner's word for it."""
    return {same_words(link.words[who]): link.called
            for link in said.same_value if who in link.words}  # fmt: skip


def _names(who: str, words: Sequence[str], said: ValueMapAnswers) -> Iterator[str]:
    called = _called(who, said)
    for word in words:
        yield called.get(same_words(word), word)


def _ways(deck: Deck) -> Iterator[tuple[Callable[[str], str | None], Callable[[str], str]]]:
    """Yield how words are known to be one value: what is compared, and what the value is called."""

    def card(words: str) -> str | None:
        found = deck.card(words)
        return found.id if found else None

    def card_name(words: str) -> str:
        found = deck.card(words)
        return found.name if found else words

    yield same_words, str
    yield card, card_name


def _joined(
    free: Mapping[str, dict[int, str]],
    key: Callable[[str], str | None],
    name_of: Callable[[str], str],
    lists: Lists,
    apart: Sequence[Mapping[str, str]],
) -> Iterator[tuple[str, Mapping[str, int]]]:
    """Yield each pair whose keys are equal, and take both of it from what is free."""
    (first, mine), (second, theirs) = free.items()
    for place, other in product(sorted(mine), sorted(theirs)):
        if place not in mine or other not in theirs:
            continue
        wanted, places = key(mine[place]), {first: place, second: other}
        if wanted and wanted == key(theirs[other]) and not _kept_apart(places, lists, apart):
            yield name_of(mine.pop(place)), places
            del theirs[other]


def _pairs_apart(said: ValueMapAnswers) -> Iterator[Mapping[str, str]]:
    for pair in said.not_the_same:
        yield {who: same_words(word) for who, word in pair.items()}


def _kept_apart(
    places: Mapping[str, int], lists: Lists, apart: Sequence[Mapping[str, str]]
) -> bool:
    return {who: same_words(lists[who][place]) for who, place in places.items()} in apart


def _words(places: Mapping[str, int], lists: Lists) -> tuple[str, str]:
    one, other = (lists[who][place] for who, place in places.items())
    return one, other


def _close(words: tuple[str, str], deck: Deck) -> bool:
    one, other = words
    first, second = deck.gist(one), deck.gist(other)
    return first <= second or second <= first or bool(deck.cards_near(one) & deck.cards_near(other))

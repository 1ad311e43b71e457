"""The deck of values, as a guide uses it: which card a word stands for, which words come close."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from unicodedata import combining, normalize

import snowballstemmer
from babel import Locale

from generator.library.models import Value
from generator.reading.same_words import same_words

_WORD = re.compile(r"\w+")
_STROKES = str.maketrans("łøđħŧı", "lodhti", "\u0640")
"""Letters that Unicode doesn't take apart; and the stroke that makes an Arabic word longer."""


@dataclass(frozen=True)
class Deck:
    """A language's cards. `small_words` carry no meaning of their own, such as "the" or "my"."""

    values: tuple[Value, ...] = ()
    small_words: frozenset[str] = frozenset()
    language: str = "en"

    def card(self, words: str) -> Value | None:
        """Return the card that is called so to the letter, or one of whose other names this is."""
        return self._names.get(same_words(words))

    def gist(self, words: str) -> frozenset[str]:
        """Return what is left of `words` without small words, endings and accents.

        Two texts with one gist may well mean one thing. Whether they do, people say.
        """
        found = _WORD.findall(_plain(same_words(words)))
        telling = [word for word in found if word not in self.small_words] or found
        return frozenset(self._stemmer.stemWords(telling))

    def cards_near(self, words: str) -> frozenset[str]:
        """Return the ids of the cards one of whose names lies whole within the gist of `words`."""
        gist = self.gist(words)
        return frozenset(card for name, card in self._gists if name <= gist)

    @cached_property
    def _names(self) -> Mapping[str, Value]:
        others = {same_words(name): v for v in self.values for name in v.also_called}
        return others | {same_words(value.name): value for value in self.values}

    @cached_property
    def _gists(self) -> tuple[tuple[frozenset[str], str], ...]:
        return tuple((self.gist(name), value.id) for name, value in self._names.items())

    @cached_property
    def _stemmer(self) -> snowballstemmer.basestemmer.BaseStemmer:
        return snowballstemmer.stemmer(str(Locale.parse(self.language).english_name).lower())


NO_DECK = Deck()
"""No card at all: then only the same words are the same."""


def _plain(text: str) -> str:
    """Return `text` without accents, vowel signs and strokes, which some people leave out."""
    bare = "".join(sign for sign in normalize("NFKD", text) if not combining(sign))
    return bare.translate(_STROKES)

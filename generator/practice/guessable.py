"""How many guesses a passphrase of one's own withstands, made by someone who knows the couple.

zxcvbn counts them. It is told what the other partner would try first, and two forms are judged, of
which the weaker counts: as typed, and the letters of what is left once all words and numbers are
taken out that the other knows. Blanks are left out: zxcvbn takes each for a sign that is to be
guessed too, which would make any sentence strong.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from zxcvbn import zxcvbn

LONGEST = 72
"""Signs: zxcvbn judges no more."""

_SAID_RUN = 3
"""Words: so much of a saying is known by whoever knows the saying."""

_UNSEEN = frozenset({"Mn", "Cf"})
"""Accents, once they are apart from their letters, and signs that nobody sees."""


@dataclass(frozen=True)
class Known:
    """What whoever guesses knows: names, texts that both partners read, and what everyone knows.

    `sayings` are known whole or in part, but their words tell nothing one by one; `counting` are
    the words that days and numbers are said with. `ours` is what any guide says: too many words to
    tell anything but in a row.
    """

    names: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    sayings: tuple[str, ...] = ()
    counting: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()

    def hold(self, passphrase: str) -> bool:
        """Return whether all of it stands in a row in what both read."""
        return _letters(passphrase) in self._written

    @cached_property
    def words(self) -> frozenset[str]:
        """Return each word that the other would try."""
        said = (*self.names, *self.texts, *self.counting)
        return frozenset(word for text in said for word in _words(text))

    @cached_property
    def first_tries(self) -> tuple[str, ...]:
        """Return what would be tried, the likeliest first, each without blanks."""
        names = (_letters(name) for name in self.names)
        runs = (run for saying in self.sayings for run in _runs(_words(saying)))
        return tuple(dict.fromkeys((*names, *sorted(self.words), *runs)))

    @cached_property
    def _written(self) -> str:
        return "\n".join(map(_letters, (*self.texts, *self.ours)))


def guesses(passphrase: str, known: Known) -> float:
    """Return how many guesses find it, as ten to this power."""
    typed = "".join(_plain(passphrase).split())
    left = "".join(
        word for word in _words(passphrase) if word not in known.words and not word.isdecimal()
    )
    signs = len({sign for sign in typed if not sign.isalnum()})  # a comma everywhere is one choice
    return min(_guesses(typed, known), _guesses(left, known) + signs)


def _guesses(text: str, known: Known) -> float:
    if not text:
        return 0
    return float(zxcvbn(text[:LONGEST], user_inputs=known.first_tries)["guesses_log10"])


def _runs(words: list[str]) -> Iterator[str]:
    for start in range(len(words)):
        for end in range(start + _SAID_RUN, len(words) + 1):
            yield "".join(words[start:end])


def _letters(text: str) -> str:
    return "".join(_words(text))


def _words(text: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in _plain(text)).split()


def _plain(text: str) -> str:
    """Return `text` in small letters without accents: who guesses tries all forms of a word."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in apart if unicodedata.category(sign) not in _UNSEEN)
    return unicodedata.normalize("NFC", plain)  # Korean signs are one letter again, not three

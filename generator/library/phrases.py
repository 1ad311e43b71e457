"""A phrase that a clinician can read → a regular expression over folded words.

    read * messages      `*` stands for up to four words
    (his|her) phone      one of several; each may hold several words
    read my? messages    the word, or the whole bracket, before `?` may be missing
    check~ ~'s           `~` stands for any letters: check, checks, checked; Sam's, partner's
    <devices>            one of the rule's own word list of that name
    ^ you must           only at the start of a sentence
    i can not $          only at the end of one

Text is folded to words with a space after each and a full stop between sentences, so no
phrase runs across two sentences.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.library.folding import fold

_WORD = re.compile(r"[\w~'’]+")
_PARTS = re.compile(r"<[\w-]+>|[\w~'’]+|[()|?*^$]|[^\s–-]")


class PhraseError(ValueError):
    """A phrase that can't be read; its text names the part that stands in the way."""


@dataclass(frozen=True)
class Phrase:
    """A phrase, or a piece of one.

    `pattern` is its regular expression. `anchors` are bits of folded text of which at least one
    stands in all that the pattern matches; none, where it can match nothing at all. `needs` are
    the anchors of every part that may not be missing. They tell cheaply that a text has no match,
    before the pattern is compiled.
    """

    pattern: str
    anchors: tuple[str, ...] = ()
    needs: tuple[tuple[str, ...], ...] = ()

    def may_be_in(self, text: str) -> bool:
        """Return whether a sentence of folded `text` has a bit of each such part, in order."""
        return all(any(bit in text for bit in bits) for bits in self.needs) and any(
            self._is_in_order_in(sentence) for sentence in text.split(".")
        )

    def _is_in_order_in(self, sentence: str) -> bool:
        after, nowhere = 0, len(sentence)
        for bits in self.needs:
            places = (sentence.find(bit, after) for bit in bits)
            after = 1 + min((place for place in places if place >= 0), default=nowhere)
        return after <= nowhere


_SIGNS = {"*": Phrase(r"(?:[^ .]+ ){0,4}?"), "^": Phrase(r"(?<=\. )"), "$": Phrase(r"(?=\.|$)")}


WordLists = Mapping[str, Phrase]


def read_word_lists(words: Mapping[str, Sequence[str]]) -> WordLists:
    """Return the word lists of a rule, each as a phrase that is any one of it."""
    return {name: _one_of([read_phrase(one, {}) for one in words[name]]) for name in words}


def read_phrase(phrase: str, words: WordLists) -> Phrase:
    """Return `phrase`, read with the word lists of its rule; raises PhraseError."""
    parts = _PARTS.findall(phrase)[::-1]
    found = _choice(parts, words)
    if parts:
        raise PhraseError(parts[-1])
    return found


def _choice(parts: list[str], words: WordLists) -> Phrase:
    """Read `a b|c` up to a closing bracket or the end, taking what it reads off `parts`."""
    found = [_sequence(parts, words)]
    while parts and parts[-1] == "|":
        parts.pop()
        found.append(_sequence(parts, words))
    return found[0] if len(found) == 1 else _one_of(found)


def _one_of(choices: Sequence[Phrase]) -> Phrase:
    pattern = "|".join(one.pattern for one in choices)
    anchors = tuple(bit for one in choices for bit in one.anchors)
    return Phrase(f"(?:{pattern})", anchors, (anchors,))


def _sequence(parts: list[str], words: WordLists) -> Phrase:
    if len(parts) > 1 and parts[-2] in "|)":  # a single piece, as most are
        pieces: tuple[Phrase, ...] = (_piece(parts, words),)
    else:
        pieces = tuple(_pieces(parts, words))
    if len(pieces) == 1 and pieces[0].needs:
        return pieces[0]
    needs = tuple(need for piece in pieces for need in piece.needs)
    if not needs:
        raise PhraseError("?")
    return Phrase("".join(piece.pattern for piece in pieces), max(needs, key=_how_telling), needs)


def _how_telling(anchors: tuple[str, ...]) -> tuple[int, int]:
    return min(len(bit) for bit in anchors), -len(anchors)


def _pieces(parts: list[str], words: WordLists) -> Iterator[Phrase]:
    while parts and parts[-1] not in (")", "|"):
        piece = _piece(parts, words)
        if parts and parts[-1] == "?":
            parts.pop()
            piece = Phrase(f"(?:{piece.pattern})?")
        yield piece


def _piece(parts: list[str], words: WordLists) -> Phrase:
    part = parts.pop()
    if part == "(":
        inner = _choice(parts, words)
        if not parts:
            raise PhraseError("(")
        parts.pop()
        return inner
    if part[0] == "<" and part[1:-1] in words:
        return words[part[1:-1]]
    if part in _SIGNS:
        return _SIGNS[part]
    return _word(part)


@lru_cache(maxsize=4096)
def _word(word: str) -> Phrase:
    if not _WORD.fullmatch(word):
        raise PhraseError(word)
    start, *rest = fold(word).split("~")
    letters = (re.escape(part).replace(r"\ ", " ") for part in (start, *rest))
    anchor = f" {start}" if start else rest[-1]
    anchors = (anchor if start and rest else f"{anchor} ",)
    return Phrase("[^ .]*".join(letters) + " ", anchors, (anchors,))

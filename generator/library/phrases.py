"""A phrase that a clinician can read → a regular expression over folded words.

    read * messages      `*` stands for up to four words
    (his|her) phone      one of several; each may hold several words
    read my? messages    the word, or the whole bracket, before `?` may be missing
    check~ ~'s           `~` stands for any letters: check, checks, checked; Sam's, partner's
    <devices>            one of the rule's own word list of that name
    ^ you must           only at the start of a sentence

Text is folded to words with a space after each and a full stop between sentences, so no
phrase runs across two sentences.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from generator.library.folding import fold

WordLists = Mapping[str, Sequence[str]]

_PARTS = re.compile(r"\s+|(<[\w-]+>|[\w~'’]+|[()|?*^])|([-–])|(.)", re.DOTALL)
_UP_TO_FOUR_WORDS = r"(?:[^ .]+ ){0,4}?"
_SENTENCE_START = r"(?<=\. )"


class PhraseError(ValueError):
    """A phrase that can't be read; its text says why, for the message file to carry."""


def phrase_pattern(phrase: str, words: WordLists) -> str:
    """Return the regular expression of `phrase`; raises PhraseError when it can't be read."""
    parts = list(_split(phrase))
    pattern = _alternatives(parts, words, phrase)
    if parts:
        raise PhraseError(f"unexpected {parts[0]}")
    if re.fullmatch(r"(?:\(\?:\[\^ \.\]\+ \)\{0,4\}\?)*", pattern):
        raise PhraseError("no words")
    return pattern


def _split(phrase: str) -> list[str]:
    found = []
    for part in _PARTS.finditer(phrase):
        if part[3]:
            raise PhraseError(f"unexpected {part[3]}")
        if part[1]:
            found.append(part[1])
    return found


def _alternatives(parts: list[str], words: WordLists, phrase: str) -> str:
    """Read `a b|c` up to a closing bracket or the end, taking what it reads off `parts`."""
    found = [_sequence(parts, words, phrase)]
    while parts and parts[0] == "|":
        parts.pop(0)
        found.append(_sequence(parts, words, phrase))
    return found[0] if len(found) == 1 else f"(?:{'|'.join(found)})"


def _sequence(parts: list[str], words: WordLists, phrase: str) -> str:
    pattern = ""
    while parts and parts[0] not in (")", "|"):
        one = _one(parts, words, phrase)
        if parts and parts[0] == "?":
            parts.pop(0)
            one = f"(?:{one})?"
        pattern += one
    return pattern


def _one(parts: list[str], words: WordLists, phrase: str) -> str:
    part = parts.pop(0)
    if part == "(":
        inner = _alternatives(parts, words, phrase)
        if not parts:
            raise PhraseError("a bracket is open")
        parts.pop(0)
        return inner
    if part == "?":
        raise PhraseError("nothing before ?")
    if part == "*":
        return _UP_TO_FOUR_WORDS
    if part == "^":
        return _SENTENCE_START
    if part.startswith("<"):
        return _word_list(part[1:-1], words)
    return _word(part)


def _word_list(name: str, words: WordLists) -> str:
    if name not in words:
        raise PhraseError(f"no word list {name}")
    return f"(?:{'|'.join(phrase_pattern(one, {}) for one in words[name])})"


@lru_cache(maxsize=4096)
def _word(word: str) -> str:
    letters = (re.escape(part) for part in fold(word).split("~"))
    return "[^ .]*".join(letters).replace(r"\ ", " ") + " "

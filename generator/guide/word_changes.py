"""Two versions of a sentence → which of its words went, and which are new."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORDS = re.compile(r"\s+|[^\s]+")
_ALIKE = 0.4
"""Below this share of words in common it is another sentence: marks would only be noise."""


@dataclass(frozen=True)
class Piece:
    """Some words of a version, with the space around them, and whether the other lacks them."""

    text: str
    changed: bool


def word_changes(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both versions in pieces, which together are their texts to the letter."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return (Piece(before, changed=False),), (Piece(after, changed=False),)
    steps = matcher.get_opcodes()
    return (
        tuple(_pieces(old, [(tag, start, end) for tag, start, end, _, _ in steps])),
        tuple(_pieces(new, [(tag, start, end) for tag, _, _, start, end in steps])),
    )


def _pieces(
    words: Sequence[str],
    steps: Sequence[tuple[Literal["replace", "delete", "insert", "equal"], int, int]],
) -> Iterator[Piece]:
    for tag, start, end in steps:
        if start < end:
            yield Piece("".join(words[start:end]), changed=tag != "equal")

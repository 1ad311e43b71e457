"""A text and the wording rules → what to say otherwise, and where it stands in the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from generator.library.folding import fold
from generator.library.models import WordingRule
from generator.library.phrases import phrase_pattern

_TOKENS = re.compile(r"\w+(?:['’‘ʼ]\w+)*|[.!?…;](?=\W|$)|\n\s*\n")
_LOOK_BACK = 4
"""How many words before a match may soften it ("I will not ever again …")."""


@dataclass(frozen=True)
class Match:
    """What a rule found: `excerpt` is the reader's own words, from `start` in their text."""

    rule: str
    severity: Literal["reject", "error", "warn"]
    excerpt: str
    start: int


@dataclass(frozen=True)
class _Folded:
    """A text as folded words; each word knows where the original stands."""

    words: str
    spans: tuple[tuple[int, int, int], ...]  # start in `words`, start and end in the text

    def original(self, start: int, end: int) -> tuple[int, int]:
        inside = [span for span in self.spans if start <= span[0] < end]
        return inside[0][1], inside[-1][2]


@dataclass(frozen=True)
class _Compiled:
    phrases: re.Pattern[str]
    unless: re.Pattern[str] | None
    fine_after: re.Pattern[str] | None


def find_wording(
    text: str, rules: Sequence[WordingRule], where: Literal["clause", "text"]
) -> tuple[Match, ...]:
    """Return what `rules` find in `text`, in its order; at most one match per rule and place.

    `where` tells what a clause's owner does from any other text: rules for clauses alone are
    not applied to the latter.
    """
    folded = _fold(text)
    found = [
        _match(rule, text, folded, start, end)
        for rule in rules
        if where == "clause" or rule.applies_to == "everywhere"
        for start, end in _spans(_compiled(rule), folded.words)
    ]
    return tuple(sorted(found, key=lambda match: (match.start, match.rule)))


def _match(rule: WordingRule, text: str, folded: _Folded, start: int, end: int) -> Match:
    first, last = folded.original(start, end)
    return Match(rule.id, rule.severity, text[first:last], first)


def _fold(text: str) -> _Folded:
    words, spans = ". ", []
    for token in _TOKENS.finditer(text):
        if token[0][0].isalnum() or token[0][0] == "_":
            spans.append((len(words), token.start(), token.end()))
            words += fold(token[0]) + " "
        else:
            words += ". "
    return _Folded(words, tuple(spans))


def _spans(compiled: _Compiled, words: str) -> Iterator[tuple[int, int]]:
    for match in compiled.phrases.finditer(words):
        start, end = match.span()
        if not _allowed(compiled, words, start, end):
            yield start, end


def _allowed(compiled: _Compiled, words: str, start: int, end: int) -> bool:
    if compiled.unless and any(
        found.start() < end and found.end() > start for found in compiled.unless.finditer(words)
    ):
        return True
    sentence = words[words.rindex(". ", 0, start) + 2 : start]
    before = " " + "".join(f"{word} " for word in sentence.split()[-_LOOK_BACK:])
    return bool(compiled.fine_after and compiled.fine_after.search(before))


@cache
def _compiled(rule: WordingRule) -> _Compiled:
    return _Compiled(
        _any_of(rule, rule.phrases),
        _any_of(rule, rule.unless) if rule.unless else None,
        _any_of(rule, rule.fine_after) if rule.fine_after else None,
    )


def _any_of(rule: WordingRule, phrases: Sequence[str]) -> re.Pattern[str]:
    return re.compile(f"(?<= )(?:{'|'.join(phrase_pattern(one, rule.words) for one in phrases)})")

"""A text and the wording rules → what to say otherwise, and where it stands in the text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from generator.guide.phrase_index import ReadRule, index_of
from generator.library.folding import fold
from generator.library.models import WordingRule
from generator.library.phrases import Phrase

Where = Literal["clause", "seen_by", "if_missed", "scope", "agreed", "repair", "withdraw", "text"]
_IN_A_CLAUSE = frozenset({"clause", "seen_by", "if_missed", "scope"})
_BESIDE_ONE = frozenset({"agreed", "repair", "withdraw"})

_TOKENS = re.compile(r"\w+(?:['’‘ʼ]\w+)*|[.!?…;](?=\W|$)|\n\s*\n")
_QUOTES = re.compile(r'"[^\s"]+\s[^"]*"|“[^\s”]+\s[^”]*”|«\s*[^\s»]+\s[^»]*»')
"""Words in quotation marks: two at least, for marks round one word keep nothing at a distance."""
_LOOK_BACK = 5
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


def find_wording(
    text: str, rules: Sequence[WordingRule], where: Where, names: Sequence[str] = ()
) -> tuple[Match, ...]:
    """Return what `rules` find in `text`, in its order; at most one match per rule and place.

    `where` tells what a clause's owner does from what the two agree on beside it, and both from
    any other text. Beside a clause, rules for clauses refuse but never warn: it is plain prose.
    Some parts of a clause, and what is done to repair, have rules of their own. `names` are those
    of the two: each counts as one word, however many it has.
    """
    folded, index = _fold(text, names), index_of(tuple(rules))
    found = [
        match
        for read, phrases in index.touched_by(folded.words)
        if _applies(read.rule, where)
        for start, end in _spans(read, phrases, folded.words)
        for match in [_match(read.rule, text, folded, start, end)]
        if read.rule.quoted == "found" or not _is_quoted(match, text)
    ]
    found += () if found or not folded.spans else _lacking(text, index.needing, where, folded)
    return tuple(sorted(found, key=lambda match: (match.start, match.rule)))


def _lacking(
    text: str, rules: Iterable[ReadRule], where: Where, folded: _Folded
) -> Iterator[Match]:
    """Yield a match of the whole text for each rule that needs what the text doesn't say."""
    for read in rules:
        if _applies(read.rule, where) and not any(_hits(one, folded.words) for one in read.needs):
            yield _match(read.rule, text, folded, 0, len(folded.words))


def _applies(rule: WordingRule, where: Where) -> bool:
    to = rule.applies_to
    if to in ("seen_by", "if_missed", "scope", "withdraw"):
        return to == where or (to == "if_missed" and where == "repair")
    if where in _IN_A_CLAUSE or to == "everywhere":
        return True
    refuses = to == "clauses" and rule.severity != "warn"
    return where in _BESIDE_ONE and refuses and not rule.answered_by


def _match(rule: WordingRule, text: str, folded: _Folded, start: int, end: int) -> Match:
    first, last = folded.original(start, end)
    return Match(rule.id, rule.severity, text[first:last], first)


def _is_quoted(match: Match, text: str) -> bool:
    end = match.start + len(match.excerpt)
    return any(q.start() < match.start and end < q.end() for q in _QUOTES.finditer(text))


def _fold(text: str, names: Sequence[str] = ()) -> _Folded:
    words, spans = ". ", []
    for token in _tokens(names).finditer(text):
        if token[0][0].isalnum() or token[0][0] == "_":
            spans.append((len(words), token.start(), token.end()))
            words += fold("_".join(token[0].split()) if token["name"] else token[0]) + " "
        else:
            words += ". "
    return _Folded(words, tuple(spans))


def _tokens(names: Sequence[str]) -> re.Pattern[str]:
    """Return what finds the words of a text; a name of several words is one of them."""
    several = [r"\s+".join(map(re.escape, name.split())) for name in names if " " in name.strip()]
    return _with_names("|".join(sorted(several, key=len, reverse=True)) or "(?!)")


@cache
def _with_names(names: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<name>\b(?i:{names})(?:['’‘ʼ]\w+)*(?!\w))|{_TOKENS.pattern}")


def _spans(read: ReadRule, phrases: Iterable[Phrase], words: str) -> Iterator[tuple[int, int]]:
    """Yield what the rule finds and nothing lets through, from left to right."""
    found = (span for phrase in phrases for span in _hits(phrase, words))
    last = 0
    for start, end in sorted(found):
        if start >= last and not _let_through(read, words, start, end):
            last = end
            yield start, end


def _let_through(read: ReadRule, words: str, start: int, end: int) -> bool:
    if any(s < end and e > start and not _gives_a_reason(read, words[end - 1 : e])
           for phrase in read.unless for s, e in _hits(phrase, words)):  # fmt: skip
        return True
    sentence = words[words.rindex(". ", 0, start) + 2 : start].split()
    before = f". {' '.join(sentence[-_LOOK_BACK:])} "
    turned = [end for phrase in read.fine_after for _, end in _hits(phrase, before)]
    back = [end for phrase in read.turns_back for _, end in _hits(phrase, before)]
    return bool(turned) and max(back, default=0) <= min(turned)


def _gives_a_reason(read: ReadRule, after: str) -> bool:
    """Tell whether the words of an `unless` phrase after a match hold a reason: it excuses none."""
    return any(_hits(phrase, after) for phrase in read.reasons)


def _hits(phrase: Phrase, words: str) -> list[tuple[int, int]]:
    if not phrase.may_be_in(words):
        return []
    return [match.span() for match in _regex(phrase.pattern).finditer(words)]


@cache
def _regex(pattern: str) -> re.Pattern[str]:
    return re.compile(f"(?<= ){pattern}")

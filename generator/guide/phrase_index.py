"""All phrases of all rules, found by the words of a text: most texts touch few of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from generator.library.models import WordingRule
from generator.library.phrases import Phrase, WordLists, read_phrase, read_word_lists

Entry = tuple[int, int]
"""The place of a rule among the rules, and of a phrase in that rule."""

_MANY_WORDS = 8192


@dataclass(frozen=True)
class ReadRule:
    """A rule with its phrases read; those that let a finding through once there is a finding."""

    rule: WordingRule
    lists: WordLists
    phrases: tuple[Phrase, ...]

    @cached_property
    def unless(self) -> tuple[Phrase, ...]:
        """Return the longer phrases that are fine."""
        return _read(self.rule.unless, self.lists)

    @cached_property
    def fine_after(self) -> tuple[Phrase, ...]:
        """Return the words that turn a finding round."""
        return _read(self.rule.fine_after, self.lists)

    @cached_property
    def turns_back(self) -> tuple[Phrase, ...]:
        """Return the words that undo those."""
        return _read(self.rule.turns_back, self.lists)

    @cached_property
    def reasons(self) -> tuple[Phrase, ...]:
        """Return the words that begin a reason."""
        return _read(self.rule.reasons, self.lists)

    @cached_property
    def needs(self) -> tuple[Phrase, ...]:
        """Return the phrases of which a text must have one."""
        return _read(self.rule.needs, self.lists)


@dataclass(frozen=True)
class PhraseIndex:
    """Read rules, and for each bit that a match needs the phrases that need it."""

    rules: tuple[ReadRule, ...]
    words: Mapping[str, tuple[Entry, ...]]
    starts: Mapping[str, tuple[Entry, ...]]
    ends: Mapping[str, tuple[Entry, ...]]

    @cached_property
    def needing(self) -> tuple[ReadRule, ...]:
        """Return the rules that find a text which lacks what they need."""
        return tuple(read for read in self.rules if read.rule.needs)

    def touched_by(self, text: str) -> list[tuple[ReadRule, list[Phrase]]]:
        """Return the rules, each with those of its phrases, that could match this folded text."""
        found = {entry for bit, entries in self.ends.items() if bit in text for entry in entries}
        found.update(*map(self._of_word, set(text.split())))
        phrases: defaultdict[int, list[Phrase]] = defaultdict(list)
        for rule, phrase in sorted(found):
            phrases[rule].append(self.rules[rule].phrases[phrase])
        return [(self.rules[rule], touched) for rule, touched in phrases.items()]

    @cached_property
    def _of_word(self) -> Callable[[str], tuple[Entry, ...]]:
        """Return what looks a word up; people say most words more than once."""
        return lru_cache(maxsize=_MANY_WORDS)(self._look_up)

    def _look_up(self, word: str) -> tuple[Entry, ...]:
        beginnings = (word[:length] for length in range(1, len(word) + 1))
        begun = (entry for one in beginnings for entry in self.starts.get(one, ()))
        return (*self.words.get(word, ()), *begun)


@cache
def index_of(rules: tuple[WordingRule, ...]) -> PhraseIndex:
    """Return the index of `rules`; made once, since every text is held against the same."""
    read = tuple(_read_rule(rule) for rule in rules)
    words: defaultdict[str, list[Entry]] = defaultdict(list)
    starts: defaultdict[str, list[Entry]] = defaultdict(list)
    ends: defaultdict[str, list[Entry]] = defaultdict(list)
    for anchor, entry in _anchors(read):
        word, _, more = anchor[1:].partition(" ")
        whole = anchor.endswith(" ") or bool(more)
        kept = ends if anchor[0] != " " else words if whole else starts
        kept[anchor if kept is ends else word].append(entry)
    return PhraseIndex(read, *({key: tuple(d[key]) for key in d} for d in (words, starts, ends)))


def _anchors(rules: Sequence[ReadRule]) -> Iterable[tuple[str, Entry]]:
    return (
        (anchor, (place, number))
        for place, rule in enumerate(rules)
        for number, phrase in enumerate(rule.phrases)
        for anchor in phrase.anchors
    )


def _read_rule(rule: WordingRule) -> ReadRule:
    lists = read_word_lists(rule.words)
    return ReadRule(rule, lists, _read(rule.phrases, lists))


def _read(phrases: Iterable[str], lists: WordLists) -> tuple[Phrase, ...]:
    return tuple(read_phrase(one, lists) for one in phrases)

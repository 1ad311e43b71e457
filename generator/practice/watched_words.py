"""What may not be found in a build: private words, the other partner's, another couple's.

A text is looked for as each run of five of its words, or, where it is private, whole when it is
shorter and holds a word that we never use ourselves: "n/a" tells nothing. Runs that may stand there
anyhow, since its reader wrote them too or our own templates hold them, prove nothing and are left
out. Of what other couples share, runs of eight words are looked for: two couples may well share
five. So may two who live together, one at the end of a sentence and the other within one: of what
a partner shares, one's own pages may not hold eight words, or the whole of it where it is shorter.

One partner's own pages are read with eyes of their own: what that partner wrote for them may stand
there and nowhere else, and nothing that the other wrote may.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import PurePath

from generator.answers.answers import Answers, texts_for_both
from generator.answers.folder import CoupleFolder
from generator.answers.model import typed_words
from generator.answers.own import Own
from generator.practice.manifest import OWN
from generator.reading.document import dotted

OWN_RUN, OTHERS_RUN = 5, 8

_WORD = re.compile(r"\w+")
_SOFT = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")


@dataclass(frozen=True)
class Source:
    """The answer that a run of words comes from, and the message that says it is found."""

    couple: str
    field: str
    code: str


@dataclass(frozen=True)
class Watched:
    """Runs of words that may not be found, with the answers they come from."""

    runs: Mapping[str, Source]

    def found_in(self, words: list[str]) -> Iterator[Source]:
        """Yield the source of each run that stands among these words."""
        if self._lengths.keys().isdisjoint(words):
            return
        for start, word in enumerate(words):
            for length in self._lengths.get(word, ()):
                source = self.runs.get(" ".join(words[start : start + length]))
                if source:
                    yield source

    @cached_property
    def _lengths(self) -> Mapping[str, set[int]]:
        """How many words the runs have that begin with a word: few words begin any."""
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for run in self.runs:
            lengths[run.partition(" ")[0]].add(run.count(" ") + 1)
        return dict(lengths)


def in_words(text: str) -> list[str]:
    """Return the words of `text`, whatever its accents' form, its case or its invisible signs."""
    if text.isascii():  # as most of what a build holds: nothing to bring into one form
        return _WORD.findall(text.lower())
    one_form = unicodedata.normalize("NFKC", text)
    return _WORD.findall(_SOFT.sub("", one_form).casefold())


def runs_of(words: list[str], length: int) -> Iterator[str]:
    """Yield each run of `length` words, or all of them where there are fewer."""
    for start in range(max(len(words) - length, 0) + 1):
        yield " ".join(words[start : start + length])


@dataclass(frozen=True)
class Unread:
    """A couple whose files can't be read as answers: their texts as they stand in the files."""

    name: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Net:
    """What may not be found in what both get, and in what each partner gets alone, by id."""

    both: Watched
    own: Mapping[str, Watched]

    def over(self, file: PurePath) -> Watched:
        """Return what may not be found in this file of a build."""
        return self.own[file.parts[1]] if file.parts[0] == OWN else self.both


def watch(folder: CoupleFolder, others: Iterable[CoupleFolder | Unread], ours: str) -> Net:
    """Return what may not be found in this couple's outputs; `ours` is the templates' text."""
    strangers = dict(run for other in others for run in _strangers_runs(other))
    common = _our_common(ours)
    private = {who: dict(_private_runs(folder, who, common.words)) for who in folder.private}
    secret = strangers | {run: s for runs in private.values() for run, s in runs.items()}
    secret = _without(secret, common)
    both = _without(secret, _Common(_texts(folder.answers)))
    own = {
        who: _without(
            secret | _without(dict(_the_others_runs(folder, who)), common),
            _Common(_own_texts(mine, folder.answers)),
        )
        for who, mine in folder.own.items()
    }
    return Net(Watched(both), {who: Watched(runs) for who, runs in own.items()})


class _Common:
    """The words of texts that may stand anywhere, each text a line: no run goes on to the next."""

    def __init__(self, texts: Iterable[str]) -> None:
        lines = [in_words(text) for text in texts]
        self._lines = " \n ".join(["", *map(" ".join, lines), ""])
        self.words = frozenset(word for line in lines for word in line)
        self._pairs = frozenset(pair for line in lines for pair in pairwise(line))

    def hold(self, run: str) -> bool:
        """Return whether the words of `run` stand here in a row.

        Most do not even two by two, which is quicker to see than to read all lines for each.
        """
        words = run.split(" ")
        if len(words) == 1:
            return run in self.words
        return self._pairs.issuperset(pairwise(words)) and f" {run} " in self._lines


@lru_cache(maxsize=2)
def _our_common(ours: str) -> _Common:
    """Read the text of our own templates once in a process."""
    return _Common([ours])


def _without(runs: Mapping[str, Source], common: _Common) -> dict[str, Source]:
    """Return what is left of `runs` when those are taken out that may stand there anyhow."""
    return {run: source for run, source in runs.items() if run and not common.hold(run)}


def _strangers_runs(other: CoupleFolder | Unread) -> Iterator[tuple[str, Source]]:
    name = other.name if isinstance(other, Unread) else other.answers.name
    source = Source(name, "", "other-couple-leak")
    return ((run, source) for run in _runs_in(other))


def _runs_in(other: CoupleFolder | Unread) -> Iterator[str]:
    """Yield what another couple's files hold, private halves and notes to oneself among it."""
    if isinstance(other, Unread):
        for text in other.texts:
            yield from _full_runs(text, OWN_RUN)
        return
    for text in _texts(other.answers):
        yield from _full_runs(text, OTHERS_RUN)
    for private in other.private.values():
        for _, text in typed_words(private):
            yield from _full_runs(text, OWN_RUN)


def _private_runs(
    folder: CoupleFolder, who: str, known: Collection[str]
) -> Iterator[tuple[str, Source]]:
    for path, text in typed_words(folder.private[who], ("private",)):
        source = Source(folder.answers.name, f"{who}.{dotted(path)}", "private-leak")
        words = in_words(text)
        if len(words) >= OWN_RUN or any(_telling(word, known) for word in words):
            yield from ((run, source) for run in runs_of(words, OWN_RUN))


def _telling(word: str, known: Collection[str]) -> bool:
    """Whether a word alone can give something away; scripts without blanks need two letters."""
    return word not in known and len(word) >= (3 if word.isascii() else 2)


def _the_others_runs(folder: CoupleFolder, who: str) -> Iterator[tuple[str, Source]]:
    """Yield the runs of what the other partner wrote, for both as it may be."""
    for other, theirs in folder.own.items():
        if other != who:
            for path, text in typed_words(theirs.shared, ("shared",)):
                source = Source(
                    folder.answers.name, f"{other}.{dotted(path)}", "other-partner-leak"
                )
                words = in_words(text)
                if len(words) >= OWN_RUN:
                    yield from ((run, source) for run in runs_of(words, OTHERS_RUN))


def _full_runs(text: str, length: int) -> Iterator[str]:
    words = in_words(text)
    return runs_of(words, length) if len(words) >= length else iter(())


def _texts(answers: Answers) -> Iterator[str]:
    yield from (text for _, _, text in texts_for_both(answers))


def _own_texts(mine: Own, answers: Answers) -> Iterator[str]:
    """Yield all texts that may stand on one's own pages: how to reach the therapist among them."""
    yield from (text for _, text in typed_words(mine.shared))
    yield from mine.notes
    yield from (text for _, text in typed_words(answers.couple.therapist))

"""What may not be found in a build: private words, the other partner's, another couple's.

A text is looked for as each run of five of its words, or, where it is private, whole when it is
shorter and holds a word that we never use ourselves: "n/a" tells nothing. Runs that may stand there
anyhow, since its reader wrote them too or our own templates hold them, prove nothing and are left
out. Of what other couples share, runs of eight words are looked for: two couples may well share
five.

One partner's own pages are read with eyes of their own: what that partner wrote for them may stand
there and nowhere else, and nothing that the other wrote may.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from generator.answers.answers import Answers, texts_for_both
from generator.answers.folder import CoupleFolder
from generator.answers.model import typed_words
from generator.answers.own import Own
from generator.practice.manifest import OWN
from generator.reading.document import dotted

OWN_RUN, OTHERS_RUN = 5, 8

_WORD = re.compile(r"\w+")
_SOFT = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


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
    return _WORD.findall(unicodedata.normalize("NFKC", text).translate(_SOFT).casefold())


def runs_of(words: list[str], length: int) -> Iterator[str]:
    """Yield each run of `length` words, or all of them where there are fewer."""
    for start in range(max(len(words) - length, 0) + 1):
        yield " ".join(words[start : start + length])


@dataclass(frozen=True)
class Net:
    """What may not be found in what both get, and in what each partner gets alone, by id."""

    both: Watched
    own: Mapping[str, Watched]

    def over(self, file: PurePath) -> Watched:
        """Return what may not be found in this file of a build."""
        return self.own[file.parts[1]] if file.parts[0] == OWN else self.both


def watch(folder: CoupleFolder, others: Iterable[CoupleFolder], ours: str) -> Net:
    """Return what may not be found in this couple's outputs; `ours` is the templates' text."""
    strangers = {run: Source(other.answers.name, "", "other-couple-leak")
                 for other in others for run in _strangers_runs(other)}  # fmt: skip
    our_words = in_words(ours)
    words, known = " ".join(our_words), frozenset(our_words)
    private = {who: dict(_private_runs(folder, who, known)) for who in folder.private}
    secret = strangers | {run: s for runs in private.values() for run, s in runs.items()}
    both = _without(secret, f"{words} {_in_lines(_texts(folder.answers))}")
    own = {
        who: _without(
            secret | dict(_the_others_runs(folder, who)),
            f"{words} {_in_lines(_own_texts(mine, folder.answers))}",
        )
        for who, mine in folder.own.items()
    }
    return Net(both, own)


def _without(runs: Mapping[str, Source], common: str) -> Watched:
    """Return what is left of `runs` when those are taken out that may stand there anyhow."""
    around = f" {common} "
    return Watched({run: s for run, s in runs.items() if run and f" {run} " not in around})


def _strangers_runs(other: CoupleFolder) -> Iterator[str]:
    """Yield what another couple's files hold, private halves and notes to oneself among it."""
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
                yield from ((run, source) for run in _full_runs(text, OWN_RUN))


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


def _in_lines(texts: Iterable[str]) -> str:
    """Return the words of these texts, a line each: no run passes over from one to the next."""
    return " \n ".join(" ".join(in_words(text)) for text in texts)

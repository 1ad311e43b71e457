"""The second net: no private word, and no other couple's words, in anything that is handed over.

The first net is that a guide can't be made from private words at all. This one reads what came
out, as a reader would: every file's name, and every word in it.

A private text is looked for as each run of five of its words, or whole where it is shorter. Runs
that the couple also shared, or that stand in our own templates, prove nothing and are left out.
Of other couples, runs of eight words are looked for: two couples may well share five.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.answers.answers import Answers, shared_texts
from generator.answers.folder import CoupleFolder
from generator.answers.model import typed_words
from generator.practice.output_words import words_in_file
from generator.problems import Place, Problem
from generator.reading.document import dotted

OWN_RUN, OTHERS_RUN = 5, 8
_WORD = re.compile(r"\w+")
_SOFT = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


@dataclass(frozen=True)
class Source:
    """The answer that a run of words comes from."""

    couple: str
    field: str
    private: bool


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


def watch(folder: CoupleFolder, others: Iterable[CoupleFolder], ours: str) -> Watched:
    """Return what may not be found in this couple's outputs; `ours` is the templates' text."""
    common = f" {' '.join(in_words(ours))} {' '.join(_shared_words(folder.answers))} "
    runs = {
        run: Source(other.answers.name, "", private=False)
        for other in others
        for text in _texts(other.answers)
        for run in _full_runs(text, OTHERS_RUN)
    }
    for partner, private in folder.private.items():
        for path, text in typed_words(private, ("private",)):
            field = f"{partner}.{dotted(path)}"
            runs |= {run: Source(folder.answers.name, field, private=True)
                     for run in runs_of(in_words(text), OWN_RUN)}  # fmt: skip
    return Watched({run: s for run, s in runs.items() if run and f" {run} " not in common})


def find_leaks(build: Path, watched: Watched, files: str = "*") -> tuple[Problem, ...]:
    """Return a problem for each file and answer of which words were found; never the words.

    `files` is a pattern for the names of the files to read.
    """
    found = {
        (path.relative_to(build).as_posix(), source)
        for path in sorted(build.rglob(files))
        if path.is_file()
        for source in _sources_in(path, build, watched)
    }
    return tuple(
        Problem("private-leak" if source.private else "other-couple-leak", Place(file),
                values={"answer": source.field or source.couple})
        for file, source in sorted(found, key=lambda one: (one[0], one[1].field))
    )  # fmt: skip


def _sources_in(path: Path, build: Path, watched: Watched) -> Iterator[Source]:
    name = path.relative_to(build).as_posix().replace("_", " ")
    for text in (name, *words_in_file(path)):
        yield from watched.found_in(in_words(text))


def _full_runs(text: str, length: int) -> Iterator[str]:
    words = in_words(text)
    return runs_of(words, length) if len(words) >= length else iter(())


def _texts(answers: Answers) -> Iterator[str]:
    yield from (text for _, _, text in shared_texts(answers))
    for review in answers.reviews:
        yield from (text for _, text in typed_words(review))


def _shared_words(answers: Answers) -> Iterator[str]:
    for text in _texts(answers):
        yield from in_words(text)
        yield "\n"

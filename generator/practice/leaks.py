"""The second net: no word in anything that is handed over that its reader may not read.

The first net is that a guide can't be made from private words at all. This one reads what came
out, as a reader would: every file's name, and every word in it.
"""

from collections.abc import Iterator
from pathlib import Path, PurePath

from generator.practice.output_words import readings_of, texts_in_file
from generator.practice.watched_words import Net, Source, Watched, in_words
from generator.problems import Place, Problem


def find_leaks(build: Path, net: Net, files: str = "*") -> tuple[Problem, ...]:
    """Return a problem for each file and answer of which words were found; never the words.

    `files` is a pattern for the names of the files to read.
    """
    read = _Reader(net)
    found = {
        (path.relative_to(build).as_posix(), source)
        for path in sorted(build.rglob(files))
        if path.is_file()
        for source in read.sources_in(path, path.relative_to(build))
    }
    return tuple(
        Problem(source.code, Place(file), values={"answer": source.field or source.couple})
        for file, source in sorted(found, key=lambda one: (one[0], one[1].field))
    )


class _Reader:
    """Reads files, and what stands in many of them once: a page's frame is the same in each."""

    def __init__(self, net: Net) -> None:
        self._net = net
        self._known: dict[tuple[int, str], tuple[Source, ...]] = {}

    def sources_in(self, path: Path, file: PurePath) -> Iterator[Source]:
        watched = self._net.over(file)
        for text in (file.as_posix().replace("_", " "), *texts_in_file(path)):
            key = (id(watched), text)
            if key not in self._known:
                self._known[key] = tuple(_sources_in(text, watched))
            yield from self._known[key]


def _sources_in(text: str, watched: Watched) -> Iterator[Source]:
    for reading in readings_of(text):
        yield from watched.found_in(in_words(reading))

"""The second net: no word in anything that is handed over that its reader may not read.

The first net is that a guide can't be made from private words at all. This one reads what came
out, as a reader would: every file's name, and every word in it.
"""

from collections.abc import Iterator
from pathlib import Path

from generator.practice.output_words import words_in_file
from generator.practice.watched_words import Net, Source, in_words
from generator.problems import Place, Problem


def find_leaks(build: Path, net: Net, files: str = "*") -> tuple[Problem, ...]:
    """Return a problem for each file and answer of which words were found; never the words.

    `files` is a pattern for the names of the files to read.
    """
    found = {
        (path.relative_to(build).as_posix(), source)
        for path in sorted(build.rglob(files))
        if path.is_file()
        for source in _sources_in(path, build, net)
    }
    return tuple(
        Problem(source.code, Place(file), values={"answer": source.field or source.couple})
        for file, source in sorted(found, key=lambda one: (one[0], one[1].field))
    )


def _sources_in(path: Path, build: Path, net: Net) -> Iterator[Source]:
    file = path.relative_to(build)
    watched = net.over(file)
    for text in (file.as_posix().replace("_", " "), *words_in_file(path)):
        yield from watched.found_in(in_words(text))

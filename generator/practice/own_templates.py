"""A practice's own templates as files: each must be text, and one that something asks for."""

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from generator.practice.practice import Practice
from generator.problems import GuideError, Place, Problem
from generator.reading.checking import guess
from generator.shipped import shipped_folder
from generator.system_notes import is_a_note

_TEXTS = frozenset({".j2", ".html", ".css", ".js", ".svg"})
_YAML = frozenset({".yml", ".yaml"})
"""YAML is read with care anyhow."""

_ANY_NAME = ("site", "assets/fonts", "en/library/helplines", "en/library/wording")
"""Folders in which Mend, or the theme of the site, takes files of other names than ours too."""


def check_own_templates(practice: Practice) -> None:
    """Raise GuideError where one of the practice's own templates can't take effect.

    That is a text that wasn't saved as UTF-8, or a file that nothing asks for: its name is
    mistyped, or it lies in another folder than ours.
    """
    folder = practice.root / "templates"
    files = {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.suffix in _TEXTS | _YAML and path.is_file() and not is_a_note(path.name)
    }
    ours = shipped_folder() / "templates"
    if problems := [*_not_utf_8(files), *(_unasked(files, ours) if folder != ours else ())]:
        raise GuideError(problems)


def _not_utf_8(files: Mapping[str, Path]) -> Iterator[Problem]:
    for name, path in files.items():
        if path.suffix in _TEXTS:
            raw = path.read_bytes()
            try:
                raw.decode("utf-8")
            except UnicodeDecodeError as error:
                start = raw.rfind(b"\n", 0, error.start) + 1
                line = raw.count(b"\n", 0, error.start) + 1
                place = Place(f"templates/{name}", line, error.start - start + 1)
                yield Problem("not-utf-8", place)


def _unasked(files: Mapping[str, Path], ours: Path) -> Iterator[Problem]:
    """Yield a problem for each file that isn't named as one of ours, and which no other names."""
    for name in files:
        free = any(PurePosixPath(name).is_relative_to(folder) for folder in _ANY_NAME)
        if not free and not (ours / name).is_file() and not _is_named(name, files):
            known = [path.relative_to(ours).as_posix() for path in ours.rglob("*.*")]
            meant = {"guess": guess(name, known)}
            yield Problem("template-not-used", Place(f"templates/{name}"), values=meant)


def _is_named(name: str, files: Mapping[str, Path]) -> bool:
    """Tell whether another file of the practice names this one, as a list of pages does."""
    called = name.removesuffix(".j2").rpartition("/")[2].encode()
    return any(called in path.read_bytes() for other, path in files.items() if other != name)

"""A practice's own templates as files: each must be text before anything is made with it."""

from collections.abc import Iterator
from pathlib import Path

from generator.practice.practice import Practice
from generator.problems import GuideError, Place, Problem

_TEXTS = frozenset({".j2", ".html", ".css", ".js", ".svg"})
"""YAML is read with care anyhow."""


def check_own_templates(practice: Practice) -> None:
    """Raise GuideError where one of the practice's own templates wasn't saved as UTF-8."""
    problems = [*_not_utf_8(practice.root / "templates")]
    if problems:
        raise GuideError(problems)


def _not_utf_8(folder: Path) -> Iterator[Problem]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in _TEXTS and path.is_file():
            raw = path.read_bytes()
            try:
                raw.decode("utf-8")
            except UnicodeDecodeError as error:
                name = f"templates/{path.relative_to(folder).as_posix()}"
                start = raw.rfind(b"\n", 0, error.start) + 1
                line = raw.count(b"\n", 0, error.start) + 1
                yield Problem("not-utf-8", Place(name, line, error.start - start + 1))

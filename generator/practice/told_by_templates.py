"""Whose words may stand in a practice's own templates: they would reach the guides of all others.

Each couple's files are looked through as plain text, which is quick. Who has a run of words there
that stands in the templates too, as they are or as a reader would see them, is then watched for
with care, in every guide of the run.
"""

from collections.abc import Iterator
from pathlib import Path

from generator.practice.output_words import as_read
from generator.practice.practice import Practice
from generator.practice.watched_words import OWN_RUN, in_words, runs_of
from generator.shipped import shipped_folder

_TEXTS = frozenset({".j2", ".html", ".css", ".js", ".svg", ".yml", ".yaml", ".json"})
_OFFERED = frozenset({"clauses", "wording", "starter"})
"""Folders of templates whose words no guide holds unless a couple took them over."""

_ESCAPE = "\\"


def may_be_told(practice: Practice) -> tuple[str, ...]:
    """Return the couples whose words may stand in the practice's own templates or look."""
    runs = {run for text in _own_texts(practice) for one in as_read(text) for run in _runs(one)}
    if not runs:
        return ()
    return tuple(name for name in practice.couple_names() if _has_one(practice, name, runs))


def _own_texts(practice: Practice) -> Iterator[str]:
    folder = practice.root / "templates"
    if folder.resolve() != (shipped_folder() / "templates").resolve():
        for path in sorted(folder.rglob("*")):
            if path.suffix in _TEXTS and path.is_file() and not _is_offered(path, folder):
                yield _read(path)
    look = _read(practice.look)
    if look != _read(shipped_folder() / "mkdocs.yml"):
        yield look


def _is_offered(path: Path, folder: Path) -> bool:
    """Tell by where it lies in the templates; what folders above are called says nothing."""
    return not _OFFERED.isdisjoint(path.relative_to(folder).parts)


def _has_one(practice: Practice, name: str, runs: set[str]) -> bool:
    """Tell whether a couple's files hold such a run, or letters that are written in another way."""
    texts = texts_of(practice, name)
    return any(_ESCAPE in text or not runs.isdisjoint(_runs(text)) for text in texts)


def texts_of(practice: Practice, name: str) -> tuple[str, ...]:
    """Return a couple's files as they stand; what can't be read is empty."""
    files = sorted((practice.couples / name).rglob("*.yml"))
    return tuple(_read(path) for path in files)


def _runs(text: str) -> Iterator[str]:
    words = in_words(text.replace("_", " "))  # which may stand for slanted words
    return runs_of(words, OWN_RUN) if len(words) >= OWN_RUN else iter(())


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:  # told where it matters: by a couple's job, a page, the site
        return ""

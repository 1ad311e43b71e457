"""Every trace of a couple in a practice, and its removal for good."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.practice.claim import claim_path, claimed
from generator.practice.half_made import half_made_in
from generator.practice.practice import COUPLE_NAME, Practice
from generator.problems import GuideError, Place, Problem


@dataclass(frozen=True)
class Trace:
    """A folder that holds something of a couple, or says their name; and its number of files."""

    folder: Path
    files: int


def traces_of(practice: Practice, name: str) -> tuple[Trace, ...]:
    """Return what a practice holds of a couple: answers, versions, keys, builds, halves of builds.

    Raises GuideError where there is nothing of that name, or where something is a link, which may
    lead to what isn't theirs.
    """
    if not COUPLE_NAME.fullmatch(name):
        raise GuideError([Problem("bad-couple-name", Place(f"couples/{name}"),
                                  values={"name": name})])  # fmt: skip
    found = [*_folders(practice, name)]
    links = [path for path in found if path.is_symlink()]
    if links:
        raise GuideError(Problem("link-in-folder", Place(_shown(practice, one))) for one in links)
    if not found:
        practice.couple(name)  # says which couples there are
    return tuple(Trace(path, _count(path)) for path in found)


def forget(practice: Practice, name: str) -> tuple[Trace, ...]:
    """Delete every trace of a couple, and return what was deleted.

    The answers go last: if it is stopped midway, doing it again finds the rest. Raises GuideError
    as `traces_of` does, and where the system refuses.
    """
    traces_of(practice, name)  # raises for a name that is none, before anything is written
    claim = claim_path(practice, name)
    with claimed(practice, name):  # a build under way would bring back what is deleted
        traces = tuple(one for one in traces_of(practice, name) if one.folder != claim)
        for trace in reversed(traces):
            _delete(trace.folder, _shown(practice, trace.folder))
    return traces


def _delete(folder: Path, shown: str) -> None:
    try:
        shutil.rmtree(folder)
    except OSError as error:
        said = {"said": error.strerror}
        raise GuideError([Problem("can-not-delete", Place(shown), values=said)]) from None


def _folders(practice: Practice, name: str) -> Iterator[Path]:
    """Yield the answers first, then what was made of them."""
    there = (practice.couples / name, practice.builds / name, claim_path(practice, name))
    yield from (path for path in there if path.exists() or path.is_symlink())
    yield from half_made_in(practice.couples, name)  # of a new couple's, stopped half way
    if practice.builds.is_dir():
        yield from sorted(practice.builds.glob(f".{name}~*"))


def _count(folder: Path) -> int:
    return folder.is_file() + sum(path.is_file() or path.is_symlink() for path in folder.rglob("*"))


def _shown(practice: Practice, path: Path) -> str:
    return path.relative_to(practice.root).as_posix()

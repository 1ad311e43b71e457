"""A private folder to build in, swapped into place whole: never half a build, never a public one.

What is left of a build that was killed, of whichever couple, is removed when the next run starts.
"""

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.practice.exchange import exchange
from generator.practice.file_locks import locked
from generator.practice.half_made import being_filled, clear_leftovers, set_aside
from generator.practice.writing import writing
from generator.problems import GuideError, Place, Problem


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """Yield an empty private folder that takes the place of `target` once the block is done.

    Until then, and for good if the block raises, `target` stays as it was. Everything in the
    new folder can be read by its owner alone (files 0600, folders 0700).

    Raises GuideError (`target-is-link`, `target-is-file`) before anything is written where
    `target` is something that a build never made, `can-not-write` where the system refuses, and
    `build-vanished` where the folder was taken away meanwhile.
    """
    place = _make_room(target)
    with writing(place), _private_umask(), being_filled(target) as staging:
        try:
            with _vanishing(staging, place):
                yield staging
            _close_to_others(staging)
            with locked(target.parent):
                _refuse_foreign(target)
                _swap(staging, target)
        finally:
            # Holds what failed, or, after a swap, the old build. Nothing may mask an error from
            # above; what cannot be removed now is tried again by the next build.
            shutil.rmtree(staging, ignore_errors=True)


@contextmanager
def set_apart(target: Path, fill: Callable[[Path], None]) -> Iterator[Path]:
    """Yield a private folder beside `target`, filled by `fill`, that is gone after the block.

    `target` stays as it was. Raises GuideError as `staged` does.
    """
    place = _make_room(target)
    with writing(place), being_filled(target) as folder:
        try:
            with _vanishing(folder, place), _private_umask():
                fill(folder)
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            with suppress(OSError):  # and what was given up while this one was there
                clear_leftovers(target.parent)


def _make_room(target: Path) -> Place:
    """Make the folder that `target` goes into, and clear it; return the place for problems."""
    _refuse_foreign(target)
    place = _place(target)
    with writing(place), _private_umask():
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        clear_leftovers(target.parent)
    return place


def _place(target: Path) -> Place:
    return Place(f"{target.parent.name}/{target.name}")


def _refuse_foreign(target: Path) -> None:
    """Raise GuideError unless the target is a folder, or not there at all."""
    if target.is_symlink():
        raise GuideError([Problem("target-is-link", _place(target))])
    if target.exists() and not target.is_dir():
        raise GuideError([Problem("target-is-file", _place(target))])
    if target.parent.exists() and not target.parent.is_dir():
        raise GuideError([Problem("target-is-file", Place(target.parent.name))])


@contextmanager
def _vanishing(staging: Path, place: Place) -> Iterator[None]:
    """Raise GuideError where someone took the folder away that we build in."""
    try:
        yield
    except Exception:
        if staging.is_dir():
            raise
        raise GuideError([Problem("build-vanished", place)]) from None


def _swap(staging: Path, target: Path) -> None:
    if not target.exists():
        staging.rename(target)
    elif not exchange(staging, target):
        target.rename(set_aside(target))
        staging.rename(target)
        shutil.rmtree(set_aside(target), ignore_errors=True)


@contextmanager
def _private_umask() -> Iterator[None]:
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def _close_to_others(folder: Path) -> None:
    """Take every right from group and others: a copied asset brings its own mode along."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(stat.S_IMODE(path.stat().st_mode) & 0o700)

"""A private folder to build in, swapped into place whole: never half a build, never a public one.

The folder lies hidden beside its target (`build/.NAME~xxxxxxxx`), so that the swap is a rename.
Its maker holds a lock on it: whatever is found there unlocked was left by a build that was
killed, of whichever couple, and is removed when the next one starts.
"""

import fcntl
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.practice.exchange import exchange
from generator.practice.writing import writing
from generator.problems import GuideError, Place, Problem

_STAGED = re.compile(r"\.(?P<couple>[^~]+)~.*")


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """Yield an empty private folder that takes the place of `target` once the block is done.

    Until then, and for good if the block raises, `target` stays as it was. Everything in the
    new folder can be read by its owner alone (files 0600, folders 0700).

    Raises GuideError (`target-is-link`, `target-is-file`) before anything is written where
    `target` is something that a build never made, `can-not-write` where the system refuses, and
    `build-vanished` where the folder was taken away meanwhile.
    """
    _refuse_foreign(target)
    place = Place(f"{target.parent.name}/{target.name}")
    with writing(place), _private_umask():
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _clear_leftovers(target)
    with writing(place), _private_umask(), _locked_folder(target) as staging:
        try:
            with _vanishing(staging, place):
                yield staging
            _close_to_others(staging)
            with _lock(target.parent):
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
    _refuse_foreign(target)
    place = Place(f"{target.parent.name}/{target.name}")
    with writing(place), _private_umask():
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _clear_leftovers(target)
    with writing(place), _locked_folder(target) as folder:
        try:
            with _vanishing(folder, place), _private_umask():
                fill(folder)
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            with suppress(OSError):  # and what was given up while this one was there
                _clear_leftovers(target)


def _refuse_foreign(target: Path) -> None:
    """Raise GuideError unless the target is a folder, or not there at all."""
    place = Place(f"{target.parent.name}/{target.name}")
    if target.is_symlink():
        raise GuideError([Problem("target-is-link", place)])
    if target.exists() and not target.is_dir():
        raise GuideError([Problem("target-is-file", place)])
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


def _prefix(target: Path) -> str:
    return f".{target.name}~"


def _set_aside(target: Path) -> Path:
    """Return where the old build waits while a file system that can't exchange swaps in two."""
    return target.with_name(f".{target.name}~~")


@contextmanager
def _locked_folder(target: Path) -> Iterator[Path]:
    while True:
        staging = Path(tempfile.mkdtemp(prefix=_prefix(target), dir=target.parent))
        with _lock(staging) as descriptor:
            # Another build may have taken it for a leftover before we held the lock.
            if _is_still(staging, descriptor):
                yield staging
                return


@contextmanager
def _lock(folder: Path) -> Iterator[int]:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)


def _is_still(folder: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(folder.stat(follow_symlinks=False), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _swap(staging: Path, target: Path) -> None:
    if not target.exists():
        staging.rename(target)
    elif not exchange(staging, target):
        target.rename(_set_aside(target))
        staging.rename(target)
        shutil.rmtree(_set_aside(target), ignore_errors=True)


def _clear_leftovers(target: Path) -> None:
    """Put back old builds whose swap was cut in two, and remove what killed builds left.

    A couple may not be built again for months: what lies here of anyone's is cleared by all.
    """
    with _lock(target.parent):
        for entry in sorted(target.parent.iterdir()):
            if (named := _STAGED.fullmatch(entry.name)) and not entry.is_symlink():
                of = target.with_name(named["couple"])
                if entry == _set_aside(of) and not of.exists():
                    entry.rename(of)
                else:
                    _remove_unless_in_use(entry)


def _remove_unless_in_use(folder: Path) -> None:
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder, ignore_errors=True)
    except BlockingIOError:
        return
    finally:
        os.close(descriptor)


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

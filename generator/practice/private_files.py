"""New files and folders that no other user of the machine can read, all of them or none."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from generator.practice.half_made import being_filled
from generator.practice.writing import writing
from generator.problems import GuideError, Place, Problem

_UNFINISHED = ".new-"
"""How the names of files begin that aren't whole yet."""

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


def add_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write `files`, by name relative to `folder`, which is made where it isn't there.

    Raises GuideError, with nothing written, when any of them is already there: what is there
    is never written over. So it does, with nothing left, where the system refuses to write.
    """
    with writing(Place(str(folder))):
        _add(folder, files)


def add_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make `folder` with `files` in it, in one step: it is there whole, or not at all.

    Until then it lies beside its place, under a name that tells whose it is: what is left of it
    when we are killed can be found. Raises GuideError when something of that name is there.
    """
    if os.path.lexists(folder):
        raise GuideError([Problem("already-there", Place(str(folder)))])
    with writing(Place(str(folder))):
        _make_folders(folder.parent)
        with being_filled(folder) as unfinished:
            try:
                _add(unfinished, files)
                unfinished.rename(folder)
            except BaseException:
                shutil.rmtree(unfinished, ignore_errors=True)
                raise


def _add(folder: Path, files: Mapping[str, bytes]) -> None:
    there = _already_there(folder, files)
    if there:
        raise GuideError(Problem("already-there", Place(str(name))) for name in there)
    written: list[Path] = []
    try:
        for name, content in files.items():
            path = folder / name
            _make_folders(path.parent)
            _write_new(path, content)
            written.append(path)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise


def replace_file(path: Path, content: bytes) -> None:
    """Put `content` in place of the file at `path`, in one step, with the rights it had."""
    with writing(Place(str(path))):
        unfinished = _unfinished(path, content)
        try:
            shutil.copymode(path, unfinished)
            unfinished.replace(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise


def put_file(path: Path, content: bytes) -> None:
    """Write `content` to `path`, in one step: in place of the file that is there, or as a new one.

    Raises GuideError, with what was there still there, where the system refuses to write.
    """
    if path.is_file():
        replace_file(path, content)
    else:
        add_files(path.parent, {path.name: content})


def clear_unfinished(folder: Path) -> None:
    """Remove the files in `folder`, and below it, that someone who was killed left unfinished.

    To be called by whoever has the claim on the couple. What can't be removed stays.
    """
    for path in folder.rglob(f"{_UNFINISHED}????????"):
        with suppress(OSError):
            path.unlink()


def _already_there(folder: Path, files: Iterable[str]) -> list[Path]:
    if os.path.lexists(folder) and not folder.is_dir():
        return [folder]
    return [folder / name for name in files if os.path.lexists(folder / name)]


def _make_folders(folder: Path) -> None:
    missing = [parent for parent in (folder, *folder.parents) if not parent.exists()]
    for each in reversed(missing):
        each.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)


def _write_new(path: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all; raises FileExistsError where one is there."""
    unfinished = _unfinished(path, content)
    try:
        try:
            os.link(unfinished, path)
        except FileExistsError:
            raise
        except OSError:  # not every file system has links
            _refuse_existing(path)
            unfinished.rename(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _refuse_existing(path: Path) -> None:
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


def _unfinished(path: Path, content: bytes) -> Path:
    """Return a new private file beside `path` that holds `content`, safe on the disk."""
    descriptor, name = tempfile.mkstemp(prefix=_UNFINISHED, dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)

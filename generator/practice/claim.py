"""One at a time: who works on a couple says so in a file, `build/.NAME.claim`.

It holds the process and the machine. On this machine the system's own lock on it tells whether that
process is still at it; across machines only the file does, which stays where its owner was killed.
"""

import errno
import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from generator.practice.file_locks import is_still
from generator.practice.practice import Practice
from generator.practice.private_files import clear_unfinished
from generator.practice.writing import writing
from generator.problems import GuideError, Place, Problem, Severity

_IN_THE_WAY = {errno.ELOOP: "target-is-link", errno.EISDIR: "target-is-folder"}


@dataclass(frozen=True)
class Owner:
    """Who works on a couple: a process of a machine, and the run that it works for."""

    process: int
    host: str
    run: str = ""


def claim_path(practice: Practice, name: str) -> Path:
    """Return the file that says who works on a couple."""
    return practice.builds / f".{name}.claim"


@contextmanager
def claimed(practice: Practice, name: str, run: str = "") -> Iterator[tuple[Problem, ...]]:
    """Keep all others from working on a couple for as long as the block lasts.

    Yields a warning (`claim-stale`) where whoever had it before was killed, unless they worked for
    the same `run`: that tells of lost workers itself. Files that they had begun are removed.

    Raises GuideError (`claimed`) while another process of this machine is at work, and
    (`claimed-elsewhere`) where one of another machine and another run is, or was: that can't be
    seen from here. Nor is a link followed (`target-is-link`), or a folder taken for the file
    (`target-is-folder`).
    """
    path = claim_path(practice, name)
    if path.parent.exists() and not path.parent.is_dir():
        raise GuideError([Problem("target-is-file", Place(path.parent.name))])
    place = _place(path)
    with writing(place):
        descriptor = _open(path)
    is_ours = True
    try:
        before = _read(descriptor)
        stranger = None if before and run and before.run == run else before
        if stranger and stranger.host != socket.gethostname():
            is_ours = False
            raise GuideError([_problem("claimed-elsewhere", path, stranger)])
        with writing(place):
            _write(descriptor, Owner(os.getpid(), socket.gethostname(), run))
        if before and before.host == socket.gethostname():  # killed, and not only out of sight
            for folder in (practice.couples / name, practice.builds / name):
                clear_unfinished(folder)
        yield (_problem("claim-stale", path, stranger, Severity.WARNING),) if stranger else ()
    finally:
        _let_go(path, descriptor, is_ours=is_ours)


def clear_stale(practice: Practice, name: str) -> None:
    """Take away the claim of a process of this machine that has ended; any other stays."""
    if claim_path(practice, name).exists():
        with suppress(GuideError), claimed(practice, name):
            pass


def _let_go(path: Path, descriptor: int, *, is_ours: bool) -> None:
    with suppress(OSError):  # a folder that vanished took its claim along
        if is_ours:
            path.unlink()
    os.close(descriptor)


def _open(path: Path) -> int:
    """Return the claim's file, which is ours alone now."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    while (descriptor := _taken(path)) is None:
        pass  # its owner was done, and took it away, just before we had it
    return descriptor


def _taken(path: Path) -> int | None:
    """Return the file locked, or None where it isn't there any more; nothing is left if stopped."""
    descriptor = _opened(path)
    is_locked = False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        is_locked = True
        if is_still(path, descriptor):
            return descriptor
    except BlockingIOError:
        owner = _read(descriptor)
        os.close(descriptor)
        raise GuideError([_problem("claimed", path, owner)]) from None
    except BaseException:
        _let_go(path, descriptor, is_ours=is_locked)
        raise
    os.close(descriptor)
    return None


def _opened(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        if error.errno not in _IN_THE_WAY:
            raise
        raise GuideError([Problem(_IN_THE_WAY[error.errno], _place(path))]) from None


def _place(path: Path) -> Place:
    return Place(f"{path.parent.name}/{path.name}")


def _read(descriptor: int) -> Owner | None:
    try:
        return Owner(**json.loads(os.pread(descriptor, 4096, 0)))
    except (ValueError, TypeError):
        return None


def _write(descriptor: int, owner: Owner) -> None:
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, json.dumps(asdict(owner)).encode(), 0)


def _problem(
    code: str, path: Path, owner: Owner | None, severity: Severity = Severity.ERROR
) -> Problem:
    place = _place(path)
    known = asdict(owner) if owner else {"process": "?", "host": socket.gethostname()}
    return Problem(code, place, severity=severity, values=known)

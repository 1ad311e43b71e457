"""One at a time: who works on a couple says so, in a file that outlives no crash.

`build/.NAME.claim` holds the process and the machine. On this machine the system's own lock on the
file tells whether that process is still at it; across machines only the file does.
"""

import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from generator.practice.practice import Practice
from generator.practice.writing import writing
from generator.problems import GuideError, Place, Problem, Severity


@dataclass(frozen=True)
class Owner:
    """Who works on a couple: a process of a machine."""

    process: int
    host: str


def claim_path(practice: Practice, name: str) -> Path:
    """Return the file that says who works on a couple."""
    return practice.builds / f".{name}.claim"


@contextmanager
def claimed(practice: Practice, name: str) -> Iterator[tuple[Problem, ...]]:
    """Keep all others from working on a couple for as long as the block lasts.

    Yields a warning (`claim-stale`) where whoever had it before was killed. Raises GuideError
    (`claimed`) while another process of this machine is at work, and (`claimed-elsewhere`) where
    one of another machine is, or was: that can't be seen from here.
    """
    path = claim_path(practice, name)
    if path.parent.exists() and not path.parent.is_dir():
        raise GuideError([Problem("target-is-file", Place(path.parent.name))])
    with writing(Place(f"build/{path.name}")):
        descriptor = _open(path)
    try:
        before = _read(descriptor)
        _refuse_foreign(before, path)
        try:
            with writing(Place(f"build/{path.name}")):
                _write(descriptor, Owner(os.getpid(), socket.gethostname()))
            yield (_stale(before, path),) if before else ()
        finally:
            with suppress(OSError):  # a folder that vanished takes its claim along
                path.unlink(missing_ok=True)
    finally:
        os.close(descriptor)


def _open(path: Path) -> int:
    """Return the claim's file, which is ours alone now."""
    while True:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            owner = _read(descriptor)
            os.close(descriptor)
            raise GuideError([_problem("claimed", path, owner)]) from None
        if _is_still(path, descriptor):
            return descriptor
        os.close(descriptor)  # its owner was done, and took it away, just before we had it


def _is_still(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(follow_symlinks=False), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _read(descriptor: int) -> Owner | None:
    try:
        return Owner(**json.loads(os.pread(descriptor, 4096, 0)))
    except (ValueError, TypeError):
        return None


def _write(descriptor: int, owner: Owner) -> None:
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, json.dumps(asdict(owner)).encode(), 0)


def _refuse_foreign(before: Owner | None, path: Path) -> None:
    if before and before.host != socket.gethostname():
        raise GuideError([_problem("claimed-elsewhere", path, before)])


def _stale(before: Owner, path: Path) -> Problem:
    return _problem("claim-stale", path, before, Severity.WARNING)


def _problem(
    code: str, path: Path, owner: Owner | None, severity: Severity = Severity.ERROR
) -> Problem:
    place = Place(f"{path.parent.name}/{path.name}")
    known = asdict(owner) if owner else {"process": "?", "host": socket.gethostname()}
    return Problem(code, place, severity=severity, values=known)

"""Folders that are being filled, and what is left of those whose maker was killed.

They lie hidden beside their target (`build/.NAME~HOST-xxxxxxxx`), so that putting one in its place
is a rename. Its maker holds the system's lock on it: what a machine finds unlocked of its own is in
nobody's hands. The locks of another machine can't be seen on a folder that both share, so what is
another's stays.
"""

import fcntl
import os
import re
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from generator.practice.file_locks import is_still, locked

_NAMED = re.compile(r"\.[^~]+~[0-9a-f]{6}(~|-[a-z0-9_]{8})")


@contextmanager
def being_filled(target: Path) -> Iterator[Path]:
    """Yield a new private folder beside `target`, which nobody takes for a leftover meanwhile.

    Whoever asked for it moves it into place or removes it.
    """
    while True:
        folder = Path(tempfile.mkdtemp(prefix=f".{target.name}~{_host()}-", dir=target.parent))
        with locked(folder) as descriptor:
            # Someone may have taken it for a leftover before we held the lock.
            if is_still(folder, descriptor):
                yield folder
                return


def set_aside(target: Path) -> Path:
    """Return where the old build waits while a file system that can't exchange swaps in two."""
    return target.with_name(f".{target.name}~{_host()}~")


def half_made_in(folder: Path, name: str = "") -> tuple[Path, ...]:
    """Return the folders that are half made in `folder`, in use or not, sorted; links are none.

    With a name, those that were to become what is called so.
    """
    if not folder.is_dir():
        return ()
    return tuple(sorted(
        entry for entry in folder.iterdir()
        if _NAMED.fullmatch(entry.name) and name in ("", _target_of(entry).name)
        and entry.is_dir() and not entry.is_symlink()
    ))  # fmt: skip


def leftovers_in(folder: Path) -> tuple[Path, ...]:
    """Return what this machine left half made in `folder` and nobody fills; changes nothing."""
    return tuple(half for half in _ours(folder) if _alone_with(half, fcntl.LOCK_SH, lambda _: None))


def clear_leftovers(folder: Path) -> None:
    """Put back old builds whose swap was cut in two, and remove what was left half made.

    A couple may not be built again for months: what lies here of any couple's is cleared each time.
    What someone still fills stays, and so does what another machine made. Raises OSError where the
    system refuses to look.
    """
    with locked(folder):
        for half in _ours(folder):
            target = _target_of(half)
            if half == set_aside(target) and not target.exists():
                half.rename(target)
            else:
                _alone_with(half, fcntl.LOCK_EX, _remove)


def _ours(folder: Path) -> tuple[Path, ...]:
    """Return what is half made in `folder` by this machine, in use or not."""
    return tuple(half for half in half_made_in(folder) if f"~{_host()}" in half.name)


def _host() -> str:
    """Return what stands for this machine in a name, and says nothing to who reads it."""
    return sha256(socket.gethostname().encode()).hexdigest()[:6]


def _target_of(half: Path) -> Path:
    return half.with_name(half.name[1:].partition("~")[0])


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _alone_with(folder: Path, lock: int, do: Callable[[Path], None]) -> bool:
    """Do something with a folder, and return that it was done, unless someone holds it."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, lock | fcntl.LOCK_NB)
        do(folder)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True

"""The system's locks on files and folders: one machine alone sees them, and they go with us."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def locked(folder: Path) -> Iterator[int]:
    """Hold the system's lock on a folder, and yield its descriptor; waits for whoever has it."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)


def is_still(path: Path, descriptor: int) -> bool:
    """Tell whether what was opened still lies at `path`: another may have taken it away before."""
    try:
        return os.path.samestat(path.stat(follow_symlinks=False), os.fstat(descriptor))
    except FileNotFoundError:
        return False

"""What is made once in a run of the tests, however many processes share it."""

import fcntl
from collections.abc import Callable
from pathlib import Path

import pytest


def once(
    temporary: pytest.TempPathFactory, worker: str, name: str, make: Callable[[Path], object]
) -> Path:
    """Return the folder that `make` filled: in this process, or in another of the same run.

    `worker` is what pytest-xdist calls this process: "master" where there is but one.
    """
    base = temporary.getbasetemp()
    folder = (base if worker == "master" else base.parent) / name
    with folder.with_suffix(".lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        done = folder.with_suffix(".done")
        if not done.exists():
            folder.mkdir()
            make(folder)
            done.touch()
    return folder

"""Run a command, and write what it and every process it started took: a script, on Linux.

    python watched.py RESULT.json COMMAND...

Whatever loses its parent comes to this process, which waits for it. Of a process that its parent
doesn't wait for, the system forgets what it took: so all of them are looked at fifty times a
second as well, and the larger of both sums counts.
"""

import ctypes
import json
import os
import resource
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Self

SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER of prctl(2)."""
OFTEN, SELDOM = 0.02, 0.1
"""Seconds from one look at the clock of each process to the next, and at who there is at all."""

_TICK = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
PROC = Path("/proc")


class Watcher:
    """Looks at all processes under this one until it is told to end."""

    def __init__(self) -> None:
        self.seconds: dict[tuple[int, str], float] = {}
        self.peak = 0
        self._alive: list[int] = []
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()

    def _look(self) -> None:
        next_count = 0.0
        while not self._end.wait(OFTEN):
            if time.monotonic() >= next_count:
                self._alive = list(descendants(os.getpid()))
                self.peak = max(self.peak, sum(map(proportional, self._alive)))
                next_count = time.monotonic() + SELDOM
            for process in self._alive:
                with suppress(OSError, IndexError):
                    fields = stat_of(process)
                    taken = (int(fields[11]) + int(fields[12])) / _TICK
                    self.seconds[process, fields[19]] = taken


def stat_of(process: int) -> list[str]:
    """Return what /proc tells of a process from its state on, past a name that may hold blanks."""
    return (PROC / str(process) / "stat").read_text().rpartition(")")[2].split()


def descendants(root: int) -> Iterator[int]:
    """Yield each process that `root` or one of its own started, nearest first."""
    children: dict[int, list[int]] = {}
    for process in map(int, filter(str.isdecimal, os.listdir(PROC))):  # noqa: PTH208  it is quicker
        with suppress(OSError, IndexError):
            children.setdefault(int(stat_of(process)[1]), []).append(process)
    found = children.get(root, [])
    while found:
        yield from found
        found = [child for process in found for child in children.get(process, [])]


def proportional(process: int) -> int:
    """Return the bytes a process holds, each page shared among those that hold it (PSS)."""
    with suppress(OSError):
        for line in (PROC / str(process) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def resident(process: int) -> int:
    """Return the bytes of a process that are in memory, shared ones in full (RSS)."""
    with suppress(OSError, IndexError):
        return int((PROC / str(process) / "statm").read_text().split()[1]) * _PAGE
    return 0


def main() -> int:
    """Run the command that the arguments name, and return its exit code."""
    result, *command = sys.argv[1:]
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    with Watcher() as watcher:
        start = time.perf_counter()
        child = os.spawnvp(os.P_NOWAIT, command[0], command)  # noqa: S606  no shell is wanted
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        seconds = time.perf_counter() - start
        with suppress(ChildProcessError):
            while True:
                os.wait()
    waited = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = max(waited.ru_utime + waited.ru_stime, sum(watcher.seconds.values()))
    peak = max(watcher.peak, waited.ru_maxrss * 1024)
    Path(result).write_text(json.dumps({"seconds": seconds, "cpu": cpu, "memory": peak}))
    return code


if __name__ == "__main__":
    sys.exit(main())

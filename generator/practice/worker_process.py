"""How a process behaves that works for another one of ours."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import wait

from generator.ending import when_told_to_end

_STOPPED = 128 + signal.SIGTERM

_at_work = False
"""Whether this process has something in hand that it would have to take away."""


def begin_to_work() -> None:
    """Leave Ctrl-C to the process that started this one, and end when that one is gone.

    Told to end, by SIGTERM or SIGHUP, it ends in order: see `tidy`.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    when_told_to_end(_stop)
    threading.Thread(target=_end_with_parent, daemon=True).start()


@contextmanager
def tidy() -> Iterator[None]:
    """Let the block take away what it has half made, where this process is told to end."""
    global _at_work  # noqa: PLW0603  a signal comes to the process as a whole
    try:
        _at_work = True
        yield
    except SystemExit:  # an executor would take it for a result, and wait for the next job
        os._exit(_STOPPED)
    finally:
        _at_work = False


def _stop(_: int) -> None:
    if _at_work:
        sys.exit(_STOPPED)
    os._exit(_STOPPED)


def _end_with_parent() -> None:
    """End when the process is gone that all this is for: nobody would take what is made."""
    if parent := multiprocessing.parent_process():
        wait([parent.sentinel])
    os.kill(os.getpid(), signal.SIGTERM)

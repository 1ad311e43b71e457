"""How a process behaves that works for another one of ours."""

import multiprocessing
import os
import signal
import threading
from multiprocessing.connection import wait


def begin_to_work() -> None:
    """Leave Ctrl-C to the process that started this one, and end when that one is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End when the process is gone that all this is for: nobody would take what is made."""
    if parent := multiprocessing.parent_process():
        wait([parent.sentinel])
    os._exit(1)

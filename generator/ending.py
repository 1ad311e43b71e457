"""How a process of ours ends when it is told to: in order, so that nothing half made stays."""

import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import NoReturn

_TOLD_TO_END = (signal.SIGTERM, signal.SIGHUP)
"""From whoever started this process, and from a terminal that is closed on it."""


def end_in_order(number: int) -> NoReturn:
    """End as after an error, so that blocks take away what they have half made."""
    sys.exit(128 + number)


def when_told_to_end(end: Callable[[int], None] = end_in_order) -> None:
    """Have `end` called with the signal's number, once, when this process is told to end.

    A terminal that is closed is passed over where that was asked for, as `nohup` does.
    """

    def told(number: int, _: FrameType | None) -> None:
        for again in _TOLD_TO_END:
            signal.signal(again, signal.SIG_IGN)
        end(number)

    for number in _TOLD_TO_END:
        asked_to_stay = signal.getsignal(number) is signal.SIG_IGN
        if number != signal.SIGHUP or not asked_to_stay:
            signal.signal(number, told)

"""When Python looks for objects that nothing uses any more."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """Let Python not look for garbage during a block whose many objects are nearly all in use.

    It would do so again and again: for a fifth of the time that a guide takes to be laid out.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()

"""A mistake of ours as it may be told and sent: where it arose, and nothing of what was at hand."""

import traceback
from dataclasses import dataclass

from generator.editions.press import PressBug


@dataclass(frozen=True)
class Bug:
    """What kind of error it was, and the lines of our code that led there, outermost first."""

    kind: str
    lines: tuple[str, ...]


def bug_from(error: BaseException) -> Bug:
    """Return what may be told of an error: its message is left out, since it may hold answers."""
    frames, kind = [*traceback.extract_tb(error.__traceback__)], type(error).__qualname__
    printing = error if isinstance(error, PressBug) else error.__cause__
    if isinstance(printing, PressBug):  # it goes on in the process that prints
        frames += printing.frames
        kind = printing.kind
    lines = tuple(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
    return Bug(kind, lines)

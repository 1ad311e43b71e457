"""A mistake of ours as it may be told and sent: where it arose, and nothing of what was at hand."""

import traceback
from dataclasses import dataclass


@dataclass(frozen=True)
class Bug:
    """What kind of error it was, and the lines of our code that led there, outermost first."""

    kind: str
    lines: tuple[str, ...]


def bug_from(error: BaseException) -> Bug:
    """Return what may be told of an error: its message is left out, since it may hold answers."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = tuple(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
    return Bug(type(error).__qualname__, lines)

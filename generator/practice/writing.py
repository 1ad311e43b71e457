"""What the system refuses when files are written, as something to mend and no mistake of ours."""

import errno
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from generator.problems import GuideError, Place, Problem

_REFUSALS = frozenset(
    {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}
)


@contextmanager
def writing(place: Place) -> Iterator[None]:
    """Raise GuideError (`can-not-write`) where the system refuses to write, or has no room left."""
    try:
        yield
    except OSError as error:
        if error.errno not in _REFUSALS:
            raise
        said = {"said": error.strerror}
        raise GuideError([Problem("can-not-write", place, values=said)]) from None


def refuse_no_room() -> None:
    """Raise GuideError (`can-not-write`) where there is no room for any temporary file."""
    try:
        tempfile.gettempdir()
    except FileNotFoundError as error:
        said = {"said": error.strerror}
        raise GuideError([Problem("can-not-write", Place("TMPDIR"), values=said)]) from None

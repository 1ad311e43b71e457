"""Two folders trading places in one step, where the system can."""

import ctypes
import errno
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # Linux, renameat2(2)
_RENAME_SWAP = 2  # macOS, renamex_np(2)
_CANNOT = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM}


def exchange(one: Path, other: Path) -> bool:
    """Let two paths of one file system trade places at once; False where that cannot be done.

    Raises OSError where the system can do it and failed.
    """
    library = ctypes.CDLL(None, use_errno=True)
    try:
        failed = _call(library, os.fsencode(one), os.fsencode(other))
    except AttributeError:  # an older C library
        return False
    code = ctypes.get_errno()
    if failed and code not in _CANNOT:
        raise OSError(code, os.strerror(code), str(one), None, str(other))
    return not failed


def _call(library: ctypes.CDLL, one: bytes, other: bytes) -> int:
    if sys.platform == "darwin":
        return int(library.renamex_np(one, other, _RENAME_SWAP))
    return int(library.renameat2(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE))

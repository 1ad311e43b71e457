"""Keeps compiled templates from one run to the next: compiling takes longer than filling them in.

They are made from templates alone, before any couple's answers meet them.
"""

import os
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from stat import S_IMODE

from babel import Locale
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

_OTHERS_WRITE = 0o022


class Compiled(FileSystemBytecodeCache):
    """Compiled templates in a folder. A full disk costs time, not a guide."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, where that can be done."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


@cache
def compiled_templates(locale: Locale) -> Compiled | None:
    """Return the compiled templates of this user, or None where no private folder can be had.

    Only the user may write there: what is kept is code that runs.
    """
    with suppress(OSError, RuntimeError):  # no home, or one that can't be written
        folder = _caches() / "mend-guide" / f"templates-{_mark(locale)}"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _is_ours_alone(folder.parent) and _is_ours_alone(folder):
            return Compiled(str(folder))
    return None


def _caches() -> Path:
    named = os.environ.get("XDG_CACHE_HOME", "")
    return Path(named) if Path(named).is_absolute() else Path.home() / ".cache"


def _is_ours_alone(folder: Path) -> bool:
    found = folder.lstat()
    ours = not hasattr(os, "getuid") or found.st_uid == os.getuid()
    return ours and not S_IMODE(found.st_mode) & _OTHERS_WRITE


def _mark(locale: Locale) -> str:
    """Return what else a compiled template depends on: Jinja, our filters and where they read."""
    made_by = [path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))]
    return sha256(b"\0".join([f"{version('jinja2')} {locale}".encode(), *made_by])).hexdigest()[:16]

"""What this process keeps of the files it has read, so as not to read them for each couple anew.

Most of it is known by a file's name, or by which file was found for it: none of that notices when
the file says something else, or when a practice's own takes its place.
"""

import sys
from functools import cache

_known: dict[str, object] = {}
"""The sources, or the sources and the run, that this process last worked with."""

_MEMORY = type(cache(lambda: None))
"""What `functools` makes of a function. Other things may answer to the same names and be none."""


def keep_up_with(sources: object) -> None:
    """Forget what was read, unless it was read of these very sources.

    `sources` tells apart what the files hold, as their hashes do, and for a worker the run, too. To
    be called before they are read, so that what changes meanwhile is noticed the next time.
    """
    if _known.setdefault("sources", sources) != sources:
        forget_what_was_read()
        _known["sources"] = sources


def forget_what_was_read() -> None:
    """Empty every memory of this process that is ours."""
    ours = [module for name, module in sys.modules.items() if name.startswith("generator.")]
    for memory in (value for module in ours for value in vars(module).values()):
        if isinstance(memory, _MEMORY):
            memory.cache_clear()

"""Words for a terminal: gaps filled, each filling on one line, and nothing that steers it."""

import re
from collections.abc import Mapping
from typing import Any

_GAP = re.compile(r"\{(\w+)\}")
_JOINERS = "\u200c\u200d"  # parts of words in Persian, Hindi and others, and of emoji


def fill(text: str, values: Mapping[str, Any]) -> str:
    """Return `text` with each `{gap}` filled; a filling is plain text and fills no gap itself.

    A gap without a value stays as it is, since a problem must be told even so.
    """
    return _GAP.sub(lambda gap: harmless(str(values.get(gap[1], gap[0]))), text)


def harmless(text: str) -> str:
    """Return `text` on one line and without what a terminal would obey."""
    kept = (sign if sign.isprintable() or sign in _JOINERS else "\ufffd" for sign in text)
    return "".join(" " if sign.isspace() else sign for sign in kept)

"""What a person typed → text that reads as typed and does nothing else.

Every ASCII sign that HTML, Markdown or an attribute could take for its own is written as a
numeric entity: a browser and WeasyPrint show the sign, and no parser before them acts on it.
"""

import string
import unicodedata

from markupsafe import Markup

_SIGNS = {ord(sign): f"&#{ord(sign)};" for sign in string.punctuation if sign != ","}
_TURNING = frozenset({"R", "AL", "AN", "RLE", "LRE", "RLO", "LRO", "RLI", "LRI", "FSI", "PDF",
                      "PDI"})  # fmt: skip


def inert(text: str) -> Markup:
    """Return `text` for a place between words: line breaks kept, its direction its own.

    What our own filters and macros made is markup already, and comes back as it is.
    """
    if isinstance(text, Markup):
        return text
    lines = _quiet(text).split("\n")
    shown = Markup("<br>").join(Markup(line) for line in lines)  # noqa: S704
    return Markup('<bdi dir="{}">{}</bdi>').format(direction(text), shown) if turns(text) else shown


def inert_attribute(text: str) -> Markup:
    """Return `text` for an HTML attribute or one line of a picture: plain, on one line."""
    return Markup(" ".join(_quiet(text).split()))  # noqa: S704


def direction(text: str) -> str:
    """Return "rtl" where most letters of `text` run to the left, else "ltr".

    Its first letter alone would turn a whole English sentence that opens with an Arabic name.
    """
    if text.isascii():
        return "ltr"
    kinds = [unicodedata.bidirectional(sign) for sign in text]
    left = sum(kind in ("R", "AL") for kind in kinds)
    return "rtl" if left > kinds.count("L") else "ltr"


def turns(text: str) -> bool:
    """Return whether any character of `text` could turn the direction of what follows it."""
    return not text.isascii() and any(unicodedata.bidirectional(sign) in _TURNING for sign in text)


def _quiet(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").translate(_SIGNS)

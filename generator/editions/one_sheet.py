"""Cards and sheets on paper: each on as many sheets as it may take, and these well filled.

How much a couple wrote is only known once it is laid out. So what goes on too far is set closer,
step by step, until it doesn't. What each step does stands in print.css. In large print a summary
keeps its size, and goes on overleaf.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any, Protocol
from xml.etree.ElementTree import tostring

CARD, SUMMARY = "page-card", "page-summary"
CLOSER = ("fit-2", "fit-3", "fit-4", "fit-5")
"""The classes of the steps, after the roomy one that has none."""


class Document(Protocol):
    """What is laid out; WeasyPrint itself ships no types."""

    pages: Sequence[Any]


@dataclass(frozen=True)
class Room:
    """How many sheets a page may take, and the step it has if no step makes it that short."""

    sheets: int
    too_long: str


ONE_SHEET = Room(1, CLOSER[-1])
SHEETS = {
    "hard-night": Room(1, ""),
    "check-ins-weekly": Room(2, "fit-3"),
    "check-ins-monthly": Room(2, "fit-3"),
}
"""By the id of their section. What goes on overleaf anyway is set so that it is easy on the eye."""


def fit_sheets(tree: Any, lay_out: Callable[[str], Document]) -> None:
    """Give each card and sheet in a parsed HTML document the class of the step that fits it.

    They are laid out apart from all else, from HTML: each begins on paper of its own anyway, and
    a long guide is then laid out but once. What no step makes short enough goes on overleaf:
    nothing is cut off.
    """
    waiting = {section.get("id"): section for section in _to_fit(tree)}
    for step in ("", *CLOSER):
        if not waiting:
            break
        for section in waiting.values():
            _set(section, step)
        document = lay_out(_only(tree, waiting))
        taken = Counter(name for page in document.pages for name in page.anchors)
        waiting = {
            name: section
            for name, section in waiting.items()
            if taken[name] > _room(section).sheets
        }
    for section in waiting.values():
        _set(section, _room(section).too_long)


def _to_fit(tree: Any) -> Iterator[Any]:
    is_large = "large" in tree.get("class", "").split()
    for section in tree.iter("section"):
        kinds = section.get("class", "").split()
        if CARD in kinds or section.get("id") in SHEETS or (SUMMARY in kinds and not is_large):
            yield section


def _room(section: Any) -> Room:
    return SHEETS.get(section.get("id"), ONE_SHEET)


def _set(section: Any, step: str) -> None:
    others = [one for one in section.get("class", "").split() if one not in CLOSER]
    section.set("class", " ".join((*others, step)).strip())


def _only(tree: Any, sections: Container[str]) -> str:
    """Return the HTML of a document that holds these sections alone."""
    whole = copy(tree)
    body = copy(tree.find("body"))
    whole[:] = [tree.find("head"), body]
    body[:] = [part for part in body if part.get("id") in sections]
    return tostring(whole, encoding="unicode", method="html")

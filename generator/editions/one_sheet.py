"""Cards and sheets on paper: each on as many sheets as it may take, and these well filled.

How much a couple wrote is only known once it is laid out. So what goes on too far is set closer,
step by step, until it doesn't. What each step does stands in print.css. In large print a summary
keeps its size, and goes on overleaf.

A layout takes time. So the first step that is tried is guessed from how much there is to read; the
one that is taken is the first that fits, as if all had been tried in turn.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import Any, Protocol

CARD, SUMMARY = "page-card", "page-summary"
CLOSER = ("fit-2", "fit-3", "fit-4", "fit-5")
"""The classes of the steps, after the roomy one that has none."""

STEPS = ("", *CLOSER)


class Document(Protocol):
    """What is laid out; WeasyPrint itself ships no types."""

    pages: Sequence[Any]


@dataclass(frozen=True)
class Room:
    """How many sheets a page may take, and the step it has if no step makes it that short.

    `signs` is from how many signs on each closer step is likely: a guess, which costs time where
    it is wrong, and nothing else.
    """

    sheets: int
    too_long: str
    signs: tuple[int, ...]


ONE_SHEET = Room(1, CLOSER[-1], (1000, 1200, 1500, 2000))
SHORT = Room(1, CLOSER[-1], (2100, 2600, 2900, 3200))
SHEETS = {
    "hard-night": Room(1, "", (2000, 2150, 2300, 2450)),
    "check-ins-weekly": Room(2, "fit-3", (1700, 2200, 2500, 2800)),
    "check-ins-monthly": Room(2, "fit-3", (2600, 3000, 3900, 4300)),
}
"""By the id of their section. What goes on overleaf anyway is set so that it is easy on the eye."""

_LARGER = 2
"""How much more paper the same words take in large print."""


@dataclass(frozen=True)
class _Tried:
    """What is known of a section: the last step that is too roomy, and the first that fits."""

    step: int
    too_roomy: int = -1
    fits: int = len(STEPS)

    @property
    def done(self) -> bool:
        return self.fits - self.too_roomy == 1

    def after(self, *, fits: bool) -> "_Tried":
        """Return what is known once its step was tried, with the one to try next."""
        known = replace(self, fits=self.step) if fits else replace(self, too_roomy=self.step)
        some_fits = known.fits < len(STEPS)
        return replace(known, step=known.fits - 1 if some_fits else known.too_roomy + 1)


def fit_sheets(tree: Any, lay_out: Callable[[Any], Document]) -> None:
    """Give each card and sheet in a parsed HTML document the class of the step that fits it.

    They are laid out apart from all else, as a tree of their own: each begins on paper of its own
    anyway, and a long guide is then laid out but once. What no step makes short enough goes on
    overleaf: nothing is cut off.
    """
    sections = {section.get("id"): section for section in _to_fit(tree)}
    tried = {name: _Tried(_guess(section, tree)) for name, section in sections.items()}
    while waiting := {name: known for name, known in tried.items() if not known.done}:
        for name, known in waiting.items():
            _set(sections[name], STEPS[known.step])
        document = lay_out(_only(tree, waiting))
        taken = Counter(name for page in document.pages for name in page.anchors)
        for name, known in waiting.items():
            tried[name] = known.after(fits=taken[name] <= _room(sections[name]).sheets)
    for name, known in tried.items():
        section = sections[name]
        _set(section, STEPS[known.fits] if known.fits < len(STEPS) else _room(section).too_long)


def _to_fit(tree: Any) -> Iterator[Any]:
    for section in tree.iter("section"):
        kinds = _classes(section)
        is_summary = SUMMARY in kinds and not _is_large(tree)
        if CARD in kinds or section.get("id") in SHEETS or is_summary:
            yield section


def _guess(section: Any, tree: Any) -> int:
    signs = sum(map(len, section.itertext())) * (_LARGER if _is_large(tree) else 1)
    return bisect_right(_room(section).signs, signs)


def _room(section: Any) -> Room:
    return SHEETS.get(section.get("id"), SHORT if SUMMARY in _classes(section) else ONE_SHEET)


def _is_large(tree: Any) -> bool:
    return "large" in _classes(tree)


def _classes(element: Any) -> list[str]:
    kinds: list[str] = element.get("class", "").split()
    return kinds


def _set(section: Any, step: str) -> None:
    others = [one for one in _classes(section) if one not in CLOSER]
    section.set("class", " ".join((*others, step)).strip())


def _only(tree: Any, sections: Container[str]) -> Any:
    """Return a document that holds these sections alone."""
    whole = copy(tree)
    body = copy(tree.find("body"))
    whole[:] = [tree.find("head"), body]
    body[:] = [part for part in body if part.get("id") in sections]
    return whole

"""Cards on paper: each on one sheet, set as large as it can be there.

How much a couple wrote is only known once it is laid out. So a card that goes on overleaf is set
closer, step by step, until it doesn't. What each step does stands in print.css.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

CARD = "page-card"
CLOSER = ("fit-2", "fit-3", "fit-4", "fit-5")
"""The classes of the steps, after the roomy one that has none."""


class Document(Protocol):
    """What is laid out; WeasyPrint itself ships no types."""

    pages: Sequence[Any]

    def write_pdf(self, **settings: Any) -> bytes:
        """Return the document as a PDF."""


def fit_cards(tree: Any, render: Callable[[], Document]) -> Document:
    """Return what `render` lays out of `tree`, once each card in it is on one sheet.

    `tree` is the parsed HTML; its cards are given the class of the step that fits them. A card
    that is too long at the last step keeps it, and goes on overleaf: nothing is cut off.
    """
    document = render()
    for step in CLOSER:
        too_long = [*_too_long(tree, document)]
        if not too_long:
            break
        for card in too_long:
            others = [one for one in card.get("class").split() if one not in CLOSER]
            card.set("class", " ".join((*others, step)))
        document = render()
    return document


def _too_long(tree: Any, document: Document) -> Iterator[Any]:
    """Yield the cards that stand on more than one sheet."""
    sheets = Counter(name for page in document.pages for name in page.anchors)
    for section in tree.iter("section"):
        if CARD in section.get("class", "").split() and sheets[section.get("id")] > 1:
            yield section

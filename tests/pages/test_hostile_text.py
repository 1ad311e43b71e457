"""Whatever a couple types stands on their pages as they typed it, and does nothing else."""

import re
from collections.abc import Iterator
from functools import cache

import pytest

from tests.filled import TODAY, Making, a_couple, field_of, read
from tests.hostile import ENDLESS, HOSTILE, marked
from tests.made_pages import as_elements, pages
from tests.not_shown import NEVER_SHOWN
from tests.reading_back import Element

SHAPES = frozenset({"br", "bdi"})
"""Lines stay lines, and text from the right gets a frame: all else stays as it is."""

FITTED = "wallet.md"
"""Leaves out whole what is too long for a small card: fewer elements, and never another one."""


def made_of(text: str) -> tuple[dict[str, Element], dict[str, str]]:
    """Return the pages of a couple who typed this into every field, and what each field holds."""
    typed: dict[str, str] = {}

    def say(path: str, longest: int) -> str:
        return typed.setdefault(path, marked(text, f"zq{len(typed)}", longest))

    return as_elements(pages(read(a_couple(Making(say))).answers, TODAY)), typed


def shape(page: Element) -> Iterator[str]:
    """Yield each element of a page, with its attributes, but for what was typed."""
    for element in page.walk():
        if element.tag not in SHAPES:
            said = {name for name in element.attributes if name not in ("class", "dir")}
            yield f"{element.tag} {element.attributes.get('class', '')} {sorted(said)}"


@cache
def harmless_shapes() -> dict[str, list[str]]:
    """Return the elements of each page of a couple who typed plain words."""
    found, _ = made_of("words")
    return {path: [*shape(page)] for path, page in found.items()}


def as_seen(text: str) -> str:
    """Return a text as it stands on a page, whose blanks count as one; a first letter may grow."""
    return re.sub(r"\s+", " ", text).strip().casefold()


@pytest.mark.parametrize("kind", [*HOSTILE, "endless"])
def test_it_is_shown_as_typed_and_makes_nothing(kind: str) -> None:
    """In every field: the pages have the same elements as with plain words, and show each sign."""
    found, typed = made_of(HOSTILE.get(kind, ENDLESS))
    shapes, harmless = {path: [*shape(page)] for path, page in found.items()}, harmless_shapes()
    fitted = shapes.pop(FITTED)
    assert shapes == {path: shape for path, shape in harmless.items() if path != FITTED}
    assert {*fitted} <= {*harmless[FITTED]}
    seen = " ".join(as_seen(page.text()) for page in found.values())
    shown = {path: text for path, text in typed.items()
             if ".private." not in path and field_of(path) not in NEVER_SHOWN}  # fmt: skip
    assert len(shown) > 90
    assert [path for path, text in shown.items() if as_seen(text) not in seen] == []

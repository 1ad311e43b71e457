"""More copies of the agreement: in large print, and to fill in on a screen."""

from collections import Counter
from pathlib import Path

import pdfplumber
import pytest

from tests.reading_back import unturned, words_of
from tests.reading_pdfs import structure, words_read_out

COUPLE = "noor-elias"
LARGE = 17.9
"""Points: large print is 18, and a hair less is rounding."""
MARGIN = 60


@pytest.fixture(scope="module")
def built(sample_builds: Path) -> Path:
    """Return the build of the sample that asks for both copies."""
    return sample_builds / COUPLE


def test_only_who_asks_for_copies_gets_them(sample_builds: Path) -> None:
    """Nobody's folder fills with files that they have no use for."""
    found = {path.parent.name for path in sample_builds.glob("*/agreement-*.pdf")}
    assert found == {COUPLE}


@pytest.mark.parametrize("copy", ["large", "to-fill"])
def test_a_copy_says_what_the_agreement_says(built: Path, copy: str) -> None:
    """Every word of it: but for the numbers of sheets, and heads that a table says again."""
    asked, found = (
        Counter(unturned(words_read_out(built / f"{name}.pdf")))
        for name in ("agreement", f"agreement-{copy}")
    )
    assert asked.total() > 1500
    assert [word for word in asked - found if not word.isdecimal()] == []
    assert {word for word in found - asked if not word.isdecimal()} <= words_of_heads(built)


def words_of_heads(built: Path) -> set[str]:
    """Return the words of the tables' heads."""
    tags = structure(built / "agreement.pdf").walk()
    return {word for tag in tags if tag.name == "THead" for word in words_of(tag.text())}


def test_large_print_is_large_throughout(built: Path) -> None:
    """Not a word between the margins is smaller than 18 points, and none leaves the sheet."""
    with pdfplumber.open(built / "agreement-large.pdf") as pdf:
        signs = [
            (page, sign)
            for page in pdf.pages
            for sign in page.chars
            if sign["upright"] and MARGIN < sign["top"] < page.height - MARGIN
        ]
        small = {sign["text"] for _, sign in signs if sign["size"] < LARGE}
        cut = [sign["text"] for page, sign in signs if not 60 < sign["x0"] < page.width - 60]
    assert len(signs) > 10_000
    assert small == set()
    assert cut == []

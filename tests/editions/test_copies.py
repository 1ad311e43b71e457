"""More copies of the agreement: in large print, and to fill in on a screen."""

import re
from collections import Counter
from pathlib import Path

import pdfplumber
import pikepdf
import pytest

from tests.command import a_practice, build
from tests.filling_in import fields
from tests.reading_back import unturned, words_of
from tests.reading_pdfs import structure, words_read_out

COUPLE = "noor-elias"
LARGE = 17.9
"""Points: large print is 18, and a hair less is rounding."""
MARGIN = 60
CHANGES = 7
"""Clauses of the sample that are new, different, or still open."""


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


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the build of a couple who ask for copies, and changed what they initialled."""
    practice = a_practice(tmp_path_factory.mktemp("changed"), "alex-sam")
    couple = practice / "couples/alex-sam/couple.yml"
    said = couple.read_text(encoding="utf-8")
    asked = said.replace("country: US\n", "country: US\ncopies: [large-print, to-fill]\n")
    assert asked != said
    couple.write_text(asked, encoding="utf-8")
    return build(practice) / "alex-sam"


@pytest.mark.parametrize("copy", ["large", "to-fill"])
def test_the_sheet_with_changes_has_its_copies_too(changed: Path, copy: str) -> None:
    """Who needs the agreement larger, or on a screen, needs what changed in it so as well."""
    asked, found = (
        Counter(unturned(words_read_out(changed / f"{name}.pdf")))
        for name in ("amendment", f"amendment-{copy}")
    )
    assert asked.total() > 500
    assert [word for word in asked - found if not word.isdecimal()] == []


@pytest.mark.parametrize("copy", ["amendment", "amendment-large", "amendment-to-fill"])
def test_the_sentence_for_who_is_afraid_stands_by_the_names(changed: Path, copy: str) -> None:
    """It is on the sheet where each writes their name, and never alone overleaf."""
    with pdfplumber.open(changed / f"{copy}.pdf") as pdf:
        texts = [page.extract_text() for page in pdf.pages]
    (sheet,) = [
        text for text in texts if "of what happens when you say no" in " ".join(text.split())
    ]
    assert "I choose this" in sheet


def test_each_change_is_initialled_on_a_screen_by_both(changed: Path) -> None:
    """A field for each one's answer says which change it is about."""
    with pikepdf.open(changed / "amendment-to-fill.pdf") as pdf:
        says = [place.says for place in fields(pdf)]
    for who in ("Alex", "Sam"):
        fitting = [one for one in says if re.match(r"Clause \d+, (different|new|still)", one)
                   and one.endswith(f" {who}: Initials")]  # fmt: skip
        assert len(fitting) == CHANGES


@pytest.mark.parametrize("paper", ["agreement", "amendment"])
def test_large_print_is_large_throughout(built: Path, changed: Path, paper: str) -> None:
    """Not a word between the margins is smaller than 18 points, and none leaves the sheet."""
    folder = built if paper == "agreement" else changed
    with pdfplumber.open(folder / f"{paper}-large.pdf") as pdf:
        signs = [
            (page, sign)
            for page in pdf.pages
            for sign in page.chars
            if sign["upright"] and MARGIN < sign["top"] < page.height - MARGIN
        ]
        small = {sign["text"] for _, sign in signs if sign["size"] < LARGE}
        cut = [sign["text"] for page, sign in signs if not 60 < sign["x0"] < page.width - 60]
    assert len(signs) > 5_000
    assert small == set()
    assert cut == []

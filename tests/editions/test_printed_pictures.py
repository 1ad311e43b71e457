"""The pictures of the value map on paper: every word on the sheet, every line at its row."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from generator.answers.answers import Answers
from generator.editions.print_edition import make_pdf
from generator.guide.guide import Guide, make_guide
from generator.pages.joined_lists import two_lists
from generator.pages.pages import make_imprint
from generator.pages.text import load_texts
from tests.editions.test_nothing_missing import answers_of
from tests.filled import TODAY
from tests.made_maps import MAPS, answers_with
from tests.made_pages import LOOK, TEMPLATES, as_elements, pages
from tests.reading_back import turned, unturned
from tests.reading_pdfs import words_read_out
from tests.samples import SAMPLES

MM = 72 / 25.4
MARGIN = 22 * MM
SEAM = (168 / 255, 122 / 255, 31 / 255)
UNDOTTED = "كرمسلهصد"
"""Noto draws the dots of other letters as signs of their own, which a PDF hands out as it likes."""

PAGE = "value-map/index.md"

each = pytest.mark.parametrize("name", MAPS)
each_and_samples = pytest.mark.parametrize("name", [*MAPS, *SAMPLES])


@cache
def answers(name: str) -> Answers:
    return answers_of(name) if name in SAMPLES else answers_with(MAPS[name])


@cache
def guide(name: str) -> Guide:
    return make_guide(answers(name), TODAY)


@cache
def printed(name: str) -> bytes:
    """Return the PDF of the value map's first page, with all of its pictures."""
    texts = load_texts(TEMPLATES, "en", "GB")
    chosen = [page for page in pages(answers(name), TODAY) if page.path == PAGE]
    return make_pdf(chosen, make_imprint(guide(name), texts), "guide", LOOK, TEMPLATES)


@each
def test_all_words_of_the_pictures_are_on_paper(name: str, tmp_path: Path) -> None:
    """What the site's pictures and tables say is read out from the PDF too, alt texts included."""
    path = tmp_path / "map.pdf"
    path.write_bytes(printed(name))
    asked = as_elements(pages(answers(name), TODAY))[PAGE].words()
    found = words_read_out(path)
    assert len(asked) > 200
    if not turned(asked):
        assert "".join(asked) in "".join(found)
        return
    assert Counter("".join(unturned(asked))) <= Counter("".join(unturned(found)))
    theirs, there = turned(asked), turned(found)
    assert {sign: theirs[sign] - there[sign] for sign in UNDOTTED} == dict.fromkeys(UNDOTTED, 0)


@each_and_samples
def test_no_word_leaves_the_sheet(name: str) -> None:
    """However long the names are, each sign stands between the margins of its sheet."""
    with pdfplumber.open(BytesIO(printed(name))) as pdf:
        signs = [(page, sign) for page in pdf.pages for sign in text_of(page)]
        outside = [
            (page.page_number, sign["text"])
            for page, sign in signs
            if sign["x0"] < MARGIN - 2 or sign["x1"] > page.width - MARGIN + 2
            or sign["top"] < MARGIN - 2 or sign["bottom"] > page.height - MARGIN + 2
        ]  # fmt: skip
    assert len(signs) > 1000
    assert outside == []


@each_and_samples
def test_each_line_meets_the_two_places_that_it_joins(name: str) -> None:
    """On paper a line begins and ends at the middle of its rows, a millimetre off at most."""
    joins = {join.places for join in two_lists(guide(name).values, guide(name).people).joins}
    with pdfplumber.open(BytesIO(printed(name))) as pdf:
        met = [places for page in pdf.pages for places in places_met(page)]
    assert sorted(met) == sorted(joins)


@each_and_samples
def test_no_heading_is_left_behind_on_a_sheet_of_its_own(name: str) -> None:
    """A picture goes overleaf together with what is said before it: no sheet is all but blank."""
    with pdfplumber.open(BytesIO(printed(name))) as pdf:
        used = [share_used(page) for page in pdf.pages]
    assert len(used) > 1
    assert [round(share, 2) for share in used[:-1] if share < 0.25] == []


def test_a_long_picture_begins_where_there_is_room() -> None:
    """Twelve long names in common don't leave the sheet empty on which the map begins."""
    with pdfplumber.open(BytesIO(printed("twelve, all in common, in every script"))) as pdf:
        first, second = (" ".join(page.extract_text().split()) for page in pdf.pages[:2])
        assert share_used(pdf.pages[0]) > 0.75
    assert "Common ground" in first
    assert "A circle stands for" in second


@pytest.mark.parametrize("name", SAMPLES)
def test_no_sheet_of_a_guide_holds_a_few_words_alone(name: str) -> None:
    """Who prints their guide finds something on every sheet, and no line that just didn't fit."""
    texts = load_texts(TEMPLATES, "en", answers(name).couple.country)
    pdf = make_pdf(
        pages(answers(name), TODAY), make_imprint(guide(name), texts), "guide", LOOK, TEMPLATES
    )
    with pdfplumber.open(BytesIO(pdf)) as document:
        used = [share_used(page) for page in document.pages]
    assert len(used) > 30
    assert [(sheet, round(share, 2)) for sheet, share in enumerate(used, 1) if share < 0.15] == []


def share_used(page: Any) -> float:
    """Return how far down a sheet its last word stands, from 0 at the upper margin to 1."""
    last = max(sign["bottom"] for sign in text_of(page))
    return float((last - MARGIN) / (page.height - 2 * MARGIN))


def text_of(page: Any) -> Iterator[dict[str, Any]]:
    """Yield the signs of a sheet's text, without the word behind a draft and the margins."""
    for sign in page.chars:
        furniture = not MARGIN - 6 < sign["top"] < page.height - MARGIN - 1
        if sign["upright"] and sign["size"] < 60 and not furniture and sign["text"].strip():
            yield sign


def places_met(page: Any) -> Iterator[tuple[str, str]]:
    """Yield the numbers at both ends of each line between the two lists of a sheet."""
    written = page.filter(lambda drawn: drawn.get("size", 0) < 60)  # not the word behind a draft
    numbers = [word for word in written.extract_words() if word["text"].isdecimal()]
    for curve in page.curves:
        if is_join(curve):
            start, end = curve["pts"][0], curve["pts"][-1]
            yield (number_at(numbers, start, -1), number_at(numbers, end, 1))


def is_join(curve: Any) -> bool:
    colour = curve["stroking_color"] or ()
    gold = len(colour) == 3 and all(abs(a - b) < 0.01 for a, b in zip(colour, SEAM, strict=True))
    return gold and abs(curve["x1"] - curve["x0"] - 24 * MM) < 2 * MM


def number_at(numbers: list[Any], end: tuple[float, float], side: int) -> str:
    """Return the number beside the end of a line whose middle is as high, or ""."""
    return next(
        (
            word["text"]
            for word in numbers
            if 0 < side * ((word["x0"] + word["x1"]) / 2 - end[0]) < 6 * MM
            and abs((word["top"] + word["bottom"]) / 2 - end[1]) < MM
        ),
        "",
    )

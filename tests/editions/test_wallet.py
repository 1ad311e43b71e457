"""The card for a wallet: as large as a bank card, readable, whole, and nobody's who finds it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from typing import Any

import pdfplumber
import pytest
from markupsafe import escape
from pdfplumber.page import Page as Sheet

from generator.editions.print_edition import make_pdf
from generator.guide.guide import Guide
from generator.pages.pages import make_imprint, make_pages
from generator.pages.text import load_texts
from generator.pages.wallet import on_card
from tests.made_pages import LOOK, TEMPLATES
from tests.made_up import ALEX, COUPLE, files
from tests.page_text import guide_of, sample_files
from tests.reading_back import in_a_row, turned, words_of
from tests.samples import SAMPLES

MM = 72 / 25.4
EDITIONS = ("guide", "sheets")
LETTERS: Mapping[str, str] = {
    "plain": "a hand on the wall and a slow walk ",
    "wide": "MMM WWW mmmm WWWWWW @@@ ",
    "narrow": "ill till it lilt ",
    "Greek": "Ένα ποτήρι νερό και λίγη σιωπή ",
    "Russian": "Широкая щедрая площадь, ещё шёпот ",
    "Arabic": "كوب من الماء وبعض الصمت ",
    "Hindi": "एक गिलास पानी और थोड़ी चुप्पी ",
    "one word": "Wärmflaschenschwerlastverkehr",
}


@dataclass(frozen=True)
class Card:
    """What is drawn on one card, in points from the top of its sheet."""

    box: tuple[float, float, float, float]
    text: str
    signs: tuple[Mapping[str, Any], ...]


def cards(pdf: bytes) -> list[Card]:
    """Return the cards of a PDF: what lies within a frame of the size of a bank card."""
    with pdfplumber.open(BytesIO(pdf)) as document:
        return [card for sheet in document.pages for card in _on(sheet)]


def _on(sheet: Sheet) -> Iterator[Card]:
    for frame in (*sheet.rects, *sheet.curves):
        if abs(frame["width"] - 85 * MM) < 0.2 and abs(frame["height"] - 54 * MM) < 0.2:
            box = (frame["x0"], frame["top"], frame["x1"], frame["bottom"])
            inside = sheet.within_bbox(box)
            touching = sheet.crop(box).chars  # those as well that a line cuts
            yield Card(box, inside.extract_text(), tuple(touching))


def printed(guide: Guide, edition: str) -> bytes:
    """Return the sheet with the cards, as this edition prints it."""
    texts = load_texts(TEMPLATES, "en", guide.couple.country)
    pages = [p for p in make_pages(guide, texts, TEMPLATES) if p.path == "wallet.md"]
    imprint = replace(make_imprint(guide, texts, edition), draft=False)
    return make_pdf(pages, imprint, edition, LOOK, TEMPLATES)


@cache
def of_sample(name: str, edition: str = "guide") -> tuple[bytes, tuple[Card, ...]]:
    pdf = printed(guide_of(sample_files(name)), edition)
    return pdf, tuple(cards(pdf))


def of_couple(called: str, helps: str) -> Guide:
    """Return the guide of a couple whose time-out begins so, and to one of whom this helps."""
    trigger = f"  triggers:\n    - what: the hall\n      helps: {helps!r}\n"
    couple = COUPLE.replace("A hand held up", f"{called!r}").replace("GB", "US")
    return guide_of(files(couple=couple, alex=ALEX + trigger))


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", SAMPLES)
def test_each_of_them_has_a_card_of_the_size_of_a_bank_card(name: str, edition: str) -> None:
    """Two frames of exactly 85 by 54 mm, whole on one sheet, with their own margin to cut."""
    _, (one, other) = of_sample(name, edition)
    for left, top, right, bottom in (one.box, other.box):
        assert right - left == pytest.approx(85 * MM, abs=0.1)
        assert bottom - top == pytest.approx(54 * MM, abs=0.1)
    assert other.box[1] > one.box[3] + 3 * MM


@pytest.mark.parametrize("name", SAMPLES)
def test_it_has_what_is_needed_in_a_hard_hour(name: str) -> None:
    """Three steps, its owner's own sentence among them, their time-out, and whom they may call."""
    guide = guide_of(sample_files(name))
    helplines = load_texts(TEMPLATES, "en", guide.couple.country).helplines
    lines = helplines.lines
    out = guide.couple.agreement.talking.time_out
    for card, person in zip(of_sample(name)[1], guide.people, strict=True):
        said = in_a_row(card.text)
        mine, steady = "It hurts right now", "I’m here. You don’t have to say anything."
        needed = [mine if person.hurt else steady, f"{out.at_least_minutes} minutes or longer"]
        needed += [guide.couple.therapist.called, out.called_by]
        needed += [word for line in (lines[0], lines[-1]) for word in (line.name, line.phone)]
        needed += [helplines.emergency.say, "At night:"]
        needed += filter(None, [guide.couple.therapist.phone])
        needed += [one.helps for one in person.shared.triggers[:1]]
        missing = [words for words in needed if in_a_row(words) not in said]
        assert [words for words in missing if not turned(words_of(words))] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_it_can_be_read_and_nothing_is_cut_off(name: str) -> None:
    """No letter is smaller than 8 points, and none touches or leaves the line to cut along."""
    for card in of_sample(name)[1]:
        fits(card)


def fits(card: Card) -> None:
    left, top, right, bottom = card.box
    assert len(card.signs) > 100
    assert {sign["size"] for sign in card.signs if sign["size"] < 8} == set()
    near = [sign["text"] for sign in card.signs if sign["text"].strip() and not (
        left + 2 < sign["x0"] and sign["x1"] < right - 2
        and top + 2 < sign["top"] and sign["bottom"] < bottom - 2)]  # fmt: skip
    assert near == []


@pytest.mark.parametrize("kind", [*LETTERS])
@pytest.mark.parametrize("length", [80, 160, 600])
def test_what_is_too_long_is_left_out_whole(kind: str, length: int) -> None:
    """However much they wrote, in any letters: each part is there whole or not at all."""
    text = (LETTERS[kind] * length)[:length].strip()
    found = cards(printed(of_couple(text, text), "guide"))
    assert len(found) == 2
    for card in found:
        fits(card)
        assert "3. I say:" in card.text
        assert "1-800-799-7233" in card.text
        if not turned(words_of(text)) and kind != "Hindi":
            said, whole = (re.sub(r"\s", "", one) for one in (card.text, text))
            theirs = said.replace("Whathelpsme:____", "")  # where they wrote nothing
            begun = theirs.count("Time-out:") + theirs.count("Whathelpsme:")
            assert said.count(whole) == begun


@pytest.mark.parametrize("name", SAMPLES)
def test_who_finds_it_learns_nothing_of_them(name: str) -> None:
    """Neither partner's name is within the line, nor what it is about."""
    guide = guide_of(sample_files(name))
    for card in of_sample(name)[1]:
        said = in_a_row(card.text)
        told = (*(person.name for person in guide.people), "affair", "trust", "agreement")
        assert [word for word in told if in_a_row(word) in said] == []


def test_whom_to_call_at_night_is_each_ones_own() -> None:
    """On each card stands the number that its owner gave, in words that name neither of them."""
    alex, sam = (in_a_row(card.text) for card in of_sample("alex-sam")[1])
    assert in_a_row("At night: I may call Dana at any hour: +1 555 0123.") in alex
    assert in_a_row("At night: I may call Pete until midnight: +1 555 0145.") in sam
    assert "pete" not in alex
    assert "dana" not in sam


def test_parts_go_by_their_importance_and_stay_in_their_order() -> None:
    """What matters most is kept first, whatever stands before it, and nothing is moved."""
    short, half, long = (escape("word " * count) for count in (3, 60, 200))
    assert on_card([(3, short), (1, long), (2, short)]) == (short, short)
    assert on_card([(2, half), (1, half), (3, short)]) == (half, half)
    assert on_card([(2, half), (1, half), (3, half), (4, short)]) == (half, half)

"""The printed agreement of a couple with one clause, and of one with sixty."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any, get_args

import pdfplumber
import pytest

from generator.answers.answers import Answers
from generator.answers.folder import read_folder
from generator.answers.kinds import BreachKind
from generator.editions.print_edition import make_pdf
from generator.guide.guide import make_guide
from generator.library.loader import load_suggestions
from generator.pages.pages import make_imprint
from generator.pages.text import load_texts
from tests.filled import TODAY
from tests.made_pages import LOOK, TEMPLATES, pages
from tests.made_up import COUPLE, files
from tests.reading_back import in_a_row
from tests.reading_pdfs import words_by_page

MARGIN = 62
"""Points at the head and the foot of a sheet, in which its furniture stands."""

each = pytest.mark.parametrize("asked", [(1, ""), (60, ""), (1, "large"), (60, "large")], ids=str)


def clauses(number: int) -> Iterator[str]:
    """Yield clauses of the library as a couple would have typed them, each with its own words."""
    known = {
        c.id: c for kind in get_args(BreachKind) for c in load_suggestions(TEMPLATES, "en", kind)
    }
    for n, clause in enumerate(islice(known.values(), number), 1):
        said = {
            "id": clause.id, "theme": clause.theme, "protects": "honesty", "asked_by": "alex",
            "in_their_words": f"This is why I asked, q{n}asked",
            "owner": ("sam", "alex", "both")[n % 3],
            "will": f"{clause.will} (q{n}will)", "when": clause.when, "seen_by": clause.seen_by,
            "if_missed": f"{clause.if_missed} (q{n}missed)", "from": "2026-11-22",
            "review": "2026-12-20", "until": "2027-02-20",
        }  # fmt: skip
        yield "    - " + json.dumps(said) + "\n"


@cache
def answers(number: int) -> Answers:
    """Return the answers of the made-up couple with so many clauses."""
    start, end = COUPLE.index("    - id: phone"), COUPLE.index("  talking:")
    couple = COUPLE[:start] + "".join(clauses(number)) + COUPLE[end:]
    return read_folder("x", files(couple=couple), "x").answers


@cache
def printed(number: int, copy: str) -> bytes:
    """Return the agreement as it is printed."""
    guide, texts = make_guide(answers(number), TODAY), load_texts(TEMPLATES, "en", "GB")
    imprint = replace(make_imprint(guide, texts, "agreement"), large=copy == "large", draft=False)
    return make_pdf(pages(answers(number), TODAY), imprint, "agreement", LOOK, TEMPLATES)


@cache
def sheets(number: int, copy: str) -> tuple[str, ...]:
    """Return the text of each sheet."""
    with pdfplumber.open(BytesIO(printed(number, copy))) as pdf:
        return tuple(page.extract_text() for page in pdf.pages)


@each
def test_each_clause_is_on_paper_once_and_whole(asked: tuple[int, str]) -> None:
    """Its promise, its reason and its way back stand in one card, which no sheet's end divides."""
    cards = [text for text in sheets(*asked) if "asked" in text]
    for n in range(1, asked[0] + 1):
        (card,) = [text for text in cards if f"q{n}asked" in text]
        assert f"q{n}will" in card
        assert f"q{n}missed" in card
        assert len(re.findall(rf"q{n}asked", "\n".join(cards))) == 1


@each
def test_each_clause_has_one_line_to_initial_on_one_sheet(asked: tuple[int, str]) -> None:
    """A clause and both partners' answers to it are never on two sheets."""
    start = next(n for n, text in enumerate(sheets(*asked)) if "Our yes, clause by clause" in text
                 and "Go through them aloud" in text)  # fmt: skip
    found = Counter[int]()
    for text in sheets(*asked)[start:]:
        rows = [int(n) for n in re.findall(r"q(\d+)will", text)]
        found.update(rows)
        assert text.count("Initials:") == 2 * len(rows)
    assert found == Counter(range(1, asked[0] + 1))


@pytest.mark.parametrize("number", [1, 60])
def test_a_crossed_line_has_one_sheet(number: int) -> None:
    """From which clause it was to both initials, however many clauses there are to tick."""
    (sheet,) = [text for text in sheets(number, "") if "Which clause was it?" in text]
    assert "Then it’s closed for today" in sheet


def test_in_large_print_a_crossed_line_has_two_sides() -> None:
    """The first says what happened, the other what is done about it."""
    one, other = (
        next(n for n, text in enumerate(sheets(60, "large")) if words in text)
        for words in ("Which clause was it?", "Then it’s closed for today")
    )
    assert other == one + 1
    assert "What it did." in sheets(60, "large")[one]
    assert "Said back." in sheets(60, "large")[other]


@each
def test_no_sheet_ends_with_a_heading(asked: tuple[int, str]) -> None:
    """Below the last heading of a sheet there is something; cover and contents aside."""
    with pdfplumber.open(BytesIO(printed(*asked))) as pdf:
        lonely = [page.page_number for page in pdf.pages[2:] if ends_with_heading(page)]
    assert lonely == []


def ends_with_heading(page: Any) -> bool:
    inside = [sign for sign in page.chars if sign["upright"] and sign["size"] < 60
              and MARGIN < sign["top"] < page.height - MARGIN]  # fmt: skip
    lowest = max(inside, key=lambda sign: sign["bottom"])
    return "Source-Serif" in lowest["fontname"] and "Semi-Bold" in lowest["fontname"]


@pytest.mark.parametrize("number", [1, 60])
def test_the_agreement_opens_with_one_page_in_plain_words(number: int) -> None:
    """However many clauses there are, what was agreed is told in short on a single sheet."""
    (summary,) = [text for text in sheets(number, "") if "this is what you agreed" in text]
    assert "In short" in summary
    assert "If you are afraid" in summary
    assert all(f"{word}." in summary for word in ("Who does what", "How long", "Your yes"))


def test_a_clause_is_read_out_once_in_its_card(tmp_path: Path) -> None:
    """The tags hold every one of sixty promises once among the cards, and once to initial."""
    path = tmp_path / "agreement.pdf"
    path.write_bytes(printed(60, ""))
    found = words_by_page(path, ["Our clauses", "Our yes, clause by clause"])
    cards, lines = (f" {' '.join(words)} " for words in found.values())
    for clause in answers(60).couple.agreement.clauses:
        will = in_a_row(clause.will)
        assert (cards.count(will), lines.count(will)) == (1, 1), clause.id

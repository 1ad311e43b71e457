"""The printed agreement of a couple with one clause, and of one with sixty."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import islice, pairwise
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
from generator.pages.page import Page
from generator.pages.pages import make_imprint, make_pages
from generator.pages.text import load_texts
from tests.filled import TODAY
from tests.made_pages import LOOK, TEMPLATES, as_elements, pages
from tests.made_up import COUPLE, files
from tests.page_text import guide_of, sample_files, seen
from tests.reading_back import in_a_row
from tests.reading_pdfs import words_by_page
from tests.samples import SAMPLES

MARGIN = 62
"""Points at the head and the foot of a sheet, in which its furniture stands."""
HUGE = 60
"""Points of the draft's word behind the text."""

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
    """Return the agreement as it is printed: in large print, on Letter, or plain on A4."""
    guide, texts = make_guide(answers(number), TODAY), load_texts(TEMPLATES, "en", "GB")
    paper = "Letter" if copy == "Letter" else "A4"
    imprint = replace(
        make_imprint(guide, texts, "agreement"), large=copy == "large", draft=False, paper=paper
    )
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
                 and re.search("Read it aloud|Go through them aloud", text))  # fmt: skip
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


@each
def test_no_sheet_holds_only_what_leads_up_to_something(asked: tuple[int, str]) -> None:
    """Nobody turns to a sheet of headings and first sentences with nothing below them."""
    assert lead_ins_alone(printed(*asked), pages(answers(asked[0]), TODAY)) == []


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("copy", ["", "large"])
def test_no_sheet_of_a_sample_holds_only_what_leads_up(name: str, copy: str) -> None:
    """Nor does a couple with clauses as long as those of the samples."""
    guide = guide_of(sample_files(name))
    texts = load_texts(TEMPLATES, "en", guide.couple.country)
    made = make_pages(guide, texts, TEMPLATES)
    imprint = replace(make_imprint(guide, texts, "agreement"), large=copy == "large")
    assert lead_ins_alone(make_pdf(made, imprint, "agreement", LOOK, TEMPLATES), made) == []


def lead_ins_alone(pdf: bytes, made: tuple[Page, ...]) -> list[int]:
    """Return the sheets behind the cover that hold no more than headings and lead-ins.

    A lead-in is what a page begins with, or a sentence right above a clause, a table or a list.
    """
    leading = []
    for page in as_elements(made).values():
        blocks = [one for one in page.walk() if one.tag in ("p", "div", "table", "ul", "dl")]
        for one, after in pairwise(blocks):
            if one.tag == "p" and (after.tag != "p" or one.attributes.get("class") == "lead"):
                leading.append(letters(one.text()))
    alone = []
    with pdfplumber.open(BytesIO(pdf)) as document:
        for sheet in document.pages[1:]:
            said = letters("".join(
                sign["text"] for sign in sheet.chars
                if sign["upright"] and sign["size"] < HUGE and not in_heading_type(sign)
                and MARGIN < sign["top"] < sheet.height - MARGIN))  # fmt: skip
            for one in sorted(filter(None, leading), key=len, reverse=True):
                said = said.removeprefix(one)
            if not said:
                alone.append(sheet.page_number)
    return alone


def letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def in_heading_type(sign: Any) -> bool:
    return "Source-Serif" in sign["fontname"] and "Semi-Bold" in sign["fontname"]


def ends_with_heading(page: Any) -> bool:
    inside = [sign for sign in page.chars if sign["upright"] and sign["size"] < HUGE
              and MARGIN < sign["top"] < page.height - MARGIN]  # fmt: skip
    lowest = max(inside, key=lambda sign: sign["bottom"])
    return in_heading_type(lowest)


@pytest.mark.parametrize("paper", ["", "Letter"])
@pytest.mark.parametrize("number", [1, 13, 15, 60])
def test_the_agreement_opens_with_one_page_in_plain_words(number: int, paper: str) -> None:
    """However many clauses there are, the sheet behind the cover tells in short what was agreed."""
    _, summary, after, *_ = sheets(number, paper)
    assert "In short" in summary
    assert "this is what you agreed" in summary
    assert "If you are afraid" in summary
    assert all(f"{word}" in summary for word in ("Who does what", "How long.", "Your yes."))
    assert "Contents" in after


@pytest.mark.parametrize("number", [1, 13, 60])
def test_in_large_print_what_is_told_in_short_ends_in_company(number: int) -> None:
    """The sentence for who is afraid has no sheet to itself, where it would be left behind."""
    (end,) = [text for text in sheets(number, "large") if "If you are afraid of what hap" in text]
    assert "Your yes." in end


@pytest.mark.parametrize("number", [1, 13, 15])
def test_in_short_each_act_is_told_in_its_owners_words(number: int) -> None:
    """Who reads the first sheet alone knows what each of them will do, and by which clause."""
    summary = " ".join(sheets(number, "")[1].split())
    for n, clause in enumerate(make_guide(answers(number), TODAY).agreement.clauses, 1):
        owner = " and ".join(person.name for person in clause.owners)
        will = clause.clause.will
        assert f"{n}, {owner}: “I will {will[0].lower()}{will[1:60]}" in summary


def test_in_short_many_clauses_are_told_by_their_numbers() -> None:
    """Where there are more than one page can tell, it says whose they are, by theme."""
    summary = next(p for p in pages(answers(16), TODAY) if p.path == "agreement-summary.md").text
    who, _, themes = seen(summary).partition("What it is about.")
    for person, own in (("Alex", [1, 4, 7, 10, 13, 16]), ("Sam", [3, 6, 9, 12, 15])):
        found = re.search(rf"{person} does what clauses ([\d, and]+) say", who)
        assert [int(n) for n in re.findall(r"\d+", found[1] if found else "")] == own
    told = themes.partition("What it keeps safe.")[0]
    assert sorted(int(n) for n in re.findall(r"\d+", told)) == [*range(1, 17)]


def test_one_clause_is_told_as_one_in_short() -> None:
    """With a single clause nobody reads of "one" among several."""
    (one, thirteen) = (" ".join(sheets(number, "")[1].split()) for number in (1, 13))
    assert "To go on, its owner offers it anew." in one
    assert "To go on with one, its owner offers it anew." in thirteen


def test_a_clause_is_read_out_once_in_its_card(tmp_path: Path) -> None:
    """The tags hold every one of sixty promises once among the cards, and once to initial."""
    path = tmp_path / "agreement.pdf"
    path.write_bytes(printed(60, ""))
    found = words_by_page(path, ["Our clauses", "Our yes, clause by clause"])
    cards, lines = (f" {' '.join(words)} " for words in found.values())
    for clause in answers(60).couple.agreement.clauses:
        will = in_a_row(clause.will)
        assert (cards.count(will), lines.count(will)) == (1, 1), clause.id


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("name", SAMPLES)
def test_the_steps_after_a_crossed_line_stand_together_on_a_sheet(name: str, paper: str) -> None:
    """In a bad hour nothing has to be turned over: the page begins a sheet, with its six steps."""
    guide = guide_of(sample_files(name))
    texts = load_texts(TEMPLATES, "en", guide.couple.country)
    imprint = replace(make_imprint(guide, texts, "agreement"), paper=paper, draft=False)
    made = make_pdf(make_pages(guide, texts, TEMPLATES), imprint, "agreement", LOOK, TEMPLATES)
    with pdfplumber.open(BytesIO(made)) as pdf:
        found = [text for page in pdf.pages if "Six calm steps" in (text := page.extract_text())]
    (sheet,) = found
    assert sheet.splitlines()[1] == "When a line is crossed"
    assert all(f"{step}." in sheet for step in STEPS)


STEPS = ("Stop", "Say what happened", "Say the line again", "Say what it did", "Put it right",
         "Next time, and close")  # fmt: skip

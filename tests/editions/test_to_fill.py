"""The copy of the agreement that is filled in on a screen."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf.form import Form, RadioButtonGroup
from pypdfium2 import raw

from generator.answers.folder import read_folder
from generator.editions.print_edition import make_pdf
from generator.guide.guide import make_guide
from generator.pages.page import Page
from generator.pages.pages import make_imprint
from generator.pages.text import load_texts
from tests.filled import TODAY
from tests.filling_in import Field, drawn_text, drawn_words, fields, fill_in, ink
from tests.made_pages import LOOK, TEMPLATES, pages
from tests.made_up import files
from tests.page_text import guide_of, sample_files
from tests.reading_back import unturned, words_of
from tests.reading_pdfs import Tag, structure

ANSWERS = ("agree", "not yet", "talk first")
PARTNERS = ("نور", "Elias")
OWNERS = ("نور", "نور", "Elias", "نور and Elias", "نور and Elias", "نور")
CLAUSES = len(OWNERS)
ROWS = ("Our time-out: at least ", "Our limits: ", *(f"{n}. " for n in range(1, CLAUSES + 1)))

EVERYWHERE = "Zoë Łucja Žofia Nguyễn Ελένη Наталья Њ Արամ ნინო"
"""Names in letters that are written from left to right, each by itself."""
FROM_THE_RIGHT = ("نور", "שלום")
LONGEST_LINE = "Łucja Žofia Ελένη Наталья, 22 Novem. 2026"
LONGEST = 180
"""Signs that are heard before a field at most."""
LONG = "Наталья und Žofia sagten Ελένη, was sie für die nächste Woche vorhaben. WWW illi. " * 3


@pytest.fixture(scope="module")
def blank(sample_builds: Path) -> Path:
    """Return the copy to fill in."""
    return sample_builds / "noor-elias/agreement-to-fill.pdf"


@pytest.fixture(scope="module")
def places(blank: Path) -> list[Field]:
    """Return each place in it to put something in."""
    with pikepdf.open(blank) as pdf:
        return [*fields(pdf)]


def test_every_box_and_line_to_write_on_is_a_field(places: list[Field]) -> None:
    """Each partner answers each clause and the talking rules, and writes where paper has room."""
    kinds = Counter(place.kind for place in places)
    asked = len(PARTNERS) * len(ROWS)
    assert kinds["choice"] == len(ANSWERS) * asked
    assert kinds["box"] == CLAUSES + 2  # which clause it was, read, heard
    # that evening, its initials; to talk about, I choose
    assert kinds["text"] == asked + 4 + 2 + 1 + 2


def test_each_field_says_what_it_is_for_and_is_printed(places: list[Field]) -> None:
    """A screen reader says which clause, whose answer, and what is asked, field by field."""
    says = [place.says for place in places]
    for row, who, asked in product(ROWS, PARTNERS, (*ANSWERS, "Initials")):
        fitting = [one for one in says if one.startswith(row) and one.endswith(f" {who}: {asked}")]
        assert len(fitting) == 1, (row, who, asked)
    others = [one for one in says if not re.search(r": (agree|not yet|talk first|Initials)$", one)]
    assert others == [
        *(f"Which clause was it? {number} ({who})" for number, who in enumerate(OWNERS, 1)),
        "What happened, in one sentence, said by whoever crossed it. No “but”.",
        "The line still holds. Its owner reads the clause aloud. read",
        "What it did. The other says: “When that happened, I felt … What I needed was …”",
        "Said back. Whoever crossed it says what they heard. “Yes, that is what I meant.”",
        "What puts it right stands beside the clause. It is done by (day and time)",
        "What we do next time, when it is close again",
        *(f"{who}, the day and your initials" for who in PARTNERS),
        "To talk about before we say yes",
        *(f"{who}, in my own hand, with the day" for who in PARTNERS),
    ]


@pytest.fixture(scope="module")
def asked() -> list[str]:
    """Return what the fields say of a couple who answered little, and are asked much on paper."""
    answers = read_folder("x", files(), "x").answers
    guide, texts = make_guide(answers, TODAY), load_texts(TEMPLATES, "en", "GB")
    imprint = replace(make_imprint(guide, texts, "agreement"), to_fill=True)
    copy = make_pdf(pages(answers, TODAY), imprint, "agreement", LOOK, TEMPLATES)
    with pikepdf.open(BytesIO(copy)) as pdf:
        return [place.says for place in fields(pdf)]


def test_a_field_is_named_by_the_question_it_answers(asked: list[str]) -> None:
    """Above lines to write on stands the question, and that is what their field is called."""
    assert (
        "Do you know one of them from home? Write down which, and what you’ll do instead" in asked
    )
    assert not [one for one in asked if one.startswith("Denying")]


def test_a_description_begins_where_a_sentence_does(asked: list[str]) -> None:
    """However long the words before a field are, none of them is cut in two, and it isn't long."""
    known = next(one for one in asked if one.endswith("how much they may know."))
    assert known.startswith("Each of you needs one person")
    assert [one for one in asked if one[0].islower() or len(one) > LONGEST] == []


def test_of_many_clauses_the_number_is_asked_for() -> None:
    """Where there are too many to tick, the field for the number says what it is the number of."""
    said = "**Which clause was it?** Its number: ________"
    page = Page("a.md", "A", "", f"# A\n\n{said}\n", frozenset({"agreement"}), "sheet")
    guide, texts = guide_of(sample_files("noor-elias")), load_texts(TEMPLATES, "en", "GB")
    imprint = replace(make_imprint(guide, texts), to_fill=True)
    with pikepdf.open(BytesIO(make_pdf([page], imprint, "agreement", LOOK, TEMPLATES))) as pdf:
        assert [place.says for place in fields(pdf)] == ["Which clause was it? Its number"]


def test_what_is_put_in_is_printed(blank: Path) -> None:
    """No field is for the screen alone, and no reader is asked to draw what is there anew."""
    with pikepdf.open(blank) as pdf:
        assert "/NeedAppearances" not in pdf.Root.AcroForm
        flags = [int(one.F) for page in pdf.pages for one in page.get("/Annots", [])
                 if one.Subtype == "/Widget"]  # fmt: skip
    assert {flag & 0b111 for flag in flags} == {0b100}


def test_the_three_answers_are_one_field(blank: Path, places: list[Field]) -> None:
    """Each says by a name of its own whose answer to what it is, and what may be chosen."""
    with pikepdf.open(blank) as pdf:
        found = [*pdf.Root.AcroForm.Fields]
        assert len({str(field.T) for field in found}) == len(found)
        assert all(str(field.TU).strip() for field in found)
        choices = [field for field in found if "/Kids" in field]
        assert len(choices) == len(PARTNERS) * len(ROWS)
        for choice, row, who in zip(choices, sorted(ROWS * 2, key=ROWS.index), PARTNERS * 8,
                                    strict=True):  # fmt: skip
            assert str(choice.TU).startswith(row)
            assert str(choice.TU).endswith(f" {who}")
            assert [str(word) for word in choice.Opt] == [*ANSWERS]
    in_order = [place.name for place in places if place.kind == "choice"]
    assert in_order == [name for name in dict.fromkeys(in_order) for _ in ANSWERS]


def test_only_one_answer_is_ticked_and_it_may_be_taken_back(
    blank: Path, places: list[Field], tmp_path: Path
) -> None:
    """Who ticks “talk first” after “agree” has said “talk first”, and may say nothing again."""
    boxes = [place for place in places if place.kind == "choice"][: len(ANSWERS)]
    seen = []
    for after in ([0], [0, 2], [0, 2, None]):
        with pikepdf.open(blank) as pdf:
            choice = next(one for one in Form(pdf) if isinstance(one, RadioButtonGroup))
            assert choice.can_toggle_off
            for number in after:
                choice.value = (
                    pikepdf.Name.Off if number is None else choice.options[number].on_value
                )
            pdf.save(tmp_path / "ticked.pdf")
        seen.append([ink(tmp_path / "ticked.pdf", box) > 0 for box in boxes])
    assert seen == [[True, False, False], [False, False, True], [False, False, False]]


@pytest.mark.parametrize("as_left", [True, False], ids=["drawn anew", "drawn as it is"])
def test_ticks_are_on_the_sheet(
    blank: Path, places: list[Field], tmp_path: Path, *, as_left: bool
) -> None:
    """What a program ticks is there in what poppler draws, and no other box is."""
    filled = tmp_path / "filled.pdf"
    fill_in(blank, filled, lambda name, _: name, 1, as_left=as_left)
    boxes = [place for place in places if place.kind == "box"][:2]
    answers = [place for place in places if place.kind == "choice"][-len(ANSWERS) :]
    assert [ink(blank, box) for box in [*boxes, *answers]] == [0] * 5
    assert [ink(filled, box) > 40 for box in [*boxes, *answers]] == [True, True, False, True, False]


@pytest.mark.parametrize("as_left", [True, False], ids=["drawn anew", "drawn as it is"])
def test_letters_of_many_scripts_are_on_the_sheet(
    blank: Path, places: list[Field], tmp_path: Path, *, as_left: bool
) -> None:
    """Names in Latin, Greek, Cyrillic, Armenian and Georgian letters are there, in each field."""
    filled = tmp_path / "filled.pdf"
    fill_in(blank, filled, lambda name, _: f"{EVERYWHERE} {name}", 0, as_left=as_left)
    said = " ".join(drawn_text(filled).split())
    typed = [place.name for place in places if place.kind == "text"]
    assert [name for name in typed if f"{EVERYWHERE} {name}" not in said] == []


@pytest.mark.parametrize("word", FROM_THE_RIGHT)
def test_letters_that_are_written_from_the_right_are_on_the_sheet(
    blank: Path, places: list[Field], tmp_path: Path, word: str
) -> None:
    """Each letter is there in what poppler draws, though it neither joins nor turns them round."""
    filled = tmp_path / "filled.pdf"
    fill_in(blank, filled, lambda *_: word, 0)
    typed = [place for place in places if place.kind == "text"]
    drawn = [found for number, edges, found in drawn_words(filled)
             if any(place.on == number and inside(edges, place.at) for place in typed)]  # fmt: skip
    assert len(drawn) == len(typed)
    assert {found.strip("\u202a\u202b\u202c") for found in drawn} <= {word, word[::-1]}


def test_chrome_draws_the_same_letters(blank: Path, places: list[Field], tmp_path: Path) -> None:
    """PDFium, which draws for Chrome and Edge, has them all, Arabic and Hebrew as well."""
    filled = tmp_path / "filled.pdf"
    names = f"{EVERYWHERE} {' '.join(FROM_THE_RIGHT)}"
    fill_in(blank, filled, lambda *_: names, 0)
    wanted = Counter(names.replace(" ", ""))
    sheets = {place.on for place in places if place.kind == "text"}
    assert sheets
    with pypdfium2.PdfDocument(filled) as pdf, pypdfium2.PdfDocument(blank) as unfilled:
        pdf.init_forms()
        for sheet in sheets:
            typed = sum(place.on == sheet and place.kind == "text" for place in places)
            new = letters(pdf, sheet) - letters(unfilled, sheet)
            assert {sign: new[sign] for sign in wanted} == {
                sign: count * typed for sign, count in wanted.items()
            }


def letters(pdf: pypdfium2.PdfDocument, sheet: int) -> Counter[str]:
    """Return the letters on a sheet as it is printed, with what is in its fields."""
    pdf[sheet].render(scale=0.1)  # only what was drawn once is kept
    assert raw.FPDFPage_Flatten(pdf[sheet], raw.FLAT_PRINT) != raw.FLATTEN_FAIL
    return Counter(pdf[sheet].get_textpage().get_text_range())


def test_long_words_are_whole_on_the_sheet(
    blank: Path, places: list[Field], tmp_path: Path
) -> None:
    """More than 200 letters where there is room, and 40 on a line, none cut off or too small."""
    filled = tmp_path / "filled.pdf"
    assert len(LONG) > 200
    assert len(LONGEST_LINE) > 40
    fill_in(blank, filled, lambda _, several: LONG if several else LONGEST_LINE, 0, as_left=False)
    words = [*drawn_words(filled)]
    typed = [place for place in places if place.kind == "text"]
    for place in typed:
        found = [(edges, word) for number, edges, word in words
                 if number == place.on and inside(edges, place.at)]  # fmt: skip
        assert " ".join(word for _, word in found) in (LONG.strip(), LONGEST_LINE), place
        assert min(edges[3] - edges[1] for edges, _ in found) > 6, place
    assert len(typed) > 20


def inside(edges: tuple[float, ...], room: tuple[float, ...]) -> bool:
    """Return whether a word is in its field: all its width, and the middle of its height."""
    middle = (edges[1] + edges[3]) / 2
    return room[0] <= edges[0] and edges[2] <= room[2] and room[1] < middle < room[3]


def test_fields_are_tagged_where_they_are_read(blank: Path, places: list[Field]) -> None:
    """The tags hold each field between the words around it, and Tab goes the same way."""
    with pikepdf.open(blank) as pdf:
        assert {str(page.Tabs) for page in pdf.pages if "/Annots" in page} == {"/S"}
        tagged = [str(one.TU) for one in widgets(pdf.Root.StructTreeRoot)]
    assert tagged == [place.says for place in places]
    around: list[list[str]] = [[]]
    for piece in pieces(structure(blank)):
        if isinstance(piece, Tag):
            around.append([])
        else:
            around[-1] += unturned(words_of(piece))
    assert len(around) == len(tagged) + 1
    for place, before, after in zip(places, around, around[1:], strict=False):
        asked = unturned(words_of(place.says.rpartition(": ")[2]))
        if place.kind == "box":  # what its block asks is said first, and not beside each box
            asked = asked[-1:]
        said = before[-len(asked) :] if place.kind == "text" else after[: len(asked)]
        # a name from the right may turn the others
        assert sorted(said) == sorted(asked) or place.kind == "box", place
        assert asked[-1] in (before if place.kind == "text" else after[:8]), place


def widgets(tag: Any) -> Iterator[Any]:
    """Yield the fields below a tag, in the order in which they are read."""
    kids = tag.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            if kid.get("/Type") == "/OBJR" and kid.Obj.Subtype == "/Widget":
                yield kid.Obj
            yield from widgets(kid)


def pieces(tag: Tag) -> Iterator[Tag | str]:
    """Yield the texts and the fields in a tag, in the order in which they are read."""
    for part in tag.inside:
        if isinstance(part, str) or part.name == "Form":
            yield part
        else:
            yield from pieces(part)

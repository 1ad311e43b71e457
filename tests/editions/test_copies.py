"""More copies of the agreement: in large print, and to fill in on a screen."""

import re
import subprocess
from collections import Counter
from itertools import product
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest
from pikepdf.form import CheckboxField, Form, TextField

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


@pytest.fixture(scope="module")
def fields(built: Path) -> list[dict[str, str]]:
    """Return the fields of the copy to fill in, in the order of the file."""
    with pikepdf.open(built / "agreement-to-fill.pdf") as pdf:
        return [{"kind": str(field.FT), "name": str(field.T), "says": str(field.TU),
                 "print": str(int(field.F) & 4)} for field in pdf.Root.AcroForm.Fields]  # fmt: skip


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


ANSWERS = ("agree", "not yet", "talk first", "Initials")
PARTNERS = ("نور", "Elias")


def test_every_box_and_line_to_write_on_is_a_field(fields: list[dict[str, str]]) -> None:
    """Each partner answers each clause and the talking rules, and writes where paper has room."""
    kinds = Counter(field["kind"] for field in fields)
    asked, clauses = len(PARTNERS) * (6 + 2), 6
    assert kinds["/Btn"] == 3 * asked + clauses + 2  # which clause it was, read, heard
    assert (
        kinds["/Tx"] == asked + 4 + 2 + 1 + 2
    )  # that evening, its initials; to talk about, I choose


def test_each_field_has_a_name_and_says_what_it_is_for(fields: list[dict[str, str]]) -> None:
    """A screen reader says which clause, whose answer, and what is asked, field by field."""
    assert len({field["name"] for field in fields}) == len(fields)
    assert {field["print"] for field in fields} == {"4"}, "what is typed is printed too"
    says = [field["says"] for field in fields]
    rows = ["Our time-out: at least ", "Our limits: ", *(f"{number}. " for number in range(1, 7))]
    for row, who, asked in product(rows, PARTNERS, ANSWERS):
        fitting = [one for one in says if one.startswith(row) and one.endswith(f" {who}: {asked}")]
        assert len(fitting) == 1, (row, who, asked)
    others = [one for one in says if not re.search(r": (agree|not yet|talk first|Initials)$", one)]
    assert others == [
        *("1 (نور)", "2 (نور)", "3 (Elias)", "4 (نور and Elias)", "5 (نور and Elias)", "6 (نور)"),
        "What happened, in one sentence, said by whoever crossed it. No “but”.",
        "read",
        "What it did. The other says: “When that happened, I felt … What I needed was …”",
        "“Yes, that is what I meant.”",
        "What puts it right stands beside the clause. It is done by (day and time)",
        "What we do next time, when it is close again",
        *(f"{who}, the day and your initials" for who in PARTNERS),
        "To talk about before we say yes",
        *(f"{who}, in my own hand, with the day" for who in PARTNERS),
    ]


def test_fields_are_tagged_where_they_are_read(built: Path) -> None:
    """The tags hold each field between the words around it, and Tab goes the same way."""
    path = built / "agreement-to-fill.pdf"
    with pikepdf.open(path) as pdf:
        assert {str(page.Tabs) for page in pdf.pages if "/Annots" in page} == {"/S"}
        tagged = [one for one in pdf.objects if is_form_tag(one)]
        order = [str(one.K[-1].Obj.T if isinstance(one.K, pikepdf.Array) else one.K.Obj.T)
                 for one in tagged]  # fmt: skip
        asked = [str(field.T) for field in pdf.Root.AcroForm.Fields]
        assert Counter(order) == Counter(asked)
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
    names = [tag.name for tag in structure(path).walk()]
    assert names.count("Form") == len(asked)


def is_form_tag(one: Any) -> bool:
    return isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Form"


def test_what_a_program_fills_in_is_on_the_sheet(built: Path, tmp_path: Path) -> None:
    """Initials, ticks and sentences are there in what poppler draws, in letters of any kind."""
    filled = tmp_path / "filled.pdf"
    with pikepdf.open(built / "agreement-to-fill.pdf") as pdf:
        for number, field in enumerate(Form(pdf)):
            if isinstance(field, TextField):
                field.value = f"Zoë {number} q"
            elif isinstance(field, CheckboxField):
                field.checked = True
        typed = [n for n, field in enumerate(Form(pdf)) if isinstance(field, TextField)]
        del pdf.Root.AcroForm.NeedAppearances
        pdf.save(filled)
    said = subprocess.run(["pdftotext", filled, "-"], capture_output=True, text=True, check=True)
    assert [n for n in typed if f"Zoë {n} q" not in said.stdout] == []
    blank, ticked = (ink(path) for path in (built / "agreement-to-fill.pdf", filled))
    assert ticked > blank


def ink(path: Path) -> int:
    """Return how many dark dots poppler draws on the sheet with the ticks."""
    sheet = next(n for n, text in enumerate(texts(path), 1) if "Our yes, clause by clause" in text
                 and "Initials" in text)  # fmt: skip
    run = subprocess.run(
        ["pdftoppm", "-gray", "-r", "50", "-f", str(sheet), "-l", str(sheet), path],
        capture_output=True, check=True,
    )  # fmt: skip
    return sum(dot < 100 for dot in run.stdout)


def texts(path: Path) -> list[str]:
    with pdfplumber.open(path) as pdf:
        return [page.extract_text() for page in pdf.pages]

"""Fills in a PDF's form as a program does, and reads back what poppler draws of it."""

import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf.form import CheckboxField, Form, RadioButtonGroup, TextField

Typed = Callable[[str, bool], str]
"""What is typed into the field of this name, which may have several lines."""

_HUGE = 40
_PAGE = re.compile(r"<page .*?</page>", re.DOTALL)
_WORD = re.compile(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>')


@dataclass(frozen=True)
class Field:
    """A place to put something in: a field, or one box of a field that is a choice."""

    kind: str
    """text, box or choice."""
    name: str
    says: str
    on: int
    """The number of its sheet, from 0."""
    at: tuple[float, float, float, float]
    """Left, top, right and bottom on the sheet, in points from its upper left."""
    flags: int


def fields(pdf: pikepdf.Pdf) -> Iterator[Field]:
    """Yield each place to put something in, in the order of the sheets."""
    for number, page in enumerate(pdf.pages):
        height = float(page.mediabox[3])
        for one in page.get("/Annots", []):
            if one.Subtype == "/Widget":
                field = one.get("/Parent", one)
                left, y, right, z = (float(edge) for edge in one.Rect)
                at = (left, height - max(y, z), right, height - min(y, z))
                kind = {"/Tx": "text"}.get(str(field.FT), "choice" if "/Parent" in one else "box")
                flags = int(field.get("/Ff", 0))
                yield Field(kind, str(field.T), str(one.TU), number, at, flags)


def fill_in(blank: Path, filled: Path, typed: Typed, choose: int, *, as_left: bool = True) -> None:
    """Type into each field, tick each box, and of each choice the box of this number.

    As the program leaves it, the file asks readers to draw all of it anew; else to show what there
    is.
    """
    with pikepdf.open(blank) as pdf:
        for field in Form(pdf):
            if isinstance(field, TextField):
                field.value = typed(str(field.fully_qualified_name), field.is_multiline)
            elif isinstance(field, CheckboxField):
                field.checked = True
            elif isinstance(field, RadioButtonGroup):
                field.options[choose].select()
        if not as_left:
            del pdf.Root.AcroForm.NeedAppearances
        pdf.save(filled)


def drawn_text(path: Path) -> str:
    """Return the text that poppler draws."""
    return _run("pdftotext", path, "-").decode()


def drawn_words(path: Path) -> Iterator[tuple[int, tuple[float, ...], str]]:
    """Yield each word that poppler draws: number of the sheet, edges as those of a Field, word.

    A draft's huge letters, which lie behind all others, aren't among them.
    """
    for number, page in enumerate(_PAGE.findall(_run("pdftotext", "-bbox", path, "-").decode())):
        for *found, word in _WORD.findall(page):
            edges = tuple(float(edge) for edge in found)
            if edges[3] - edges[1] < _HUGE:
                yield number, edges, unescape(word)


def ink(path: Path, field: Field) -> int:
    """Return how many dark dots poppler draws inside a box, its frame left out."""
    left, top, right, bottom = (round(edge * 4) for edge in field.at)
    part = ("-x", left + 6, "-y", top + 6, "-W", right - left - 12, "-H", bottom - top - 12)
    page = ("-f", field.on + 1, "-l", field.on + 1)
    drawn = _run("pdftoppm", "-gray", "-r", 288, *page, *part, path)
    return sum(dot < 100 for dot in drawn.split(b"\n", 3)[3])


def _run(*command: Any) -> bytes:
    run = subprocess.run([str(one) for one in command], capture_output=True, check=True)
    assert run.stderr == b"", "poppler misses something"
    return run.stdout

"""Every PDF that is handed over, against what PDF/UA-1 asks for and a program can tell."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.reading_tags import faults
from tests.samples import SAMPLES


@pytest.mark.parametrize("name", SAMPLES)
def test_each_pdf_can_be_read_out_whole(sample_builds: Path, name: str) -> None:
    """Guide, agreement, its copies and changes, and each partner's own pages: none has a fault."""
    pdfs = sorted((sample_builds / name).rglob("*.pdf"))
    assert len(pdfs) >= 4
    for path in pdfs:
        with pikepdf.open(path) as pdf:
            assert faults(pdf) == [], path.name


def tag(pdf: pikepdf.Pdf, kind: str, having: str = "/K") -> Any:
    """Return the first tag of a kind that has such a key."""
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/S") == kind and having in one:
            return one
    raise AssertionError(kind)


def annotation(pdf: pikepdf.Pdf, kind: str) -> Any:
    return next(a for page in pdf.pages for a in page.get("/Annots", []) if a.Subtype == kind)


def untag(pdf: pikepdf.Pdf) -> None:
    """Leave the content of the second sheet where it is, without its marks."""
    page = pdf.pages[1]
    kept = [(operands, operator) for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) not in ("BDC", "BMC", "EMC")]  # fmt: skip
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))


def drop(key: str) -> Callable[[Any], None]:
    """Return what takes a key away."""

    def take(holder: Any) -> None:
        del holder[key]

    return take


def rename(kind: str) -> Callable[[Any], None]:
    """Return what makes a tag one of another kind."""

    def call(one: Any) -> None:
        one.S = pikepdf.Name(kind)

    return call


DAMAGE: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "no language": lambda pdf: drop("/Lang")(pdf.Root),
    "shows its file name for a title": lambda pdf: drop("/ViewerPreferences")(pdf.Root),
    "not marked as tagged": lambda pdf: drop("/MarkInfo")(pdf.Root),
    "doesn't say that it is PDF/UA-1": lambda pdf: drop("/Metadata")(pdf.Root),
    "sheet 2 has content that is not tagged": untag,
    "content that no tag reads out": lambda pdf: drop("/K")(tag(pdf, "/P")),
    "H4 follows H2": lambda pdf: rename("/H4")(tag(pdf, "/H3")),
    "does not begin with a heading of the first level": lambda pdf: rename("/H2")(tag(pdf, "/H1")),
    "a table without a head": lambda pdf: [
        rename("/TD")(one) for one in pdf.objects
        if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/TH"] and None,
    "a cell that doesn't know its head": lambda pdf: drop("/A")(tag(pdf, "/TD", "/A")),
    "a list that holds /P": lambda pdf: rename("/P")(tag(pdf, "/LI")),
    "a link outside the tags": lambda pdf: drop("/K")(tag(pdf, "/Link")),
    "a link that doesn't say what it is for": lambda pdf: drop("/Contents")(
        annotation(pdf, "/Link")),
    "a link that doesn't say what it is for ": lambda pdf: setattr(
        annotation(pdf, "/Link"), "Contents", annotation(pdf, "/Link").Dest),
    "a link within a link": lambda pdf: rename("/Link")(tag(pdf, "/Link").P),
    "a form that doesn't say what it is for": lambda pdf: drop("/TU")(annotation(pdf, "/Widget")),
    "a form outside the tags": lambda pdf: drop("/K")(tag(pdf, "/Form")),
    "Tab doesn't go in reading order": lambda pdf: [
        drop("/Tabs")(page.obj) for page in pdf.pages if "/Tabs" in page] and None,
}  # fmt: skip
"""What a checker that works finds, and how to bring it about."""


@pytest.mark.parametrize("fault", DAMAGE)
def test_a_damaged_pdf_is_seen(sample_builds: Path, fault: str) -> None:
    """Each fault is found in a copy of the agreement to fill in that was damaged for it."""
    copy = BytesIO()
    with pikepdf.open(sample_builds / "noor-elias/agreement-to-fill.pdf") as pdf:
        DAMAGE[fault](pdf)
        pdf.save(copy)
    with pikepdf.open(copy) as pdf:
        assert fault.strip() in faults(pdf)


def test_a_picture_without_words_is_seen(sample_builds: Path) -> None:
    """In the guide, whose pictures have alternative texts, one that lacks its own is found."""
    with pikepdf.open(sample_builds / "alex-sam/guide.pdf") as pdf:
        del tag(pdf, "/Figure").Alt
        assert "a picture that says nothing" in faults(pdf)


def test_each_row_to_initial_has_a_head(sample_builds: Path) -> None:
    """Whoever has the sheet read out hears with each answer to which clause it is, and whose."""
    with pikepdf.open(sample_builds / "noor-elias/agreement.pdf") as pdf:
        rows = [[*one.K] for one in pdf.objects
                if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/TR"]  # fmt: skip
        kinds = [[str(cell.S) for cell in row] for row in rows]
        heads = [len(cell.A.Headers) for row in rows for cell in row if cell.S == "/TD"
                 and row[0].S == "/TH"]  # fmt: skip
    assert kinds.count(["/TH", "/TD", "/TD"]) == 8  # six clauses, and two talking rules
    assert heads == [2, 2] * 8

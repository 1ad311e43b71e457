"""The PDFs, as a printer, a screen reader and a curious colleague find them."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import yaml

from tests.command import a_practice, mend
from tests.reading_back import Element, Site, unturned, words_of
from tests.reading_pdfs import Tag, structure
from tests.samples import DAY, ROOT, SAMPLES, shared_pages

LABELS = yaml.safe_load((ROOT / "templates/en/editions.yml").read_text("utf-8"))
PAPER = {"A4": (595.28, 841.89), "Letter": (612.0, 792.0)}
PAPER_OF = {"alex-sam": "Letter", "ines-zoe": "A4", "noor-elias": "A4"}
EDITIONS = ("guide", "agreement")

of_each = pytest.mark.parametrize(
    ("name", "edition"), [*product(SAMPLES, EDITIONS), ("alex-sam", "amendment")]
)


@pytest.fixture(scope="module")
def approved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the build of a couple whose answers are approved as they stand."""
    practice = a_practice(tmp_path_factory.mktemp("approved"), "alex-sam")
    run = mend("approve", "alex-sam", "--by", "Dr Ortega", "--on", DAY, cwd=practice)
    assert run.returncode == 0, run.stderr
    return practice / "build/alex-sam"


def sheets(path: Path) -> list[str]:
    """Return the text of each sheet."""
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def in_one_piece(text: str) -> str:
    """Return a text without the places where its lines end: a mark may stand on its side."""
    return re.sub(r"\s+", "", text).casefold()


@of_each
def test_a_screen_reader_is_told_what_it_needs(
    sample_builds: Path, name: str, edition: str
) -> None:
    """A PDF is tagged as PDF/UA-1, has a language, and shows its title in place of its name."""
    with pikepdf.open(sample_builds / name / f"{edition}.pdf") as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "en"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"]


@of_each
def test_what_is_read_out_has_headings_lists_and_tables(
    sample_builds: Path, name: str, edition: str
) -> None:
    """The structure tree has one document whose headings go down by one level at a time."""
    tree = structure(sample_builds / name / f"{edition}.pdf")
    kinds = [tag.name for tag in tree.walk()]
    assert kinds.count("Document") == 1
    assert {"H1", "H2", "P", "L", "LI", "Table", "TR", "TH", "TD"} <= {*kinds}
    levels = [int(kind[1]) for kind in kinds if re.fullmatch("H[1-6]", kind)]
    assert levels[0] == 1
    assert [step for step in pairwise(levels) if step[1] > step[0] + 1] == []


@of_each
def test_tables_are_read_out_row_by_row_as_on_the_site(
    sample_builds: Path, name: str, edition: str
) -> None:
    """Each row has its cells in their order; only a head is said again on a new sheet."""
    site = Site(sample_builds / name / "site")
    articles = [site.article(page) for page in shared_pages(edition, site.folder)]
    asked = Counter(row for article in articles for row in rows_of(article.all("tr")))
    heads = {row for article in articles for head in article.all("thead")
             for row in rows_of(head.all("tr"))}  # fmt: skip
    tags = structure(sample_builds / name / f"{edition}.pdf").walk()
    found = Counter(rows_of(tag for tag in tags if tag.name == "TR"))
    assert heads
    assert asked - found == Counter()
    assert {*(found - asked)} <= heads, "only a head is said again, on a new sheet"


def rows_of(rows: Iterable[Element | Tag]) -> Iterator[tuple[tuple[str, ...], ...]]:
    """Yield the words of each cell of these rows; a PDF breaks up those that run from the right."""
    for row in rows:
        inside = (one for one in row.inside if not isinstance(one, str))
        yield tuple(tuple(unturned(words_of(cell.text()))) for cell in inside)


@of_each
def test_fonts_come_along(sample_builds: Path, name: str, edition: str) -> None:
    """Every font that a sheet uses is in the file: it prints the same everywhere."""
    with pikepdf.open(sample_builds / name / f"{edition}.pdf") as pdf:
        fonts = [*_fonts(pdf)]
        missing = [str(font.BaseFont) for font in fonts if not _is_embedded(font)]
    assert len(fonts) > 1
    assert missing == []


def _fonts(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font":
            yield from one.get("/DescendantFonts", [one])


def _is_embedded(font: Any) -> bool:
    described = font.get("/FontDescriptor", {})
    return any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3"))


@of_each
def test_bookmarks_lead_to_each_page(sample_builds: Path, name: str, edition: str) -> None:
    """The bookmarks name each page of the guide that the PDF holds, and lead to a sheet."""
    site = Site(sample_builds / name / "site")
    names = shared_pages(edition, site.folder)
    titles = {_line(site.article(page).first("h1").text()) for page in names}
    with pypdfium2.PdfDocument(sample_builds / name / f"{edition}.pdf") as document:
        marks = [*document.get_toc()]
        assert all(mark.get_dest() is not None for mark in marks)
        named = {_line(mark.get_title()) for mark in marks}
    assert len(titles) > (1 if edition == "amendment" else 5)
    assert titles - named == set()


def _line(text: str) -> str:
    return " ".join(text.split())


@of_each
def test_paper_is_what_their_printer_holds(sample_builds: Path, name: str, edition: str) -> None:
    """Sheets are Letter where that is what shops sell, and A4 elsewhere."""
    width, height = PAPER[PAPER_OF[name]]
    with pypdfium2.PdfDocument(sample_builds / name / f"{edition}.pdf") as document:
        sizes = {page.get_size() for page in document}
    assert [(pytest.approx(width, abs=0.1), pytest.approx(height, abs=0.1))] == [*sizes]


@of_each
def test_sheets_are_counted(sample_builds: Path, name: str, edition: str) -> None:
    """After the cover, each sheet says which it is and of how many: none is lost unseen."""
    texts = sheets(sample_builds / name / f"{edition}.pdf")
    uncounted = [
        number
        for number, text in enumerate(texts, start=1)
        if LABELS["page_of"].format(page=number, pages=len(texts)) not in _line(text)
    ]
    assert uncounted in ([], [1])


@of_each
def test_each_sheet_of_a_draft_says_so(sample_builds: Path, name: str, edition: str) -> None:
    """No sheet of a draft can pass for the real thing, the cover included."""
    texts = sheets(sample_builds / name / f"{edition}.pdf")
    mark = in_one_piece(LABELS["draft"])
    assert [n for n, text in enumerate(texts, start=1) if mark not in in_one_piece(text)] == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_what_is_approved_says_so_nowhere(approved: Path, edition: str) -> None:
    """No sheet of an approved guide is marked as a draft, and each bears its version."""
    version = json.loads((approved / "manifest.json").read_text())["version"]
    texts = sheets(approved / f"{edition}.pdf")
    assert [text for text in texts if LABELS["draft"] in text] == []
    assert [n for n, text in enumerate(texts[1:], start=2) if version not in _line(text)] == []


def test_the_approved_site_is_no_draft_either(approved: Path) -> None:
    """No page of an approved site is marked as a draft."""
    site = Site(approved / "site")
    assert [n for n, page in site.each().items() if page.all(class_="draft-mark")] == []


@of_each
def test_properties_name_no_one(sample_builds: Path, name: str, edition: str) -> None:
    """What a file tells of itself, on a shared laptop, names nobody."""
    names = yaml.safe_load((ROOT / "couples" / name / "couple.yml").read_text("utf-8"))
    called = [one["called"] for one in (*names["partners"].values(), names["therapist"])]
    with pikepdf.open(sample_builds / name / f"{edition}.pdf") as pdf:
        told = bytes(pdf.Root.Metadata.read_bytes()).decode() + repr(dict(pdf.docinfo))
    assert [one for one in called if one.casefold() in told.casefold()] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_file_names_name_no_one(sample_builds: Path, name: str) -> None:
    """No file that both get is called after them; one's own pages lie in a folder of one's own."""
    files = [
        p.relative_to(sample_builds / name).as_posix() for p in (sample_builds / name).rglob("*")
    ]
    assert {file.count("/") for file in files if file.endswith("my-pages.pdf")} == {2}
    files = [file for file in files if not file.startswith("own/")]
    assert len(files) > 40
    assert [file for file in files if any(part in file for part in name.split("-"))] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_the_agreement_is_told_in_short_on_a_sheet_of_its_own(
    sample_builds: Path, name: str
) -> None:
    """From "this is what you agreed" to what to do when afraid, and nothing else beside it."""
    texts = sheets(sample_builds / name / "agreement.pdf")
    (summary,) = [text for text in texts if "this is what you agreed" in text]
    assert "If you are afraid" in summary
    assert "Contents" not in summary

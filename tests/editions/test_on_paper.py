"""What an eye and a pen meet on paper: what stands beside what, and room to write."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pdfplumber
import pypdfium2
import pytest

from generator.editions.press import Press, PrintJob
from generator.pages.page import Page
from tests.editions.test_print import IMPRINT, LABELS, LOOK, MM, TEMPLATES

DPI = (60, 96, 150, 200)
TIMELINE = """# Days

<ol class="timeline"><li><div class="timeline-day">Wednesday, September 30, 2026, at noon</div>
<div>Event0</div></li><li><div class="timeline-day">Day1</div><div>Event1</div></li>
<li><div class="timeline-day">Day2</div><div>Event2</div></li></ol>
"""
LINES = """# To write

<div class="lines lines-2" aria-hidden="true"></div>
"""
INITIALS = """# Our yes

<div class="sign" markdown>

| Clause | Alex | Sam |
| --- | --- | --- |
| One | <span class="choice">agree</span><br>Initials: <span class="blank"></span> | |
| Two | <span class="choice">agree</span><br>Initials: <span class="blank"></span> | |

</div>
"""
LONG = "# One\n\n" + "\n\n".join(f"Paragraph {number}." for number in range(45))


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    """Return one press for all tests here."""
    with Press(TEMPLATES) as press:
        yield press


def _print(press: Press, *texts: str) -> bytes:
    """Return a PDF of these texts, whose first sheet begins with the first of them."""
    pages = [
        Page(f"{name}.md", name.title(), "", text, frozenset({"guide"}))
        for name, text in zip(("one", "two"), texts, strict=False)
    ]
    return press.print(PrintJob(pages, IMPRINT, "guide", LOOK, TEMPLATES)).result()


def _words(pdf: bytes) -> dict[str, Any]:
    """Return where each word of the first sheet stands, the last one of its kind."""
    with pdfplumber.open(BytesIO(pdf)) as document:
        return {word["text"]: word for word in document.pages[0].extract_words()}


def test_a_day_stands_beside_what_happens_on_it(press: Press) -> None:
    """A day too long for its column doesn't push the next days down beside the wrong events."""
    words = _words(_print(press, TIMELINE))
    assert words["noon"]["top"] > words["Event0"]["top"] + 1
    for number in (1, 2):
        day, event = words[f"Day{number}"]["top"], words[f"Event{number}"]["top"]
        assert day == pytest.approx(event, abs=0.5)


@pytest.mark.parametrize("dpi", DPI)
def test_as_many_lines_to_write_on_as_there_should_be(press: Press, dpi: int) -> None:
    """Two lines are two, 12 mm apart and of one weight, with none at the foot of the question."""
    pdf = _print(press, LINES)
    under = (_words(pdf)["write"]["bottom"] + 1) / 72 * dpi
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].render(scale=dpi / 72, grayscale=True).to_pil()
    below = [page.getpixel((page.width // 2, y)) for y in range(int(under), page.height * 3 // 4)]
    dark = [y for y, light in enumerate(below) if light < 240]
    starts = [y for y in dark if y - 1 not in dark]
    assert len(starts) == 2
    assert starts[0] > 10 / 25.4 * dpi
    assert starts[1] - starts[0] == pytest.approx(12 / 25.4 * dpi, abs=1.1)


def test_initials_have_room(press: Press) -> None:
    """Above the rule for initials there are 7 mm, and the next clause begins well below it."""
    with pdfplumber.open(BytesIO(_print(press, INITIALS))) as document:
        words = document.pages[0].extract_words()
    agreed = [word["bottom"] for word in words if word["text"] == "agree"]
    initials = [word["bottom"] for word in words if word["text"] == "Initials:"]
    assert [rule - said > 7 * MM for said, rule in zip(agreed, initials, strict=True)] == [True] * 2
    assert agreed[1] - initials[0] > 5 * MM


def test_a_sheet_is_headed_by_what_stands_at_its_top(press: Press) -> None:
    """Where a page goes on overleaf, the head names it, and not what begins further down."""
    with pdfplumber.open(BytesIO(_print(press, LONG, "# Two\n\nHere."))) as document:
        tops = [
            [page.crop((0, 0, page.width, 22 * MM)).extract_text(), page.extract_text()]
            for page in document.pages
        ]
    heads = [head.split()[-1] for head, text in tops if "\nTwo\n" in text and "Here." in text]
    assert heads == ["One"]


@pytest.mark.parametrize(
    ("paragraphs", "sheets"), [(8, [["One", "Two"]]), (28, [["One"], ["Two"]])]
)
def test_a_section_goes_on_where_half_a_sheet_is_left(
    press: Press, paragraphs: int, sheets: list[list[str]]
) -> None:
    """A new section doesn't leave half a sheet blank, and doesn't begin at the foot of one."""
    said = "\n\n".join(f"Paragraph {number}." for number in range(paragraphs))
    pages = [
        Page(f"{name}/index.md", name, name, f"# {name}\n\n{said}", frozenset({"guide"}))
        for name in ("One", "Two")
    ]
    pdf = press.print(PrintJob(pages, IMPRINT, "guide", LOOK, TEMPLATES)).result()
    with pdfplumber.open(BytesIO(pdf)) as document:
        lines = [page.extract_text().split("\n") for page in document.pages]
    found = [[line for line in text if line in ("One", "Two")] for text in lines]
    assert [heads for heads in found if heads] == sheets
    heads = [text[0].split()[-1] for text, begun in zip(lines, found, strict=True) if begun]
    assert heads == [begun[0] for begun in sheets]


def test_a_few_pages_have_no_list_of_contents(press: Press) -> None:
    """Who holds four sheets of their own leafs through them: the first begins with words."""
    with pdfplumber.open(BytesIO(_print(press, "# Two\n\nHere.", "# Three"))) as document:
        assert LABELS["contents"] not in document.pages[0].extract_text()

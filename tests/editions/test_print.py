"""The print edition, from a small guide that uses every building block."""

import errno
import os
import re
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest
import yaml
from markdown import Markdown

from generator.editions.page_html import Surroundings, page_html, read_extensions
from generator.editions.press import PangoMissing, Press, PrintError, PrintJob
from generator.pages.page import Imprint, Page
from generator.shipped import TemplateFolders, shipped_folder

OURS = shipped_folder()
TEMPLATES = TemplateFolders((OURS / "templates",))
LOOK = OURS / "mkdocs.yml"
LABELS = yaml.safe_load(TEMPLATES.find("en/editions.yml").read_text("utf-8"))
IMPRINT = Imprint("Our guide", "en", "A4", False, "Version 2 · 4f9a1c", "22 November 2026", LABELS)
LONG_WORD = "x" * 4000
MM = 72 / 25.4

COVER = """# Our guide

<div class="sides" markdown>
<div class="side" markdown>

**Zoë**

</div>
<div class="side" markdown>

**Дмитрий**

</div>
</div>

For the two of you.
"""
HOME = """# Where we are

<div class="lead" markdown>Four weeks in.</div>

<div class="now" markdown>

## Now {#now}

Steady. See [the first clause](agreement/clauses.md#clause-0), [your check-in](gone.md) and
[the helpline](tel:18007997233).

</div>
<div class="next" markdown>

## Next

Sit down at 20:30.

</div>
<div class="sides" markdown>
<div class="side" markdown>

### Zoë

<blockquote class="words" dir="auto"><p>أريد أن نتكلم بهدوء</p><footer>Zoë</footer></blockquote>

</div>
<div class="side" markdown>

### Дмитрий

<q class="words" dir="auto">I’d rather ask 🙂 → you</q>

</div>
</div>

| | Matters | Lived |
| --- | --- | --- |
| **Honesty** | 10 of 10 | 4 of 10 |

<ul class="checklist"><li>Put the phone on the shelf</li></ul>

- one
    - nested
        - deeper

<figure class="picture"><svg viewBox="0 0 10 10"><title>Two lines that meet</title>
<path id="p" d="M0 0L10 10" stroke="#000"/></svg><figcaption>How it looks</figcaption></figure>
"""
SIGN = """# Our yes

<div class="sign" markdown>

| Clause | Zoë | Дмитрий |
| --- | --- | --- |
| **1.** I will put it away | <span class="box"></span> agree | <span class="box"></span> agree |

</div>

<div class="lines lines-4" aria-hidden="true"></div>
"""


def _clause(number: int) -> str:
    return f"""
<div class="clause" id="clause-{number}" markdown>

### Begin{number} of it

<blockquote class="words" dir="auto"><p>I lie awake when the phone buzzes.</p></blockquote>

When
:   Every evening at nine, and on Sundays at ten, unless one of us is away

If it’s missed
:   I say so the same evening, and we pick the next day’s time together End{number}

</div>
"""


AGREED = "# What we agreed\n\nFreely.\n\n## Limits\n\nTwo."
CLAUSES = "# Our clauses\n\n## Phones\n" + "".join(map(_clause, range(12)))
EVERYWHERE = frozenset({"site", "guide", "agreement"})
GUIDE = frozenset({"site", "guide"})
PAGES = (
    Page("cover.md", "Our guide", "", COVER, frozenset({"guide"}), "cover"),
    Page("index.md", "Where we are", "", HOME, GUIDE),
    Page("agreement/index.md", "What we agreed", "Agreement", AGREED, EVERYWHERE),
    Page("agreement/clauses.md", "Our clauses", "Agreement", CLAUSES, EVERYWHERE),
    Page("agreement/sign.md", "Our yes", "Agreement", SIGN, EVERYWHERE, "sheet"),
    Page("together/talks.md", "Talks", "Together", "# Talks\n\nListen first.", GUIDE),
    Page("together/care.md", "Care", "Together", f"# Care\n\nRest. {LONG_WORD}", GUIDE),
)


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    """Return one press for all tests here: starting it is the slow part."""
    with Press(TEMPLATES) as press:
        yield press


def _print(press: Press, edition: str = "guide", **imprint: Any) -> bytes:
    return press.print(
        PrintJob(PAGES, replace(IMPRINT, **imprint), edition, LOOK, TEMPLATES)
    ).result()


@pytest.fixture(scope="module")
def guide(press: Press) -> bytes:
    """Return the guide of the pages above."""
    return _print(press)


def _texts(pdf: bytes) -> list[str]:
    with pdfplumber.open(BytesIO(pdf)) as document:
        return [page.extract_text() for page in document.pages]


@pytest.fixture(scope="module")
def opened(guide: bytes) -> Iterator[pikepdf.Pdf]:
    """Return the guide as a document to look into."""
    with pikepdf.open(BytesIO(guide)) as document:
        yield document


def _structure(element: Any) -> Iterator[pikepdf.Dictionary]:
    """Yield the elements of a structure tree from the top, in reading order."""
    if "/S" in element:
        yield element
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary):
            yield from _structure(child)


class _Words(HTMLParser):
    """Collects the words that a reader sees: an SVG's title is what a picture says aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._mute = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  as its parent
        self._mute += tag == "svg"

    def handle_endtag(self, tag: str) -> None:
        self._mute -= tag == "svg"

    def handle_data(self, data: str) -> None:
        if not self._mute:
            self.words += data.split()


def _words(markdown_text: str) -> list[str]:
    extensions = read_extensions(LOOK)
    parser = _Words()
    parser.feed(
        Markdown(extensions=[*extensions], extension_configs=extensions).convert(markdown_text)
    )
    return parser.words


def test_the_words_of_every_page_are_on_paper(guide: bytes) -> None:
    """What the site says, the paper says: every word of every page, as it was typed."""
    arabic = re.compile("[\u0600-\u06ff]+")  # extraction gives it letter by letter, from the left
    paper = re.sub(r"\s", "", "".join(_texts(guide)))
    words = [word for page in PAGES for word in _words(page.text) if not arabic.search(word)]
    assert len(words) > 300
    assert [word for word in words if word != LONG_WORD and word not in paper] == []
    assert sum(text.count("x") for text in _texts(guide)) >= len(LONG_WORD)


def test_right_to_left_words_are_on_paper_letter_by_letter(guide: bytes) -> None:
    """Every letter of an Arabic sentence is there, from a font of ours, in its own direction."""
    with pdfplumber.open(BytesIO(guide)) as document:
        letters = [c for page in document.pages for c in page.chars if "Arabic" in c["fontname"]]
    assert {"\u0623", "\u0646"} <= set("".join(letter["text"] for letter in letters))
    assert max(letter["x1"] for letter in letters) > 50 * MM, "aligned to the right"


def test_it_is_tagged_titled_and_in_its_language(guide: bytes) -> None:
    """The file says that it is PDF/UA-1, its language and its neutral title."""
    with pikepdf.open(BytesIO(guide)) as document:
        root = document.Root
        assert str(root.Lang) == "en"
        assert root.MarkInfo.Marked
        assert root.ViewerPreferences.DisplayDocTitle
        assert str(document.docinfo["/Title"]) == "Our guide"
        assert b'pdfuaid:part="1"' in root.Metadata.read_bytes()
        assert {str(key) for key in document.docinfo} == {"/Title", "/Producer"}


def test_headings_follow_in_order(opened: pikepdf.Pdf) -> None:
    """No level is left out on the way down, and the pages of a section stand below its first."""
    kinds = [str(element.S) for element in _structure(opened.Root.StructTreeRoot)]
    levels = [int(kind[2]) for kind in kinds if re.fullmatch("/H[1-6]", kind)]
    assert levels[0] == 1
    assert len(levels) > 20
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_pictures_speak_and_tables_have_heads(opened: pikepdf.Pdf) -> None:
    """Each figure has words, each cell knows its header, each list its items."""
    elements = [*_structure(opened.Root.StructTreeRoot)]
    figures = [element for element in elements if element.S == "/Figure"]
    assert [str(figure.Alt) for figure in figures] == ["Two lines that meet"]
    cells = [element for element in elements if element.S == "/TD"]
    assert cells
    assert all("/Headers" in cell.A for cell in cells)
    assert {"/L", "/LI", "/BlockQuote", "/Link", "/TH", "/Sect"} <= {str(e.S) for e in elements}


def test_every_font_is_ours_and_embedded(opened: pikepdf.Pdf) -> None:
    """Nothing of the machine's own fonts is in the file, and nothing is left to the reader's."""
    fonts = {str(f.BaseFont): f for page in opened.pages for f in page.Resources.Font.values()}
    assert len(fonts) >= 6
    assert all(re.search("Atkinson|Source-Serif|Noto", name) for name in fonts)
    assert all("/FontFile2" in f.DescendantFonts[0].FontDescriptor for f in fonts.values())


def test_bookmarks_name_the_pages(guide: bytes) -> None:
    """The outline holds sections, and the pages below them."""
    with pikepdf.open(BytesIO(guide)) as document, document.open_outline() as outline:
        titles = {item.title: [child.title for child in item.children] for item in outline.root}
    assert titles["What we agreed"] == ["Limits", "Our clauses", "Our yes"]
    assert titles["Together"] == ["Talks", "Care"]
    assert "Our guide" in titles


def test_links_lead_somewhere_in_the_file(guide: bytes) -> None:
    """A link to another page arrives there; where that page isn't printed, words stand alone."""
    with pikepdf.open(BytesIO(guide)) as document:
        names = {str(name) for name in document.Root.Names.Dests.Names[::2]}
        links = [a for page in document.pages for a in page.get("/Annots", [])]
        inner = {str(a.A.D if "/A" in a and "/D" in a.A else a.get("/Dest", "")) for a in links}
        outer = {str(a.A.URI) for a in links if "/A" in a and "/URI" in a.A}
    assert "agreement-clauses--clause-0" in inner
    assert inner - {""} <= names
    assert outer == {"tel:18007997233"}


def test_the_contents_say_on_which_page(guide: bytes) -> None:
    """Each page of the contents is where the contents say."""
    texts = _texts(guide)
    found = re.search(r"^Our yes (\d+)$", texts[1], re.MULTILINE)
    assert found
    assert texts[int(found[1]) - 1].splitlines()[1] == "Our yes"


@pytest.mark.parametrize("edition", ["guide", "agreement"])
def test_each_sheet_names_its_version_and_number(press: Press, edition: str) -> None:
    """Version, date, and page x of y are in the foot, so that a loose sheet finds its place."""
    texts = _texts(_print(press, edition))
    first = 1 if edition == "guide" else 0  # a cover is not numbered
    for number, text in enumerate(texts, start=1):
        assert "Version 2 · 4f9a1c · 22 November 2026" in text
        assert number <= first or f"Page {number} of {len(texts)}" in text
        assert LABELS["draft"].upper() not in text


def test_a_draft_says_so_on_every_sheet(press: Press) -> None:
    """The word is at the top of every sheet, the cover too, and large behind the text."""
    with pdfplumber.open(BytesIO(_print(press, draft=True))) as document:
        for page in document.pages:
            top = page.crop((0, 0, page.width, 22 * MM)).extract_text()
            assert "DRAFT" in top
            assert max(char["size"] for char in page.chars) > 80


@pytest.mark.parametrize(("paper", "size"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_the_paper_is_what_the_couple_prints_on(
    press: Press, paper: str, size: tuple[int, int]
) -> None:
    """A4 or Letter, with margins of 22 mm that no word leaves, however long it is."""
    with pdfplumber.open(BytesIO(_print(press, paper=paper))) as document:
        for page in document.pages:
            assert (round(page.width), round(page.height)) == size
            words = [char for char in page.chars if char["upright"]]
            assert min(char["x0"] for char in words) > 21.5 * MM
            assert max(char["x1"] for char in words) < page.width - 21.5 * MM


def test_no_clause_breaks_across_sheets(press: Press) -> None:
    """Each clause begins and ends on the same sheet, and is there exactly once."""
    texts = _texts(_print(press, "agreement"))
    for number in range(12):
        at = [index for index, text in enumerate(texts) if f"Begin{number} " in text]
        assert at == [index for index, text in enumerate(texts) if f"End{number}\n" in text]
        assert len(at) == 1


def test_no_sheet_ends_with_a_lonely_heading(guide: bytes) -> None:
    """Below the last heading of a sheet there is always something."""
    with pdfplumber.open(BytesIO(guide)) as document:
        for page in document.pages:
            body = page.crop((0, 22 * MM, page.width, page.height - 20 * MM)).chars
            lowest = max(body, key=lambda char: char["bottom"])
            assert "Source-Serif-4-Latin-Semi-Bold" not in lowest["fontname"] or lowest["size"] < 14


def test_the_agreement_stands_alone(press: Press) -> None:
    """The agreement holds the agreement's pages, and none of the others."""
    texts = "\n".join(_texts(_print(press, "agreement")))
    assert "Freely." in texts
    assert "Listen first." not in texts


def test_same_pages_same_bytes(press: Press, guide: bytes, tmp_path: Path) -> None:
    """Another process, zone, clock and order of hashes give the same file."""
    assert _print(press) == guide
    script = tmp_path / "again.py"
    script.write_text(
        "import sys\n"
        "from tests.editions.test_print import PAGES, IMPRINT, LOOK, TEMPLATES, Press, PrintJob\n"
        "with Press(TEMPLATES) as press:\n"
        "    pdf = press.print(PrintJob(PAGES, IMPRINT, 'guide', LOOK, TEMPLATES)).result()\n"
        "sys.stdout.buffer.write(pdf)\n"
    )
    changed = {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "86400"}
    here = {"PYTHONPATH": str(Path(__file__).parents[2])}
    environment = {**os.environ, **changed, **here}
    again = subprocess.check_output([sys.executable, str(script)], env=environment)
    assert again == guide


def test_nothing_is_fetched_from_anyone(press: Press) -> None:
    """An address in a page is refused, even one of a file on this machine."""
    for address in (
        "https://example.org/a.png",
        "file:///etc/hostname",
        "data:image/gif;base64,R0",
    ):
        page = replace(PAGES[1], text=f'# Hello\n\n<img src="{address}" alt="x">')
        with pytest.raises(PrintError, match="not one of our own files"):
            press.print(PrintJob([page], IMPRINT, "guide", LOOK, TEMPLATES)).result()


def test_a_warning_stops_the_print(
    press: Press, write_tree: Callable[[Mapping[str, str | bytes]], Path]
) -> None:
    """A style that print doesn't know is said, not skipped, with what to look for."""
    own = write_tree({"assets/css/practice.css": "p { colour: green }"})
    templates = TemplateFolders((own, *TEMPLATES.folders))
    with pytest.raises(PrintError, match=r"practice\.css.*colour: green"):
        press.print(PrintJob(PAGES, IMPRINT, "guide", LOOK, templates)).result()


def test_a_practice_may_set_words_as_notes(
    press: Press, write_tree: Callable[[Mapping[str, str | bytes]], Path]
) -> None:
    """A practice whose own style sets words as a footnote finds them at the foot, with a number."""
    own = write_tree({"assets/css/practice.css": ".lead { float: footnote }"})
    templates = TemplateFolders((own, *TEMPLATES.folders))
    page = Page("a.md", "A", "", NOTED, frozenset({"guide"}), "sheet")
    with pdfplumber.open(
        BytesIO(press.print(PrintJob([page], IMPRINT, "guide", LOOK, templates)).result())
    ) as pdf:
        words = pdf.pages[0].extract_words()
    said = {word["text"]: word["top"] for word in words}
    assert said["foot"] > said["last"] + 100
    assert "1." in said


NOTED = """# A

<div class="lead" markdown>At the foot</div>

This comes last
"""


def test_without_pango_the_press_says_so(
    monkeypatch: pytest.MonkeyPatch, write_tree: Callable[[Mapping[str, str | bytes]], Path]
) -> None:
    """The caller can tell a missing library from a broken page, and still build the site."""
    bare = write_tree({"weasyprint/__init__.py": "raise OSError('cannot load library pango')"})
    monkeypatch.setenv("PYTHONPATH", str(bare))
    with Press(TEMPLATES) as press, pytest.raises(PangoMissing, match="pango"):
        press.print(PrintJob(PAGES, IMPRINT, "guide", LOOK, TEMPLATES)).result()


def test_a_press_without_room_on_the_disk_says_so() -> None:
    """What the system refuses comes back as such, so that it can be told as nobody's mistake."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with ExitStack() as stack:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))  # no file may grow beyond this
        try:
            press = stack.enter_context(Press(TEMPLATES))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        with pytest.raises(OSError, match=os.strerror(errno.EFBIG)) as caught:
            press.print(PrintJob(PAGES, IMPRINT, "guide", LOOK, TEMPLATES)).result()
    assert caught.value.errno == errno.EFBIG


def test_a_press_that_nobody_used_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ended early or not, its temporary folder goes with it."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Press(TEMPLATES):
        assert [*tmp_path.iterdir()]
    assert [*tmp_path.iterdir()] == []


HERE = Surroundings("plan/now.md", frozenset({"plan/now.md", "agreement/clauses.md"}), 1)


@pytest.mark.parametrize(
    ("written", "moved"),
    [
        ("[a](../agreement/clauses.md#c)", '<p><a href="#agreement-clauses--c">a</a></p>'),
        ("[a](../agreement/clauses.md)", '<p><a href="#agreement-clauses">a</a></p>'),
        ("[a](#b)", '<p><a href="#plan-now--b">a</a></p>'),
        ("[a](../help.md#x)", "<p><span>a</span></p>"),
        ("[a](mailto:x@example.org)", '<p><a href="mailto:x@example.org">a</a></p>'),
        ("# Now", '<h2 id="plan-now--now">Now</h2>'),
        ('<q dir="auto">…سلام</q>', '<p><q dir="rtl">…سلام</q></p>'),
        ('<q dir="auto">“Hi سلام</q>', '<p><q dir="ltr">“Hi سلام</q></p>'),
        (
            '<q dir="auto"><bdi dir="ltr">نور may ring: </bdi>07700 900142.</q>',
            '<p><q dir="auto"><bdi dir="ltr">نور may ring: </bdi>07700 900142.</q></p>',
        ),
        ("a &lt;b&gt; &amp;amp; &#42;", "<p>a &lt;b&gt; &amp;amp; &#42;</p>"),
        ("`id=\"x\" <a href='y'>`", "<p><code>id=\"x\" &lt;a href='y'&gt;</code></p>"),
    ],
)
def test_a_page_moves_into_the_document(written: str, moved: str) -> None:
    """Ids and links fit the whole, headings stand one lower, and all else stays as it was."""
    extensions = read_extensions(LOOK)
    markdown = Markdown(extensions=[*extensions], extension_configs=extensions)
    assert page_html(written, markdown, HERE) == moved

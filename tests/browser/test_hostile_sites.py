"""A site and a printed guide of a couple whose every answer tries to do something."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw

from generator.editions.site import make_site
from generator.guide.guide import make_guide
from generator.pages.pages import make_imprint
from generator.pages.text import load_texts
from tests.browsing import at_home
from tests.command import a_practice, build
from tests.conftest import OpenWindow
from tests.filled import TODAY, Making, a_couple, as_files, field_of, read
from tests.hostile import ENDLESS, HOSTILE, marked
from tests.made_pages import LOOK, TEMPLATES, pages
from tests.not_shown import NEVER_SHOWN, ON_PAPER_ALONE
from tests.reading_back import Site, turned, words_of
from tests.reading_pdfs import words_read_out

SMALLEST = (320, 640)
KINDS = [*HOSTILE.values()]
EVERY = 40
"""Endless words in every field would be thousands of sheets; every so many will do on paper."""

OWN_ELEMENTS = """
() => [...document.querySelectorAll('*')].flatMap(one => [
    ...(one.matches('object, embed, base, form[action], img') ? [one.tagName] : []),
    ...(one.matches('script:not([src]):not(#__config)') ? [one.tagName] : []),
    ...[...one.attributes]
        .filter(({name}) => !['aria-label', 'title', 'alt'].includes(name))  // read, not followed
        .filter(({name, value}) => /^on/.test(name) || /^\\s*javascript:|\\/\\/evil/i.test(value))
        .map(given => given.name),
])
"""


@dataclass(frozen=True)
class Made:
    """A couple's build, and what they typed into which field."""

    folder: Path
    typed: dict[str, str]

    @property
    def shown(self) -> dict[str, str]:
        """What of it may be seen."""
        return {path: text for path, text in self.typed.items()
                if ".private." not in path and field_of(path) not in NEVER_SHOWN}  # fmt: skip


def made(practice: Path, text: Callable[[int], str]) -> Made:
    """Build a couple whose fields hold `text(0)`, `text(1)` …, each with a word of its own."""
    typed: dict[str, str] = {}

    def say(path: str, longest: int) -> str:
        number = len(typed)
        return typed.setdefault(path, marked(text(number), f"zq{number}", longest))

    for name, content in as_files(a_couple(Making(say))).items():
        path = practice / "couples" / "kim-lee" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return Made(build(practice, "kim-lee") / "kim-lee", typed)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Return a build in which each field holds one kind of hostile text, partners' names too."""
    practice = a_practice(tmp_path_factory.mktemp("hostile"), "ines-zoe")
    return made(practice, lambda number: KINDS[number % len(KINDS)])


@pytest.mark.browser
def test_nothing_that_was_typed_happens(hostile: Made, open_window: OpenWindow) -> None:
    """In a browser: no dialog, no request, no element of theirs, and each sign can be read."""
    window = open_window(at_home(hostile.folder / "site"))
    seen = ""
    for name in Site(hostile.folder / "site").names:
        tab = window.open(name)
        assert tab.evaluate(OWN_ELEMENTS) == [], name
        seen += " " + _as_seen(tab.locator("article").evaluate("one => one.textContent"))
    there = [path for path in hostile.shown if field_of(path) not in ON_PAPER_ALONE]
    assert len(there) > 90
    assert [path for path in there if _as_seen(hostile.typed[path]) not in seen] == []


@pytest.mark.browser
def test_nothing_happens_in_the_search_either(hostile: Made, open_window: OpenWindow) -> None:
    """What the search shows of their words is words as well, and stays so when it is followed."""
    window = open_window(at_home(hostile.folder / "site"))
    on_site = [t for path, t in hostile.shown.items() if field_of(path) not in ON_PAPER_ALONE]
    looked_for = [text.rpartition(" ")[2] for text in on_site][:: len(KINDS) // 2]
    assert len(looked_for) > 5
    for word in looked_for:
        tab = window.open("index.html")
        tab.locator(".md-search__input").press_sequentially(word)
        tab.locator(".md-search-result__link").first.wait_for()
        assert tab.evaluate(OWN_ELEMENTS) == []


@pytest.mark.parametrize("edition", ["guide", "agreement"])
def test_paper_shows_it_as_words(hostile: Made, edition: str) -> None:
    """What was typed is read out from the PDF, and bookmarks show names as they were typed."""
    path = hostile.folder / f"{edition}.pdf"
    there = f" {' '.join(words_read_out(path))} "
    texts = [text for field, text in hostile.shown.items()
             if edition == "guide" or field.startswith("couple.agreement.clauses")]  # fmt: skip
    plain = [words_of(text) for text in texts if not _turns(text)]
    assert len(plain) > 5
    assert [words for words in plain if f" {' '.join(words)} " not in there] == []
    with pypdfium2.PdfDocument(path) as document:
        marks = _as_seen(" ".join(mark.get_title() for mark in document.get_toc()))
        kinds = {one.type for page in document for one in page.get_objects(max_depth=4)}
    called = [text for field, text in hostile.typed.items() if field.endswith(".called")][:1]
    assert [name for name in called if _as_seen(name) not in marks] == []
    assert raw.FPDF_PAGEOBJ_IMAGE not in kinds


def _turns(text: str) -> bool:
    """Return whether letters of a text run from the right, or are told to."""
    return bool(turned(words_of(text))) or "\u202e" in text


def _as_seen(text: str) -> str:
    """Return a text whose blanks don't count, nor whether a first letter grew."""
    return re.sub(r"\s+", "", text).casefold()


@pytest.mark.browser
def test_an_endless_word_makes_no_page_wider(tmp_path: Path, open_window: OpenWindow) -> None:
    """On the smallest phone, with 4,000 letters in one piece in every single field."""
    typed: dict[str, str] = {}

    def say(path: str, longest: int) -> str:
        return typed.setdefault(path, marked(ENDLESS, f"zq{len(typed)}", longest))

    answers = read(a_couple(Making(say))).answers
    texts = load_texts(TEMPLATES, "en", "GB")
    imprint = make_imprint(make_guide(answers, TODAY), texts)
    site = tmp_path / "site"
    make_site(pages(answers, TODAY), imprint, LOOK, TEMPLATES, site, tmp_path)
    window = open_window(at_home(site), SMALLEST)
    wide = "document.documentElement.scrollWidth"
    names = Site(site).names
    assert len(names) > 20
    assert [name for name in names if window.open(name).evaluate(wide) > SMALLEST[0]] == []


def headings(site: Path) -> set[str]:
    """Return the words of each table's heading in one piece."""
    pages = (Site(site).article(name) for name in Site(site).names)
    return {"".join(head.words()) for page in pages for head in page.all("thead")} - {""}


def test_an_endless_word_stays_on_the_sheet(tmp_path: Path) -> None:
    """On paper, too, such a word is broken before the edge, and no letter of it is lost."""
    practice = a_practice(tmp_path, "ines-zoe")
    long = made(practice, lambda number: "word" if number % EVERY else ENDLESS)
    path = long.folder / "guide.pdf"
    with pypdfium2.PdfDocument(path) as document:
        outside = [
            number
            for number, page in enumerate(document, start=1)
            for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])
            if one.get_bounds()[2] > page.get_width() - 15 or one.get_bounds()[0] < 15
        ]
    assert outside == []
    read_out = "".join(words_read_out(path))
    for heading in headings(long.folder / "site"):  # read anew where a table goes on overleaf
        read_out = read_out.replace(heading, "")
    texts = [text for field, text in long.shown.items() if ENDLESS[:60] in text]
    assert texts
    assert [text for text in texts if "".join(words_of(text)) not in read_out] == []

"""A site and a printed guide of a couple whose every answer tries to do something."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import icalendar
import pikepdf
import pypdfium2
import pytest
from pypdfium2 import raw

from generator.answers.model import LONGEST_NAME
from generator.editions.site import make_site
from generator.guide.guide import make_guide
from generator.pages.pages import make_imprint
from generator.pages.text import load_texts
from tests.browsing import at_home
from tests.command import a_practice, build
from tests.conftest import OpenWindow
from tests.filled import TODAY, Making, a_couple, as_files, field_of, read
from tests.hostile import ENDLESS, PAYLOADS, marked, payload
from tests.made_pages import LOOK, TEMPLATES, pages
from tests.not_shown import NEVER_SHOWN, NEWEST_ALONE, ON_PAPER_ALONE
from tests.reading_back import Site, turned, words_of
from tests.reading_pdfs import words_read_out

SMALLEST = (320, 640)
ONCE = ("same_value", "review.ledger", "on_paper")
"""Lists whose items point at a value or a clause, each at another one."""

FOLLOWED = ("https://", "tel:", "sms:")
"""What a link on paper may begin with: helplines, by telephone or by page."""

BROKEN = 30
"""Letters of the shortest word that may be broken over lines on paper."""

EVERY = 40
"""Endless words in every field would be thousands of sheets; every so many will do on paper."""

WIDTH = "document.documentElement.scrollWidth"
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
        return {path: text for path, text in self.typed.items() if is_shown(path)}


def is_shown(path: str) -> bool:
    """Whether what stands in this field may be seen; of some, the first alone is sure to be."""
    if ".private." in path or field_of(path) in NEVER_SHOWN:
        return False
    return field_of(path) not in NEWEST_ALONE or ".1" not in path


def made(practice: Path, text: Callable[[int], str], many: int = 1) -> Made:
    """Build a couple whose fields hold `text(0)`, `text(1)` …, each with a word of its own.

    Of each list there are so `many` items.
    """
    typed: dict[str, str] = {}
    wide = count()
    """Numbers for what is sure to be seen whole: so each text is, where there are enough."""

    def say(path: str, longest: int) -> str:
        if path not in typed:
            roomy = longest > LONGEST_NAME and is_shown(path)
            number = next(wide) if roomy else len(typed)
            typed[path] = marked(text(number), f"zq{len(typed)}", longest)
        return typed[path]

    for name, content in as_files(
        a_couple(Making(say, many=lambda path: 1 if path.endswith(ONCE) else many))
    ).items():
        path = practice / "couples" / "kim-lee" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return Made(build(practice, "kim-lee", "--sheets") / "kim-lee", typed)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Return a build in which each field holds hostile text, and each such text is in a field."""
    return made(a_practice(tmp_path_factory.mktemp("hostile"), "ines-zoe"), payload, many=2)


def _stacks(text: str) -> bool:
    """Return whether marks lie on each other: readers of PDFs put these together in their way."""
    return re.search("[\u0300-\u036f]{4}", text) is not None


def whole_in(shown: dict[str, str]) -> set[str]:
    """Return which hostile texts stand in one of these fields uncut."""
    return {text for text in PAYLOADS if any(f"{text} zq" in typed for typed in shown.values())}


@pytest.mark.browser
def test_nothing_that_was_typed_happens(hostile: Made, open_window: OpenWindow) -> None:
    """On a phone: no dialog, no request, no element of theirs, and each sign in its place."""
    window = open_window(at_home(hostile.folder / "site"), SMALLEST)
    seen = ""
    for name in Site(hostile.folder / "site").names:
        tab = window.open(name)
        assert tab.evaluate(OWN_ELEMENTS) == [], name
        assert tab.evaluate(WIDTH) <= SMALLEST[0], name
        seen += " " + _as_seen(tab.locator("article").evaluate("one => one.textContent"))
    there = {path: text for path, text in hostile.shown.items()
             if field_of(path) not in ON_PAPER_ALONE}  # fmt: skip
    assert whole_in(there) == {*PAYLOADS}
    assert [path for path, text in there.items() if _as_seen(text) not in seen] == []


@pytest.mark.browser
def test_nothing_happens_in_the_search_either(hostile: Made, open_window: OpenWindow) -> None:
    """What the search shows of their words is words as well, and stays so when it is followed."""
    window = open_window(at_home(hostile.folder / "site"))
    on_site = [t for path, t in hostile.shown.items() if field_of(path) not in ON_PAPER_ALONE]
    looked_for = [text.rpartition(" ")[2] for text in on_site][::16]
    assert len(looked_for) > 5
    for word in looked_for:
        tab = window.open("index.html")
        tab.locator(".md-search__input").press_sequentially(word)
        tab.locator(".md-search-result__link").first.wait_for()
        assert tab.evaluate(OWN_ELEMENTS) == []


ON_PAPER = {
    "guide": "",
    "agreement": "couple.agreement.clauses",
    "sheets": ("couple.plan.understandings", "couple.plan.celebrations"),
}
"""What of the answers is sure to be in each PDF, by how its path begins."""


@pytest.mark.parametrize("edition", ON_PAPER)
def test_paper_shows_it_as_words(hostile: Made, edition: str) -> None:
    """What was typed is read out from the PDF, and bookmarks show names as they were typed."""
    path = hostile.folder / f"{edition}.pdf"
    there = words_read_out(path)
    spaced, letters = f" {' '.join(there)} ", "".join(there)
    texts = [text for at, text in hostile.shown.items() if at.startswith(ON_PAPER[edition])]
    plain = [text for text in texts if not (_turns(text) or _stacks(text))]
    assert len(plain) > 5
    assert [text for text in plain if f" {' '.join(words_of(text))} " not in spaced
            and not (_broken(text) and "".join(words_of(text)) in letters)] == []  # fmt: skip
    with pypdfium2.PdfDocument(path) as document:
        marks = _as_seen(" ".join(mark.get_title() for mark in document.get_toc()))
        kinds = {one.type for page in document for one in page.get_objects(max_depth=4)}
    called = [text for field, text in hostile.typed.items() if field.endswith(".called")][:1]
    assert edition == "sheets" or [name for name in called if _as_seen(name) not in marks] == []
    assert raw.FPDF_PAGEOBJ_IMAGE not in kinds


def test_paper_does_nothing(hostile: Made) -> None:
    """No PDF runs anything, holds a file, or leads anywhere but into itself and where we send."""
    papers = sorted(hostile.folder.rglob("*.pdf"))
    assert len(papers) >= len(ON_PAPER) + 2
    for path in papers:
        with pikepdf.open(path) as pdf:
            made = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
            assert not [one for one in made if {"/JS", "/AA", "/EF", "/Launch"} & {*one.keys()}]
            actions = {str(one.S) for one in made if "/URI" in one or one.get("/Type") == "/Action"}
            asked = [str(one.URI) for one in made if "/URI" in one]
        assert actions <= {"/URI"}
        assert [url for url in asked if "evil" in url or not url.startswith(FOLLOWED)] == []


def test_the_calendar_holds_appointments_alone(hostile: Made) -> None:
    """Whatever was typed, there are only appointments of ours, with their one reminder."""
    content = (hostile.folder / "check-ins.ics").read_bytes()
    calendar = icalendar.Calendar.from_ical(content)
    assert b"zq" not in content
    assert {part.name for part in calendar.walk()} <= {
        "VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VEVENT", "VALARM",
    }  # fmt: skip
    assert not {"ATTACH", "ATTENDEE", "URL"} & {name for part in calendar.walk() for name in part}


def _broken(text: str) -> bool:
    """Return whether a word of a text may be broken over lines, or joined by a sign unseen."""
    return "\u200c" in text or max(map(len, words_of(text))) >= BROKEN


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
    names = Site(site).names
    assert len(names) > 20
    assert [name for name in names if window.open(name).evaluate(WIDTH) > SMALLEST[0]] == []


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

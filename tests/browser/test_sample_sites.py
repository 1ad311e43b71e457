"""The sample couples' sites in a real browser: on a phone, on a laptop, light and dark."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browsing import LAPTOP, PHONE, Window, at_home
from tests.conftest import OpenWindow
from tests.reading_back import Site
from tests.samples import SAMPLES

pytestmark = pytest.mark.browser

SMALLEST = (320, 640)
OPTIONS = {"resultTypes": ["violations"], "preload": False}
"""From the disk a script can't fetch a style sheet that the page has loaded already."""

FROM_THEIR_ANSWERS = {"alex-sam": "envelope", "ines-zoe": "climbing", "noor-elias": "backgammon"}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its own name for it
        pass


@pytest.fixture(scope="module")
def served(sample_builds: Path) -> Iterator[str]:
    """Serve all builds on this machine, and return their address."""
    handler = partial(_Quiet, directory=sample_builds)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def violations(window: Window, names: list[str]) -> list[str]:
    """Return what the checker axe finds on these pages."""
    found = []
    for name in names:
        response = Axe().run(window.open(name), options=OPTIONS).response
        found += [f"{name}: {one['id']}: {one['nodes'][0]['html'][:200]}"
                  for one in response["violations"]]  # fmt: skip
    return found


@pytest.mark.parametrize(
    ("name", "size", "dark"),
    [("alex-sam", PHONE, False), ("alex-sam", LAPTOP, True), ("ines-zoe", PHONE, True),
     ("noor-elias", LAPTOP, False)],
)  # fmt: skip
def test_everyone_can_use_each_page(
    sample_builds: Path, open_window: OpenWindow, name: str, size: tuple[int, int], dark: bool
) -> None:
    """The checker axe finds nothing on any page, on a phone and a laptop, light and dark."""
    site = sample_builds / name / "site"
    names = Site(site).names
    assert len(names) > 20
    assert violations(open_window(at_home(site), size, dark=dark), names) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_is_cut_off_on_the_smallest_phone(
    sample_builds: Path, open_window: OpenWindow, name: str
) -> None:
    """At 320 pixels no page has to be moved sideways."""
    site = sample_builds / name / "site"
    window = open_window(at_home(site), SMALLEST)
    assert too_wide(window, Site(site).names) == []


def too_wide(window: Window, names: list[str]) -> list[str]:
    """Return the pages that are wider than the window."""
    width = "document.documentElement.scrollWidth"
    return [name for name in names if window.open(name).evaluate(width) > SMALLEST[0]]


@pytest.mark.parametrize("size", [PHONE, SMALLEST])
@pytest.mark.parametrize("name", SAMPLES)
def test_both_can_be_asked_each_clause_on_a_phone(
    sample_builds: Path, open_window: OpenWindow, name: str, size: tuple[int, int]
) -> None:
    """On the page to sign, all choices of both are in view, and no table scrolls sideways."""
    tab = open_window(at_home(sample_builds / name / "site"), size).open("agreement/sign.html")
    edges = tab.locator(".sign .choice").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().right)"
    )
    assert len(edges) >= 18
    assert max(edges) <= size[0]
    scrolls = "all => all.filter(one => one.scrollWidth > one.clientWidth).length"
    assert tab.locator("article, article :is(div, table)").evaluate_all(scrolls) == 0


def test_each_part_of_a_change_has_its_own_line_on_a_phone(
    sample_builds: Path, open_window: OpenWindow
) -> None:
    """On the sheet with the changes no sentence runs into the next one."""
    window = open_window(at_home(sample_builds / "alex-sam" / "site"), PHONE)
    breaks = window.open("agreement/amendment.html").locator(".sign tbody th br")
    hidden = "all => all.filter(one => getComputedStyle(one).display === 'none').length"
    assert breaks.count() > 10
    assert breaks.evaluate_all(hidden) == 0


@pytest.mark.parametrize("name", SAMPLES)
def test_search_finds_their_own_words(
    sample_builds: Path, open_window: OpenWindow, name: str
) -> None:
    """Opened by double-click, the search finds a word of theirs and leads to where it stands."""
    site = sample_builds / name / "site"
    look_up(open_window(at_home(site)), FROM_THEIR_ANSWERS[name])


@pytest.mark.parametrize("name", SAMPLES)
def test_search_works_from_a_server(served: str, open_window: OpenWindow, name: str) -> None:
    """From a server the search does the same, and asks no other server."""
    look_up(open_window(f"{served}{name}/site/"), FROM_THEIR_ANSWERS[name])


def look_up(window: Window, word: str) -> None:
    """Search for a word, and follow the first thing found."""
    tab = window.open("index.html")
    tab.locator(".md-search__input").press_sequentially(word)
    found = tab.locator(".md-search-result__link").first
    found.wait_for()
    found.click()
    tab.wait_for_function("word => find(word)", arg=word)
    assert word in tab.locator("article").inner_text().casefold()

"""What is open in a browser while a couple is served: it follows each save by itself."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browsing import LAPTOP, PHONE
from tests.command import a_practice
from tests.conftest import OpenWindow
from tests.locked import lock_samples
from tests.serving import UP_TO_DATE, Served, served

COUPLE = "ines-zoe"
PAGE = "plan/index.html"
NAME = "called: Inês"
RIGHT, WRONG = (
    "  ines: {called: Inês",
    "  ines: {'<img src=x onerror=alert(1)>': '`x`', called: Inês",
)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Served]:
    """Serve a couple until the test is over."""
    with served(a_practice(tmp_path, COUPLE), COUPLE) as one:
        yield one


def test_a_page_that_is_open_follows(site: Served, open_window: OpenWindow) -> None:
    """It shows the next word, then the mistake, and comes back where it was."""
    tab = open_window(site.home).open(PAGE)
    heading = tab.locator(".mend-page h1").inner_text()
    site.save(NAME, "called: Quillaby")
    expect(tab.locator("body")).to_contain_text("Quillaby")
    site.save("called: Quillaby", "caled: Quillaby")
    expect(tab.locator("h1")).to_have_text("One moment")
    assert tab.url == site.home + PAGE
    assert tab.title() == "One moment"
    site.save("caled: Quillaby", "called: Marlowe")
    expect(tab.locator(".mend-page h1")).to_have_text(heading)
    expect(tab.locator("body")).to_contain_text("Marlowe")
    assert tab.url == site.home + PAGE


def test_the_last_good_site_is_a_link_away(site: Served, open_window: OpenWindow) -> None:
    """It can be read on every page while a mistake is mended, and then shows what is now."""
    tab = open_window(site.home).open(PAGE)
    site.save(NAME, "caled: Inês")
    tab.get_by_role("link", name="as it last was").click()
    expect(tab.locator(".mend-page h1")).to_be_visible()
    tab.get_by_role("link", name="When it gets hard").first.click()
    tab.wait_for_url("**/hard-night.html")
    assert "/~last/" in tab.url
    site.save("caled: Inês", "called: Quillaby")
    tab.wait_for_url(site.home + "hard-night.html")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("size", [PHONE, LAPTOP])
def test_the_page_of_a_mistake_can_be_read(
    site: Served, open_window: OpenWindow, size: tuple[int, int], dark: bool
) -> None:
    """On a phone and a laptop, in light and dark, by eye and by ear; what was typed is text."""
    site.save(RIGHT, WRONG)
    tab = open_window(site.home, size, dark=dark).open(PAGE)
    expect(tab.locator(".moment-problems")).to_contain_text("<img src=x onerror=alert(1)>")
    expect(tab.locator(".moment-spot").first).to_contain_text("line 7, column")
    assert tab.locator("img").count() == 0
    assert tab.evaluate("document.documentElement.scrollWidth") <= size[0]
    found = Axe().run(tab, options={"resultTypes": ["violations"]})
    assert [one["id"] for one in found.response["violations"]] == []


def test_a_locked_site_is_shown_open(tmp_path: Path, open_window: OpenWindow) -> None:
    """Whoever writes it isn't asked for their words at each save; what is built has its lock."""
    locked = lock_samples(tmp_path / "practice", COUPLE)
    with served(locked.practice, COUPLE) as site:
        tab = open_window(site.home).open("index.html")
        site.save(NAME, "called: Quillaby")
        expect(tab.locator("body")).to_contain_text("Quillaby")
        site.hear(UP_TO_DATE)
        built = (locked.practice / "build" / COUPLE / "site").rglob("*.html")
        assert [path.name for path in built if "Quillaby" in path.read_text("utf-8")] == []
        assert site.end(signal.SIGINT) == 130
        assert site.builds == [COUPLE]

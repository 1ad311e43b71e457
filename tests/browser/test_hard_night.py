"""From every page of every sample, the page for a hard night is one tap and a few keys away."""

from pathlib import Path

import pytest
from playwright.sync_api import Page as Tab

from tests.browsing import LAPTOP, PHONE, at_home
from tests.conftest import OpenWindow
from tests.page_text import guide_of, sample_files
from tests.reading_back import Site
from tests.samples import SAMPLES

pytestmark = pytest.mark.browser

HARD_NIGHT, TITLE = "hard-night.html", "When it gets hard"
MOST_TABS = 5
"""Leave this page, go to the text, menu (on a phone), the start page: then it is there."""

FOCUSED = "() => document.activeElement?.href ?? ''"
UNDER_A_THUMB = """link => {
    const box = link.getBoundingClientRect();
    const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const within = box.x >= 0 && box.right <= innerWidth;
    const inSight = within && box.y >= 0 && box.bottom <= innerHeight;
    return inSight && hit?.closest("a") === link ? link.href : "";
}"""
"""Where a tap in the middle of a link leads; nowhere if that isn't in sight, or is covered."""


def elsewhere(site: Path) -> list[str]:
    """Return all pages but the one for a hard night."""
    names = [name for name in Site(site).names if name != HARD_NIGHT]
    assert len(names) > 20
    assert (site / HARD_NIGHT).is_file()
    return names


def tabs_to(tab: Tab, address: str) -> int:
    """Press Tab until the link to this address has the focus; return how often."""
    for pressed in range(1, MOST_TABS + 1):
        tab.keyboard.press("Tab")
        if tab.evaluate(FOCUSED) == address:
            return pressed
    return MOST_TABS + 1


def is_there(tab: Tab) -> bool:
    """Return whether the page for a hard night is what this tab comes to show."""
    tab.wait_for_url(f"**/{HARD_NIGHT}")
    return tab.locator("h1").first.inner_text() == TITLE


@pytest.mark.parametrize("size", [PHONE, LAPTOP])
@pytest.mark.parametrize("name", SAMPLES)
def test_it_is_one_tap_and_a_few_keys_away_from_every_page(
    sample_builds: Path, open_window: OpenWindow, name: str, size: tuple[int, int]
) -> None:
    """On a phone and on a laptop, without search, menu or scrolling, and the same everywhere."""
    site = sample_builds / name / "site"
    window, address = open_window(at_home(site), size), at_home(site) + HARD_NIGHT
    taps, keys = {}, {}
    for page in elsewhere(site):
        tab = window.open(page)
        taps[page] = tab.locator(".mend-hard").evaluate(UNDER_A_THUMB)
        keys[page] = tabs_to(tab, address)
    assert {page for page, led in taps.items() if led != address} == set()
    assert len({*keys.values()}) == 1, keys
    assert max(keys.values()) <= MOST_TABS


@pytest.mark.parametrize("size", [PHONE, LAPTOP])
def test_tap_and_key_open_it(
    sample_builds: Path, open_window: OpenWindow, size: tuple[int, int]
) -> None:
    """A tap shows the page, and so does Enter where Tab has led."""
    home = at_home(sample_builds / SAMPLES[0] / "site")
    window = open_window(home, size)
    window.open("agreement/clauses.html").locator(".mend-hard").click()
    assert is_there(window.tab)
    tab = window.open("plan/index.html")
    assert tabs_to(tab, home + HARD_NIGHT) <= MOST_TABS
    tab.keyboard.press("Enter")
    assert is_there(tab)


ON_ONE_LINE = """links => links.filter(link => link.getClientRects().length > 1)
    .map(link => link.textContent)"""


@pytest.mark.parametrize("name", SAMPLES)
def test_a_number_to_call_stands_on_one_line(
    sample_builds: Path, open_window: OpenWindow, name: str
) -> None:
    """On a narrow phone each number, a friend's too, can be tapped and read out in one breath."""
    site = sample_builds / name / "site"
    tab = open_window(at_home(site), PHONE).open(HARD_NIGHT)
    numbers = tab.locator("a[href^='tel:']")
    at_night = guide_of(sample_files(name)).couple.plan.support.at_night
    assert numbers.count() > len(at_night) + 1
    assert numbers.evaluate_all(ON_ONE_LINE) == []

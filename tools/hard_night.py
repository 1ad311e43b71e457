"""Measure how soon the page for a hard night is there once it was tapped: a part of `make bench`.

python tools/hard_night.py build    # a folder of builds
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browsing import LAPTOP, PHONE, at_home, launch

RUNS = 5
FROM = ("index.html", "agreement/clauses.html", "plan/index.html")
"""Tapped on the start page, on the longest page, and on the one with the timeline."""

IS_SHOWN = """() => {
    const [page] = performance.getEntriesByType("navigation");
    return page.loadEventEnd > 0 && performance.getEntriesByType("paint").length > 0;
}"""
SHOWN = """() => Math.max(
    performance.getEntriesByName("first-contentful-paint")[0].startTime,
    performance.getEntriesByType("navigation")[0].loadEventEnd,
)"""


def slowest_to_show(builds: Path) -> float:
    """Return the most milliseconds it took, by the browser's own clock, in any of these builds.

    From the tap until all of the page is loaded and painted, on a phone's and a laptop's screen.
    """
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        found = []
        for site in sorted(builds.glob("*/site")):
            for width, height in (PHONE, LAPTOP):
                context = browser.new_context(viewport={"width": width, "height": height})
                found += _times(context.new_page(), at_home(site))
                context.close()
        browser.close()
    return max(found)


def _times(tab: Page, home: str) -> Iterator[float]:
    for name in FROM * RUNS:
        tab.goto(home + name)
        tab.locator(".mend-hard").click()
        tab.wait_for_url("**/hard-night.html")
        tab.wait_for_function(IS_SHOWN)
        yield tab.evaluate(SHOWN)


if __name__ == "__main__":
    print(f"{slowest_to_show(Path(sys.argv[1])):.0f} ms")

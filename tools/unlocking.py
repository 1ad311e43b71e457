"""Measure how soon a locked guide opens, and each page of it: a part of `make bench`.

python tools/unlocking.py    # locks and builds a sample for it
"""

import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from tests.browsing import LAPTOP, at_home, launch
from tests.command import a_practice, build
from tests.locked import Locked, lock_samples

RUNS = 5
SHOWN = ".mend-page h1"


@dataclass(frozen=True)
class Unlocking:
    """Milliseconds: the slowest unlocking, and by how much a locked page shows later at most."""

    unlocked: float
    later: float


def measure_unlocking(locked: Locked, name: str, open_builds: Path) -> Unlocking:
    """Return how long it takes in Chromium, from the key that is pressed to the page's heading.

    A page counts by the median of its runs. Only pages that both sites show are compared.
    """
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        size = {"width": LAPTOP[0], "height": LAPTOP[1]}
        unlocked = []
        for _ in range(RUNS):
            tab = browser.new_context(viewport=size).new_page()
            unlocked.append(_unlock(tab, locked, name))
        plain = browser.new_context(viewport=size).new_page()
        _milliseconds(plain, at_home(open_builds / name / "site") + "index.html")
        sealed_by_title = _pages(tab)
        later = [
            _typical(tab, sealed_by_title[title]) - _typical(plain, page)
            for title, page in _pages(plain).items()
            if title in sealed_by_title
        ]
        browser.close()
    return Unlocking(max(unlocked), max(later))


def _unlock(tab: Page, locked: Locked, name: str) -> float:
    tab.goto(at_home(locked.site(name)) + "index.html")
    tab.locator("#passphrase").fill(locked.passphrases[name]["therapist"])
    start = time.perf_counter()
    tab.locator("#passphrase").press("Enter")
    tab.locator(SHOWN).wait_for()
    return (time.perf_counter() - start) * 1000


def _pages(tab: Page) -> dict[str, str]:
    """Return the address of each page that this one leads to, by what it is called there."""
    found = tab.eval_on_selector_all(
        "a[href]", "all => all.map(a => [a.textContent.trim(), a.href])"
    )
    return {
        title: page
        for title, page in found
        if title and page.startswith("file:") and "#" not in page
    }


def _typical(tab: Page, page: str) -> float:
    return median(_milliseconds(tab, page) for _ in range(RUNS))


def _milliseconds(tab: Page, page: str) -> float:
    tab.goto("about:blank")
    start = time.perf_counter()
    tab.goto(page, wait_until="commit")
    tab.locator(SHOWN).wait_for()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    with TemporaryDirectory(prefix="mend-bench-") as folder:
        one = measure_unlocking(
            lock_samples(Path(folder) / "locked", "alex-sam"),
            "alex-sam",
            build(a_practice(Path(folder) / "open", "alex-sam")),
        )
    print(f"unlocked in {one.unlocked:.0f} ms, a page {one.later:.0f} ms later at most")

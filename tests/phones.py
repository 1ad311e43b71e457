"""A phone with one of two browsers: what a couple do at their check-ins, done by hand.

Chromium is driven by Playwright, which knows only a Firefox of its own make; the system's Firefox
is driven by Mozilla's Marionette, which needs nothing but that Firefox.
"""

import gc
import os
import shutil
import socket
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from marionette_driver import By, Wait
from marionette_driver.errors import (
    JavascriptException,
    NoSuchElementException,
    StaleElementException,
)
from marionette_driver.marionette import Marionette
from playwright.sync_api import Browser
from playwright.sync_api import Error as PlaywrightError

from tests.browsing import PHONE

_FIREFOXES = ("firefox-esr", "firefox")
_FIREFOX_APP = "/Applications/Firefox.app/Contents/MacOS/firefox"


_PAGES = 5
"""So many pages may follow each other while something is waited for."""

_NARROWEST = 500
"""Pixels: no window of Firefox's is narrower, so each counts for more than one."""

_BETWEEN_PAGES = (JavascriptException, NoSuchElementException)
"""What is said of a page that is going, while the next is on its way."""

_LOOK = """(done) => {{
  let frames = 3600;
  const look = () => (
    ({}) ? done(true) : frames-- ? requestAnimationFrame(look) : done(false)
  );
  look();
}}"""


class Phone(Protocol):
    """One device. What its browser keeps outlives the pages, until the device is put away."""

    def open(self, url: str) -> None:
        """Open a page in a new tab, and close the one before."""

    def write(self, selector: str, text: str) -> None:
        """Put text into a field, in place of what is there."""

    def choose(self, selector: str, value: str) -> None:
        """Choose from a list, by an option's value."""

    def tap(self, selector: str) -> None:
        """Tap the one thing that this selector finds."""

    def go_back(self) -> None:
        """Go to the page before, by the browser's own button."""

    def read_in(self, selector: str, file: Path) -> None:
        """Choose a file for a file field."""

    def saved_file(self, selector: str) -> Path:
        """Tap what saves a file, and return the file."""

    def run(self, script: str) -> Any:
        """Return what an expression comes to in the page."""

    def wait_for(self, expression: str) -> None:
        """Wait until an expression is true in the page."""

    def put_away(self) -> None:
        """Close the browser, with all that it keeps."""


class ChromiumPhone:
    """A context of Chromium's: it has its own storage."""

    def __init__(self, browser: Browser, folder: Path, *, keeps: bool = True) -> None:
        self.folder = folder
        self.context = browser.new_context(
            viewport={"width": PHONE[0], "height": PHONE[1]}, has_touch=True
        )
        if not keeps:
            refuse = "get() { throw new DOMException('refused', 'SecurityError') }"
            self.context.add_init_script(
                f"Object.defineProperty(window, 'localStorage', {{{refuse}}})"
            )
        self.tab = self.context.new_page()

    def open(self, url: str) -> None:
        self.tab.close()
        self.tab = self.context.new_page()
        self.tab.goto(url)

    def write(self, selector: str, text: str) -> None:
        self.tab.fill(selector, text)

    def choose(self, selector: str, value: str) -> None:
        self.tab.select_option(selector, value)

    def tap(self, selector: str) -> None:
        self.tab.tap(selector)

    def go_back(self) -> None:
        self.tab.go_back()

    def read_in(self, selector: str, file: Path) -> None:
        self.tab.set_input_files(selector, file)

    def saved_file(self, selector: str) -> Path:
        with self.tab.expect_download() as saving:
            self.tab.tap(selector)
        path = self.folder / saving.value.suggested_filename
        saving.value.save_as(path)
        return path

    def run(self, script: str) -> Any:
        return self.tab.evaluate(script)

    def wait_for(self, expression: str) -> None:
        # The policy of our pages forbids what Playwright would look with time and again.
        for _ in range(_PAGES):
            try:
                assert self.tab.evaluate(f"new Promise({_LOOK.format(expression)})"), expression
            except PlaywrightError as error:  # another page took its place meanwhile: look there
                assert "context was destroyed" in str(error), error  # noqa: PT017
                self.tab.wait_for_load_state()
            else:
                return

    def put_away(self) -> None:
        self.context.close()


class FirefoxPhone:
    """A Firefox with a profile of its own. Its window can't be as narrow: it is zoomed."""

    def __init__(self, folder: Path, *, keeps: bool = True) -> None:
        self.folder = folder
        with _its_own_warnings():
            self.browser = Marionette(
                bin=firefox(),
                headless=True,
                port=_free_port(),
                gecko_log=str(folder.parent / "firefox.log"),
                prefs={
                    "browser.download.dir": str(folder),
                    "browser.download.folderList": 2,
                    "dom.storage.enabled": keeps,
                    "datareporting.policy.dataSubmissionEnabled": False,
                },
            )
            self.browser.start_session()
            self.browser.set_window_rect(width=_NARROWEST, height=1000)

    def open(self, url: str) -> None:
        before = self.browser.current_window_handle
        after = self.browser.open(type="tab", focus=True)["handle"]
        self.browser.switch_to_window(before)
        self.browser.close()
        self.browser.switch_to_window(after)
        self.browser.navigate(url)
        with self.browser.using_context("chrome"):
            self.browser.execute_script(
                f"gBrowser.selectedBrowser.fullZoom = {_NARROWEST / PHONE[0]}"
            )

    def write(self, selector: str, text: str) -> None:
        def write() -> None:
            field = self._find(selector)
            field.clear()
            field.send_keys(text)

        self._in_its_time(write)

    def choose(self, selector: str, value: str) -> None:
        self._find(f"{selector} option[value='{value}']").click()

    def tap(self, selector: str) -> None:
        self._in_its_time(lambda: self._find(selector).click())

    def go_back(self) -> None:
        self.browser.go_back()

    def read_in(self, selector: str, file: Path) -> None:
        self._find(selector).send_keys(str(file))

    def saved_file(self, selector: str) -> Path:
        before = {*self.folder.iterdir()}
        self.tap(selector)
        self._until(lambda: self._whole_file(before))
        return self._whole_file(before)[0]

    def _whole_file(self, before: set[Path]) -> list[Path]:
        """Return the new file once it is whole: until then it is empty beside a part of it."""
        new = {*self.folder.iterdir()} - before
        return [path for path in new if len(new) == 1 and path.suffix == ".json"
                and path.stat().st_size]  # fmt: skip

    def run(self, script: str) -> Any:
        return self.browser.execute_script(f"return {script}", sandbox=None)

    def wait_for(self, expression: str) -> None:
        self._until(lambda: self.run(expression))

    def put_away(self) -> None:
        with _its_own_warnings():
            self.browser.quit()
            self.browser.cleanup()
            del self.browser
            gc.collect()

    def _find(self, selector: str) -> Any:
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def _in_its_time(self, act: Callable[[], None]) -> None:
        """Do it anew where the page put another in the place of what was found, as a list does."""

        def done(_: object) -> bool:
            act()
            return True

        Wait(self.browser, timeout=60, ignored_exceptions=StaleElementException).until(done)

    def _until(self, done: Any) -> None:
        Wait(self.browser, timeout=60, ignored_exceptions=_BETWEEN_PAGES).until(lambda _: done())


def _free_port() -> int:
    """Return a port that no other Firefox listens on: it would be taken for ours."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def _its_own_warnings() -> Iterator[None]:
    """Leave it at that: Marionette tries its port until it is there, and closes no socket."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield


def firefox() -> str:
    """Return where Firefox is; without one the tests fail, rather than pass unseen."""
    found = [os.environ.get("MEND_FIREFOX"), *map(shutil.which, _FIREFOXES), _FIREFOX_APP]
    return next((path for path in found if path and Path(path).exists()), "/usr/bin/firefox-esr")

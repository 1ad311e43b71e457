"""A browser window that notes whatever a reader would not expect of a private page."""

import functools
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, BrowserType
from playwright.sync_api import Page as Tab

PHONE, LAPTOP = (390, 844), (1280, 900)
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def chromium() -> str:
    """Return where Chromium is; without one the tests fail, rather than pass unseen."""
    found = [os.environ.get("MEND_CHROMIUM"), *map(shutil.which, _NAMES)]
    found += [place for place in _PLACES if Path(place).exists()]
    return next((path for path in found if path), "/usr/bin/chromium")


def launch(chrome: BrowserType, *, keeps_pages: bool = False) -> Browser:
    """Start Chromium, which asks no one for anything by itself.

    Where it `keeps_pages` that were left, "back" shows them as they were, as on any device.
    """
    return chrome.launch(
        executable_path=chromium(),
        args=["--no-sandbox", "--disable-background-networking", "--disable-gpu"],
        ignore_default_args=["--disable-back-forward-cache"] if keeps_pages else None,
        env=_surroundings(),
    )


def _surroundings() -> dict[str, str | float | bool]:
    """Return our environment as it was before a test printed.

    Printing hides the machine's fonts from its own process. Chromium can't live without them.
    """
    return {name: text for name, text in os.environ.items() if name != "FONTCONFIG_FILE"}


class Window:
    """A window on one built site, from the disk or from a server.

    `unexpected` holds each request to anyone else, each dialog, each complaint of the page.
    """

    def __init__(
        self, browser: Browser, home: str, size: tuple[int, int] = LAPTOP, *, dark: bool = False
    ) -> None:
        self.home = home
        self.unexpected: list[str] = []
        self.context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
        )
        self.tab: Tab = self.context.new_page()
        self.tab.on("request", lambda asked: self._asked(asked.url))
        self.tab.on("console", lambda said: self.unexpected.append(said.text))
        self.tab.on("pageerror", lambda error: self.unexpected.append(str(error)))
        self.tab.on("dialog", lambda dialog: (self.unexpected.append("dialog"), dialog.dismiss()))

    def _asked(self, url: str) -> None:
        if not url.startswith((self.home, "data:", "blob:")):
            self.unexpected.append(url)

    def open(self, name: str) -> Tab:
        """Open a page of the site by its name, such as "plan/index.html"."""
        self.tab.goto(self.home + name)
        return self.tab


def at_home(site: Path) -> str:
    """Return the address of a site on the disk; all of its pages begin with it."""
    return f"{site.as_uri()}/"


class _Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """Yield the address of a server of a site; all of its pages begin with it."""
    handler = functools.partial(_Quiet, directory=site)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()

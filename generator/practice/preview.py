"""What browsers are shown of a couple's site, and a sign for them when that has changed."""

import secrets
import threading
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

_STILL_THERE = 15.0
"""Seconds between signs of life, by which a closed browser is noticed."""


class Preview:
    """What a preview server shows; asked and told by several threads at once.

    That is a site, or a page that takes the place of all of its pages for a moment.
    """

    def __init__(self) -> None:
        self.key = secrets.token_urlsafe(9)
        self._site: Path | None = None
        self._moment: bytes | None = None
        self._version = 0
        self._closed = False
        self._news = threading.Condition()

    @property
    def home(self) -> str:
        """The path of an address below which the site is shown, and nothing else."""
        return f"/{self.key}/"

    @property
    def has_site(self) -> bool:
        """Whether a site could be made so far: while there is a moment, the last good one.

        It is not there any more when a couple was forgotten meanwhile.
        """
        return self._site is not None and self._site.is_dir()

    @property
    def moment(self) -> bytes | None:
        """The page that stands in the place of the site's, or None; the empty one before both."""
        return b"" if self._moment is None and self._site is None else self._moment

    @property
    def version(self) -> str:
        """What an open page holds; never the same after another start."""
        return f"{self.key}.{self._version}"

    def show(self, site: Path) -> None:
        """Serve this folder from now on, and let open pages load anew."""
        with self._news:
            self._site, self._moment = site, None
            self._tell()

    def hold(self, page: bytes) -> None:
        """Show this page in the place of each page of the site, until there is a site to show."""
        with self._news:
            if page != self._moment:
                self._moment = page
                self._tell()

    def close(self) -> None:
        """Let everyone go who waits for news."""
        with self._news:
            self._closed = True
            self._news.notify_all()

    def wait_for_news(self, have: str) -> bool | None:
        """Return True once there is another version, None after a while, False when closed."""
        with self._news:
            self._news.wait_for(lambda: self._closed or self.version != have, _STILL_THERE)
            if self._closed:
                return False
            return True if self.version != have else None

    def find(self, path: str) -> Path | None:
        """Return the file of the site for a path below the key, or None."""
        name = PurePosixPath(unquote(path))
        site = self._site
        if site is None or ".." in name.parts or name.is_absolute() or "\0" in str(name):
            return None
        file = site / name
        file = file / "index.html" if file.is_dir() else file
        inside = file.resolve().is_relative_to(site.resolve())
        return file if inside and file.is_file() else None

    def _tell(self) -> None:
        self._version += 1
        self._news.notify_all()

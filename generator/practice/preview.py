"""The site as last built, and a sign for the browsers that show it when it was built anew."""

import secrets
import threading
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

_STILL_THERE = 15.0
"""Seconds between signs of life, by which a closed browser is noticed."""


class Preview:
    """What a preview server shows; asked and told by several threads at once."""

    def __init__(self) -> None:
        self.key = secrets.token_urlsafe(9)
        self._site: Path | None = None
        self._version = 0
        self._closed = False
        self._news = threading.Condition()

    @property
    def is_empty(self) -> bool:
        """Whether no build has succeeded yet."""
        return self._site is None

    @property
    def version(self) -> str:
        """What an open page holds; never the same after another start."""
        return f"{self.key}.{self._version}"

    def show(self, site: Path) -> None:
        """Serve this folder from now on, and let open pages load anew."""
        with self._news:
            self._site, self._version = site, self._version + 1
            self._news.notify_all()

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
        if self._site is None or ".." in name.parts or name.is_absolute() or "\0" in str(name):
            return None
        file = self._site / name
        file = file / "index.html" if file.is_dir() else file
        inside = file.resolve().is_relative_to(self._site.resolve())
        return file if inside and file.is_file() else None

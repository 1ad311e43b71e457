"""What every test may ask for."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.browsing import LAPTOP, Window, launch
from tests.command import a_practice, build
from tests.locked import Locked, found, lock_samples
from tests.once import once

OpenWindow = Callable[..., Window]

settings.register_profile("untimed", deadline=None)  # how busy a machine is decides nothing
settings.load_profile("untimed")


@pytest.fixture
def write_tree(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Path]:
    """Return a function that writes `{"a/b.yml": "text"}` into a new folder and returns it."""

    def write(files: Mapping[str, str | bytes]) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode() if isinstance(text, str) else text)
        return tmp_path

    return write


@pytest.fixture(scope="session")
def sample_builds(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return the folder of builds of all sample couples, made by `mend build`. Only read it."""
    return once(tmp_path_factory, worker_id, "samples", lambda at: build(a_practice(at))) / "build"


@pytest.fixture(scope="session")
def locked(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Locked:
    """Return all sample couples under a lock, made by `mend lock`. Only read it."""
    return found(once(tmp_path_factory, worker_id, "locked", lock_samples))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return Chromium; a machine without it fails these tests."""
    with sync_playwright() as playwright:
        chromium = launch(playwright.chromium)
        yield chromium
        chromium.close()


@pytest.fixture
def open_window(browser: Browser) -> Iterator[OpenWindow]:
    """Return a function that opens a window on a site.

    At the end the test fails for the first request to anyone else, dialog or complaint.
    """
    windows: list[Window] = []

    def open_one(home: str, size: tuple[int, int] = LAPTOP, *, dark: bool = False) -> Window:
        windows.append(Window(browser, home, size, dark=dark))
        return windows[-1]

    yield open_one
    for window in windows:
        window.context.close()
    assert [one for window in windows for one in window.unexpected] == []


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take the one flag with which golden files are made anew."""
    parser.addoption("--update-golden", action="store_true", help="make golden files anew")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse a test without a sentence: it is what a reader sees first when the test fails."""
    mute = sorted({item.nodeid.split("[")[0] for item in items if not _sentence(item)})
    if mute:
        raise pytest.UsageError("tests without a docstring: " + ", ".join(mute))


def _sentence(item: pytest.Item) -> str:
    return (getattr(item, "obj", None) and item.obj.__doc__) or ""

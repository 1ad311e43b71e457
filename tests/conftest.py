"""What every test may ask for."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest


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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse a test without a sentence: it is what a reader sees first when the test fails."""
    mute = sorted({item.nodeid.split("[")[0] for item in items if not _sentence(item)})
    if mute:
        raise pytest.UsageError("tests without a docstring: " + ", ".join(mute))


def _sentence(item: pytest.Item) -> str:
    return (getattr(item, "obj", None) and item.obj.__doc__) or ""

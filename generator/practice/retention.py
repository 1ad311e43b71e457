"""Until when a couple's answers are kept, even where nothing else of them can be read.

A couple who stopped after intake has answers that nobody will ever mend, and they end no less.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from generator.answers.model import Day
from generator.practice.practice import Practice
from generator.problems import GuideError
from generator.reading.document import read_yaml
from generator.reading.text import BYTE_ORDER_MARK, MOST_BYTES

_FILE, _KEY = "couple.yml", "keep_until"


def keep_until(practice: Practice, name: str) -> date | None:
    """Return the day after which a couple's files should be deleted, as far as it can be read.

    Looks at nothing else in couple.yml, broken as it may be. None where there is no such day, no
    such file, or a link, which could lead out of the couple's folder.
    """
    if Path(name).name != name or name.startswith("."):
        return None
    raw = _bytes(practice.couples / name)
    return next(filter(None, map(_day_in, _readings(raw))), None)


def _bytes(folder: Path) -> bytes:
    file = folder / _FILE
    if folder.is_symlink() or file.is_symlink() or not file.is_file():
        return b""
    try:
        with file.open("rb") as stream:
            return stream.read(MOST_BYTES)
    except OSError:
        return b""


def _readings(raw: bytes) -> Iterator[str]:
    """Yield the whole file, then each line alone that begins with the key: others may be broken."""
    text = raw.removeprefix(BYTE_ORDER_MARK).decode("utf-8", errors="replace")
    yield text
    yield from (line for line in text.splitlines() if line.startswith(f"{_KEY}:"))


def _day_in(text: str) -> date | None:
    try:
        return TypeAdapter(Day).validate_python(read_yaml(text, _FILE).data.get(_KEY))
    except (GuideError, ValidationError):
        return None

"""The file that the site saves → a couple's check-ins, or every problem with its place.

It comes from a device that we know nothing of, by way of a mail or a stick: it may be anything.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from generator.answers.check_ins import FORMAT, SavedCheckIns
from generator.problems import GuideError, Place, Problem
from generator.reading.checking import PLACEHOLDERS, check
from generator.reading.document import Document, Path, dotted, read_yaml
from generator.reading.text import BYTE_ORDER_MARK

MOST_BYTES_SAVED = 2 * 1024 * 1024
"""Three years of evenings with much to say; more than that isn't ours."""

_BLANK = PLACEHOLDERS | {""}
_HIGH, _LOW, _HALF = (
    f"u[dD]{part}[0-9a-fA-F]{{2}}" for part in ("[89abAB]", "[c-fC-F]", "[89a-fA-F]")
)
_ESCAPED = re.compile(rf"\\(?:(?P<high>{_HIGH})\\(?P<low>{_LOW})|(?P<half>{_HALF})|.)", re.DOTALL)
"""A sign of a text as JSON may write it with a backslash, the two halves of an emoji among them."""


class _Bare(str):
    """A number, as it stands in the file: its digits are never counted with."""

    __slots__ = ()


def read_export(raw: bytes, file: str, couple: str) -> tuple[SavedCheckIns, Document]:
    """Return the check-ins in `raw`, and where each part of them stands in `file`.

    `couple` is the key of the guide that they must belong to. Nothing typed counts as more than
    text, and dots alone as nothing. Raises GuideError with every problem that can be told: of a
    file that isn't ours, isn't whole, or is another couple's, that alone.
    """
    text = _text(raw, file)
    data = _json(text, file)
    read = read_yaml(_ESCAPED.sub(_unescaped, text), file)
    document = replace(read, data=_without_blanks(read.data))
    _refuse_foreign(document, couple)
    bare = [
        Problem("export-not-words", document.place(path), dotted(path), values={"name": path[-1]})
        for path in _bare(data)
        if path != ("format",)
    ]
    try:
        saved = check(SavedCheckIns, document)
    except GuideError as error:
        raise GuideError(sorted((*bare, *error.problems), key=lambda one: one.place)) from None
    if bare:
        raise GuideError(bare)
    return saved, document


def _text(raw: bytes, file: str) -> str:
    if len(raw) > MOST_BYTES_SAVED:
        most = {"most": MOST_BYTES_SAVED // 1024 // 1024}
        raise GuideError([Problem("export-too-large", Place(file), values=most)])
    plain = raw.removeprefix(BYTE_ORDER_MARK).replace(b"\r\n", b"\n")
    try:
        return plain.decode("utf-8")
    except UnicodeDecodeError as error:
        line_start = plain.rfind(b"\n", 0, error.start) + 1
        line = plain.count(b"\n", 0, error.start) + 1
        place = Place(file, line, error.start - line_start + 1)
        raise GuideError([Problem("export-broken", place)]) from None


def _json(text: str, file: str) -> Any:
    """Return the data of a JSON text; None where it nests without end, which YAML then tells."""
    if not text.lstrip().startswith("{"):
        raise GuideError([Problem("not-an-export", Place(file, 1, 1))])
    try:
        return json.loads(text, parse_int=_Bare, parse_float=_Bare, parse_constant=_Bare)
    except RecursionError:
        return None
    except json.JSONDecodeError as error:
        place = Place(file, error.lineno, error.colno)
        raise GuideError([Problem("export-broken", place)]) from None


def _unescaped(found: re.Match[str]) -> str:
    """Return an emoji as itself, and nothing for half of one, which no text can hold."""
    if found["high"]:
        high, low = int(found["high"][1:], 16), int(found["low"][1:], 16)
        return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    return "" if found["half"] else found[0]


def _without_blanks(data: Any) -> Any:
    """Return `data` with None for what a couple left blank: no word at all, or dots alone."""
    if isinstance(data, dict):
        return {key: _without_blanks(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_without_blanks(value) for value in data]
    return None if isinstance(data, str) and data.strip() in _BLANK else data


def _refuse_foreign(document: Document, couple: str) -> None:
    """Raise GuideError for a file of another kind, of another format or of another couple."""
    data, place = document.data, document.place
    if not {"format", "couple"} <= data.keys():
        raise GuideError([Problem("not-an-export", Place(document.file, 1, 1))])
    if isinstance(data["format"], str) and data["format"] != str(FORMAT):
        raise GuideError([Problem("export-other-format", place(("format",)), "format")])
    if isinstance(data["couple"], str) and data["couple"] != couple:
        raise GuideError([Problem("export-other-couple", place(("couple",)), "couple")])


def _bare(data: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the path to each number and each yes or no: the site writes texts."""
    if isinstance(data, _Bare | bool):
        yield path
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _bare(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _bare(value, (*path, index))

"""The file that the site saves → a couple's check-ins, or every problem with its place.

It comes from a device that we know nothing of, by way of a mail or a stick: it may be anything.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator.answers.check_ins import FORMAT, SavedCheckIns
from generator.answers.filed import KINDS
from generator.problems import GuideError, Place, Problem
from generator.reading.checking import PLACEHOLDERS, check
from generator.reading.document import Document, Path, dotted, read_yaml
from generator.reading.text import BYTE_ORDER_MARK

MOST_BYTES_SAVED = 2 * 1024 * 1024
"""Three years of evenings with much to say; more than that isn't ours."""

_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
"""A key that a page of ours may have written; `__proto__` isn't one."""

_STRANGE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""What the page takes out of what is typed: signs that steer a device, turn the order of what
is read, or are half of one."""

_SAID_OF_A_FILE = frozenset({"not-an-export", "check-in-ahead", "check-in-too-early"})
_IN_EXPORT: Mapping[str, str] = {
    "check-in-twice": "export-day-twice",
    "day-too-far": "export-not-a-day",
    "no-such-date": "export-not-a-day",
    "not-a-date": "export-not-a-day",
    "not-a-partner": "export-not-a-partner",
    "not-words": "export-not-words",
    "strange-character": "export-strange-sign",
    "text-too-long": "export-text-too-long",
    "too-many": "export-too-many",
    "twice": "export-key-twice",
    "unknown-clause": "export-unknown-clause",
    "unknown-key": "export-unknown-key",
}
"""What is told of answers that a person types → of a file that a page saved."""

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
    try:
        read = read_yaml(_ESCAPED.sub(_unescaped, text), file)
    except GuideError as error:
        raise GuideError(map(as_of_export, error.problems)) from None
    document = replace(read, data=_without_blanks(read.data))
    _refuse_foreign(document, couple)
    found = [*_not_as_saved(data, document)]
    saved = None
    try:
        saved = check(SavedCheckIns, document)
    except GuideError as error:
        found += map(as_of_export, error.problems)
    if found or saved is None:
        told = {(one.place, one.field): one for one in reversed(found)}  # one for each spot
        raise GuideError(told[key] for key in sorted(told))
    return saved, document


def as_of_export(problem: Problem) -> Problem:
    """Return a problem in words for a file that a page saved: nobody is to mend it by hand."""
    if problem.code.startswith("export-") or problem.code in _SAID_OF_A_FILE:
        return problem
    return replace(problem, code=_IN_EXPORT.get(problem.code, "export-not-as-saved"))


def _not_as_saved(data: Any, document: Document) -> Iterator[Problem]:
    """Yield what no page of ours writes, in the data as JSON reads it."""
    for kind in (kind for kind in KINDS if kind not in data):
        yield Problem(
            "export-kind-missing", Place(document.file, 1, 1), kind, values={"name": kind}
        )
    for path, value in _parts(data):
        name = next((part for part in reversed(path) if isinstance(part, str)), "")
        place = document.place(path)
        if isinstance(path[-1], str) and not _KEY.fullmatch(path[-1]):
            yield Problem(
                "export-strange-key", document.key_place(path), dotted(path), values={"typed": name}
            )
        elif value is None or (isinstance(value, _Bare | bool) and path != ("format",)):
            yield Problem("export-not-words", place, dotted(path), values={"name": name})
        elif isinstance(value, str) and _STRANGE.search(value):
            yield Problem("export-strange-sign", place, dotted(path))


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


def _parts(data: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield each part of the data with its path."""
    inner = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in inner:
        yield (*path, key), value
        if isinstance(value, dict | list):
            yield from _parts(value, (*path, key))

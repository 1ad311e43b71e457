"""YAML text → plain data that knows where each part was written.

Scalars stay text: only a model knows whether `2026-11-22` is a date, `no` a refusal or the
start of a sentence, and `0800` a number or a telephone. Aliases and tags are refused, so a
file can't grow while it is read, and nothing in it can run.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from generator.problems import GuideError, Place, Problem
from generator.reading.syntax import find_fault

Path = tuple[str | int, ...]
DEEPEST = 12
"""Answers nest five deep; anything beyond this was not written by hand."""

# libyaml's is about ten times faster than the one in Python, and not on every machine.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Breaks to YAML 1.1, which no keyboard has and no editor shows as one: they come from pasted text.
_NO_BREAKS = str.maketrans("\x85\u2028\u2029", "   ")
_CUT_OFF = re.compile(r"[ \t]+#(?=[^\s#])")
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True)
class Document:
    """Plain data of one YAML file, with the place of each key and value."""

    file: str
    data: Any
    keys: Mapping[Path, Place]
    values: Mapping[Path, Place]

    def place(self, path: Path) -> Place:
        """Return where the value at `path` stands, or its nearest known parent."""
        return self._nearest(self.values, path)

    def key_place(self, path: Path) -> Place:
        """Return where the key at `path` stands, or the nearest known parent's value."""
        return self.keys.get(path) or self._nearest(self.values, path)

    def _nearest(self, places: Mapping[Path, Place], path: Path) -> Place:
        for length in range(len(path), -1, -1):
            if path[:length] in places:
                return places[path[:length]]
        return Place(self.file, 1, 1)


def read_yaml(text: str, file: str) -> Document:
    """Return the document in `text`; `file` is its name in problems.

    Raises GuideError with every problem that can be told apart: broken syntax, a key written
    twice, aliases, tags, more than one document, nesting without end, not a mapping.
    """
    reader = _Reader(file)
    data = reader.read(text)
    if not reader.problems and not isinstance(data, dict):
        kind = "list" if isinstance(data, list) else "text"
        code = "file-is-empty-yaml" if data is None else "file-not-mapping"
        reader.problems.append(
            Problem(code, reader.values.get((), Place(file, 1, 1)), values={"kind": kind})
        )
    if reader.problems:
        raise GuideError(reader.problems)
    return Document(file, data, reader.keys, reader.values)


class _TooDeep(Exception):  # noqa: N818  it ends the reading, and never leaves it
    """Raised when the nesting was reported."""


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: list[str] = []
        self.problems: list[Problem] = []
        self.keys: dict[Path, Place] = {}
        self.values: dict[Path, Place] = {}

    def read(self, text: str) -> Any:
        text = text.translate(_NO_BREAKS)
        self.lines = text.split("\n")
        try:
            return self._documents(yaml.parse(text, Loader=_LOADER))
        except _TooDeep:  # each level costs the parser more than the last: read no further
            pass
        except yaml.YAMLError:
            self.problems.append(find_fault(text, self.file))
        return None

    def _documents(self, events: Iterator[Event]) -> Any:
        data, seen = None, 0
        for event in events:
            if isinstance(event, DocumentStartEvent):
                seen += 1
                if seen > 1:
                    self._report("two-documents", self._place(event))
            elif isinstance(
                event, (ScalarEvent, MappingStartEvent, SequenceStartEvent, AliasEvent)
            ):
                found = self._value(event, events, () if seen == 1 else ("…",))
                data = found if seen == 1 else data
        return data

    def _value(self, event: Event, events: Iterator[Event], path: Path) -> Any:
        self.values[path] = self._place(event)
        if isinstance(event, AliasEvent):
            self._report("alias", self._place(event), path)
            return None
        if getattr(event, "tag", None) is not None:
            self._report("tag", self._place(event), path)
        if len(path) == DEEPEST and isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            self._report("too-deep", self._place(event), path)
            raise _TooDeep
        if isinstance(event, MappingStartEvent):
            return self._mapping(events, path)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(events, path)
        if isinstance(event, ScalarEvent):
            self._report_cut_off(event, path)
            return _scalar(event)
        return None

    def _report_cut_off(self, event: ScalarEvent, path: Path) -> None:
        """Report `Room #5`, which would be read as `Room`: no one writes a note like `#5`."""
        end: Any = event.end_mark  # a parser always sets it
        cut = (
            _CUT_OFF.match(self.lines[end.line], end.column) if end.line < len(self.lines) else None
        )
        if cut and _is_plain(event):
            place = Place(self.file, end.line + 1, cut.end())
            self._report("hash-in-text", place, path, typed=cut.string[cut.end() - 1 :].strip())

    def _mapping(self, events: Iterator[Event], path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for event in events:
            if isinstance(event, MappingEndEvent):
                break
            key = self._key(event, events, path)
            inner = (*path, key)
            if key in found:
                first = self.keys[inner].line
                self._report("twice", self._place(event), inner, key=key, first=first)
                inner = (*inner, "…")
            else:
                self.keys[inner] = self._place(event)
            value = self._value(next(events), events, inner)
            if value is None:  # the parser places what isn't there at the next thing that is
                self.values[inner] = self._place(event)
            found.setdefault(key, value)
        return found

    def _key(self, event: Event, events: Iterator[Event], path: Path) -> str:
        if isinstance(event, ScalarEvent):
            return str(event.value)
        self._report("strange-key", self._place(event), path)
        self._value(event, events, (*path, "?"))
        return "?"

    def _sequence(self, events: Iterator[Event], path: Path) -> list[Any]:
        found: list[Any] = []
        for event in events:
            if isinstance(event, SequenceEndEvent):
                break
            known = len(self.keys), len(self.values)
            item = self._value(event, events, (*path, len(found)))
            if _is_blank(item):
                self._forget(*known)
            else:
                found.append(item)
        return found

    def _forget(self, keys: int, values: int) -> None:
        """Drop the places of an item that was left blank, so that the next can take its number."""
        while len(self.keys) > keys:
            self.keys.popitem()
        while len(self.values) > values:
            self.values.popitem()

    def _place(self, event: Event) -> Place:
        mark: Any = event.start_mark  # a parser always sets it
        return Place(self.file, mark.line + 1, mark.column + 1)

    def _report(self, code: str, place: Place, path: Path = (), **values: Any) -> None:
        self.problems.append(Problem(code, place, dotted(path), values=values))


def dotted(path: Path) -> str:
    """Return a path as a reader says it: `agreement.clauses[2].will`, counting from 1."""
    words = ""
    for part in path:
        words += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if words else part
    return words


def _is_blank(item: Any) -> bool:
    """Tell whether nothing was written: `-` alone, or `- what:` with nothing behind any key."""
    if isinstance(item, dict):
        return all(map(_is_blank, item.values()))
    return item is None or item == []


def _scalar(event: ScalarEvent) -> str | None:
    if _is_plain(event):
        return None if event.value in _NOTHING else str(event.value)
    if event.style in ("|", ">"):
        return str(event.value).rstrip() or None
    return str(event.value)


def _is_plain(event: ScalarEvent) -> bool:
    return event.style in (None, "")

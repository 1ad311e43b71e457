"""A document and a model → the model, or every problem with its place in the file."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.problems import GuideError, Problem
from generator.reading.document import Document, Path, dotted
from generator.reading.fields import field_at, field_names

M = TypeVar("M", bound=BaseModel)

PLACEHOLDERS = frozenset({"…", "..."})
"""Stands in a new file where an answer is needed."""

_STRANGE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What no keyboard types, and a page or a calendar can't hold: written with a backslash."""

_CODES: Mapping[str, str] = {
    "missing": "missing",
    "extra_forbidden": "unknown-key",
    "string_too_long": "text-too-long",
    "string_too_short": "text-empty",
    "string_type": "not-words",
    "literal_error": "not-one-of",
    "enum": "not-one-of",
    "int_parsing": "not-a-number",
    "int_type": "not-a-number",
    "int_parsing_size": "not-a-number",
    "bool_parsing": "not-yes-or-no",
    "bool_type": "not-yes-or-no",
    "greater_than_equal": "number-too-small",
    "less_than_equal": "number-too-large",
    "list_type": "not-a-list",
    "tuple_type": "not-a-list",
    "too_short": "too-few",
    "too_long": "too-many",
    "dict_type": "not-a-mapping",
    "model_type": "not-a-mapping",
    "model_attributes_type": "not-a-mapping",
}

_PATTERN_CODES: Mapping[str, str] = {r"^[A-Z]{2}$": "not-a-country"}


def check(model: type[M], document: Document) -> M:
    """Return `document` as `model`; raises GuideError with all problems, in the file's order."""
    unfilled = [
        Problem("to-fill", document.place(path), dotted(path), values=_about(model, path))
        for path, text in _texts(document.data)
        if text.strip() in PLACEHOLDERS
    ]
    strange = [
        Problem("strange-character", document.place(path), dotted(path))
        for path, text in _texts(document.data)
        if _STRANGE.search(text)
    ]
    answer, wrong = _validated(model, document)
    places = {problem.place for problem in unfilled}
    problems = [*unfilled, *strange, *(one for one in wrong if one.place not in places)]
    if answer is None or problems:
        raise GuideError(sorted(problems, key=lambda problem: problem.place))
    return answer


def _texts(data: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts(value, (*path, index))


def _validated(model: type[M], document: Document) -> tuple[M | None, list[Problem]]:
    try:
        return model.model_validate(document.data), []
    except ValidationError as error:
        found = error.errors(include_url=False)
        return None, [_problem(model, document, one) for one in found if not _follows(one)]


def _follows(error: ErrorDetails) -> bool:
    """Tell whether a list is called too short only because its items are wrong."""
    least = (error.get("ctx") or {}).get("min_length", 0)
    return error["type"] == "too_short" and len(error["input"]) >= least


def _problem(model: type[BaseModel], document: Document, error: ErrorDetails) -> Problem:
    at_key = error["type"] == "extra_forbidden" or error["loc"][-1:] == ("[key]",)
    loc = tuple(part for part in error["loc"] if part != "[key]")
    path = _real_path(document.data, loc)
    code = _code(error, path in document.values)
    values = dict(error.get("ctx") or {}) | _about(model, loc)
    if code == "unknown-key":
        values |= _offer(str(loc[-1]), sorted(field_names(model, loc[:-1])))
    if code == "not-one-of":
        offered = [word for word in str(values["expected"]).split("'") if word.isprintable()][1::2]
        values |= _offer(str(error["input"]), offered)
    if isinstance(error["input"], str):
        values["typed"] = _shortened(error["input"])
    place = document.key_place(path) if at_key else document.place(path)
    return Problem(code, place, dotted(path), values=values)


def _code(error: ErrorDetails, is_written: bool) -> str:
    """Return our code for pydantic's; `is_written` tells whether the place exists in the file."""
    kind = error["type"]
    if kind == "missing" and is_written:
        return "to-fill"
    if kind == "string_pattern_mismatch":
        return _PATTERN_CODES.get(error["ctx"]["pattern"], "not-an-id")
    if kind == "literal_error" and not isinstance(error["input"], str):
        return "not-words"
    return _CODES.get(kind, kind)


def _about(model: type[BaseModel], loc: Path) -> dict[str, str]:
    """Return what a reader calls this place, the last key in it, and which field it fills."""
    name = next((part for part in reversed(loc) if isinstance(part, str)), "")
    return {"name": name, "asks": field_at(model, loc)}


def _offer(typed: str, known: list[str]) -> dict[str, str]:
    return {"known": ", ".join(known), "guess": guess(typed, known)}


def _real_path(data: Any, loc: tuple[int | str, ...]) -> Path:
    """Return the part of pydantic's location that exists in the data (it adds union names)."""
    path: list[int | str] = []
    for part in loc:
        if _holds(data, part):
            data = data[part]
        elif part is not loc[-1] or isinstance(data, str):
            continue
        path.append(part)
    return tuple(path)


def _holds(data: Any, part: int | str) -> bool:
    if isinstance(data, list):
        return isinstance(part, int) and part < len(data)
    return isinstance(data, dict) and part in data


def guess(word: str, known: Iterable[str]) -> str:
    """Return the word of `known` that was probably meant by `word`, or "" when none is close.

    A slip of the pen seldom falls on the first letter: a word that begins otherwise, such as
    "honesty" for "phones", has to be closer.
    """
    typed = word.casefold()
    for close in difflib.get_close_matches(typed, list(known), n=1, cutoff=0.6):
        alike = difflib.SequenceMatcher(None, close, typed).ratio()
        return close if close[:1] == typed[:1] or alike >= 0.8 else ""
    return ""


def _shortened(text: str, most: int = 40) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"

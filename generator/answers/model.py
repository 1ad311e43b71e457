"""What every part of the answers has in common: frozen, strict, words kept as typed."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from generator.answers.blanks import without_blanks
from generator.answers.kinds import Weekday
from generator.reading.document import Path

LONGEST_TEXT = 6000
"""Characters; a page and a half of one person's writing."""
LONGEST_NAME = 60
"""Characters of a short label."""

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""A day outside them is a slip; and a calendar ends soon after the year 9999."""

_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.h]([0-5]\d)")
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_WEEKDAYS: tuple[Weekday, ...] = Weekday.__args__  # type: ignore[attr-defined]


class Answer(BaseModel):
    """A part of the answers: unknown keys are refused, nothing changes once read."""

    # Most parts are checked as part of a whole file: what checks each alone is made when asked for.
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _blank_is_not_answered(cls, data: Any) -> Any:
        return without_blanks(cls, data)


Words = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT)
]
"""Anything a person wrote, shown as they typed it."""

Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_NAME)
]
"""A short label: what someone is called, what a value is called."""

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=40)]
"""A name for use in files and links: small letters, digits, single hyphens."""

Rating = Annotated[int, Field(ge=0, le=10)]
"""0 to 10, a person's own; never compared between persons."""


def _day(value: Any) -> Any:
    day = value if isinstance(value, date) else _written_day(value)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise PydanticCustomError("day-too-far", "a slip")
    return day


def _written_day(value: Any) -> date:
    match = _ISO_DATE.fullmatch(str(value).strip()) if value is not None else None
    if not match:
        raise PydanticCustomError("not-a-date", "not a date")
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        raise PydanticCustomError("no-such-date", "no such date") from None


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
"""A calendar day, written 2026-11-22."""


def _clock(text: str) -> time | None:
    match = _CLOCK.fullmatch(text)
    return time(int(match[1]), int(match[2])) if match else None


class Daily(Answer):
    """A time of every day."""

    at: time


class Weekly(Answer):
    """A time of one day of every week."""

    day: Weekday
    at: time


class Monthly(Answer):
    """A time of, say, the first Sunday of every month; `nth` is 1 to 4, or -1 for the last."""

    nth: int
    day: Weekday
    at: time


def _weekday(word: str) -> Weekday | None:
    return next((day for day in _WEEKDAYS if day.casefold() == word.casefold()), None)


def _daily(value: Any) -> Any:
    at = _clock(str(value).strip())
    if at is None:
        raise PydanticCustomError("not-a-daily-time", "not a time")
    return Daily(at=at)


def _weekly(value: Any) -> Any:
    words = str(value).split()
    day, at = (_weekday(words[0]), _clock(words[1])) if len(words) == 2 else (None, None)
    if day is None or at is None:
        raise PydanticCustomError("not-a-weekly-time", "not a day and time")
    return Weekly(day=day, at=at)


def _monthly(value: Any) -> Any:
    nth, _, rest = str(value).strip().partition(" ")
    if nth.casefold() not in _ORDINALS:
        raise PydanticCustomError("not-a-monthly-time", "not a day of the month and time")
    try:
        weekly = _weekly(rest)
    except PydanticCustomError:
        raise PydanticCustomError("not-a-monthly-time", "not a day and time") from None
    return Monthly(nth=_ORDINALS[nth.casefold()], day=weekly.day, at=weekly.at)


def _as_text(example: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "examples": [example]})


DailyTime = Annotated[Daily, BeforeValidator(_daily), _as_text("20:30")]
WeeklyTime = Annotated[Weekly, BeforeValidator(_weekly), _as_text("Sunday 17:00")]
MonthlyTime = Annotated[Monthly, BeforeValidator(_monthly), _as_text("first Sunday 17:00")]


def typed_words(answer: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield every text in a model, with the path that leads to it, as keys are written in YAML."""
    if isinstance(answer, str):
        yield path, answer
    elif isinstance(answer, BaseModel):
        for name, field in type(answer).model_fields.items():
            yield from typed_words(getattr(answer, name), (*path, field.alias or name))
    elif isinstance(answer, Mapping):
        for key, value in answer.items():
            yield from typed_words(value, (*path, str(key)))
    elif isinstance(answer, tuple):
        for index, value in enumerate(answer):
            yield from typed_words(value, (*path, index))

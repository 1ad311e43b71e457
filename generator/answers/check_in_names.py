"""Which answers a couple's check-ins may hold, by name: what a page of theirs takes from a file.

Made from the models that `mend review` checks a file with, so that the two never differ.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from generator.answers.answers import Answers, clauses_ever
from generator.answers.check_ins import DailyCheckIn, MonthlyReview, WeeklyCheckIn
from generator.answers.filed import BY_CLAUSE, CheckInKind, clauses_filed, filed

EARLY = timedelta(days=7)
"""Before a plan's first day there may be a check-in: a first try, the evening before."""

_MODELS: Mapping[CheckInKind, type[BaseModel]] = {
    "daily": DailyCheckIn,
    "weekly": WeeklyCheckIn,
    "monthly": MonthlyReview,
}


@dataclass(frozen=True)
class Taken:
    """What a file of this couple may hold: people and promises by id, and days from `since` on."""

    partners: tuple[str, ...]
    clauses: tuple[str, ...]
    since: date

    def names(self, kind: CheckInKind) -> tuple[str, ...]:
        """Return each answer by its name, as in "each.alex.feel", "ledger.a.how=kept|partly"."""
        keys = self.clauses if kind in BY_CLAUSE else ()
        return tuple(_names(_MODELS[kind], self.partners, keys, BY_CLAUSE.get(kind, "")))


def taken_from(answers: Answers) -> Taken:
    """Return what a file may hold that this couple saved, from this guide or an older one.

    A guide may be approved, and written in, long before its plan begins. What was filed once may
    come again, also where the plan's first day was moved since.
    """
    held = filed(answers.reviews)
    days = [one.on for kind in (held.daily, held.weekly, held.monthly) for one in kind]
    days += [approval.on for approval in answers.approvals]
    return Taken(
        tuple(answers.couple.partners),
        tuple(sorted({*clauses_ever(answers), *clauses_filed(answers.reviews)})),
        min(answers.couple.plan.started - EARLY, *days, date.max),
    )


def _names(
    annotation: Any, partners: Collection[str], clauses: Collection[str], by_clause: str
) -> Iterator[str]:
    """Yield the names inside a type: a model's fields, a group's keys, "" for words."""
    kind = annotation
    if get_origin(annotation) in (Union, UnionType):  # words, or None where nothing was said
        kind = next(one for one in get_args(annotation) if one is not type(None))
    if get_origin(kind) is Literal:
        yield "=" + "|".join(get_args(kind))
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            if name == "on":
                continue
            keys = clauses if name == by_clause else partners
            for inner in _names(field.annotation, partners, clauses, by_clause):
                yield from _under(name, inner, keys if get_origin(field.annotation) is dict else ())
    elif get_origin(annotation) is dict:
        yield from _names(get_args(annotation)[1], partners, clauses, by_clause)
    else:
        yield ""


def _under(name: str, inner: str, keys: Collection[str]) -> Iterator[str]:
    below = inner if not inner or inner.startswith("=") else f".{inner}"
    yield from (f"{name}.{key}{below}" for key in keys) if keys else (f"{name}{below}",)

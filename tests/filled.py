"""Couples made from the models themselves, so that no field of theirs can be forgotten.

A field that is added to the models is filled here too, and every test that goes through all
fields looks at it. Only what must fit together (names, ids, days) is set by hand.
"""

import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import chain
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import yaml
from pydantic import BaseModel, StringConstraints

from generator.answers.answers import Answers
from generator.answers.check_ins import LedgerLine
from generator.answers.couple import Couple
from generator.answers.folder import CoupleFolder, read_folder
from generator.answers.kinds import Phase, Theme
from generator.answers.model import DailyTime, Day, MonthlyTime, WeeklyTime, typed_words
from generator.answers.partner import PartnerFile, Shared
from generator.answers.review import Review

Data = dict[str, Any]
PARTNERS = ("alex", "sam")
TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Making:
    """How a couple is made up.

    `text` gives the words of a field, by its path ("alex.shared.needs.0") and longest length,
    the same each time it is asked. `keep` says whether to answer what may be left out, and
    `many` how many items a list has.
    """

    text: Callable[[str, int], str]
    keep: Callable[[str], bool] = lambda _: True
    many: Callable[[str], int] = lambda _: 1
    phase: Phase = "stabilise"
    choice: str = "repair"


def a_couple(making: Making) -> dict[str, Data]:
    """Return the data of a couple's files, one review among them, by name without ".yml"."""
    partners = {partner: _model(PartnerFile, partner, making) for partner in PARTNERS}
    review = {"reviews/2026-11-15": _model(Review, "review", making)}
    return {"couple": _model(Couple, "couple", making), **partners, **review}


class _Plain(yaml.SafeDumper):
    """Writes the same answer twice in full: answers may not refer to each other."""

    def ignore_aliases(self, _: object) -> bool:
        """Return that nothing is referred to."""
        return True


def as_files(data: Mapping[str, Data]) -> dict[str, bytes]:
    """Return a couple's data as the files that a therapist would have."""
    return {
        f"{name}.yml": yaml.dump(one, Dumper=_Plain, allow_unicode=True, sort_keys=False).encode()
        for name, one in data.items()
    }


def read(data: Mapping[str, Data]) -> CoupleFolder:
    """Return a couple's folder as Mend reads it."""
    return read_folder("made-up", as_files(data), "couples/made-up")


def written(answers: Answers) -> Iterator[tuple[str, str]]:
    """Yield each text that a couple wrote in words of their own, with its field."""
    models = {"couple": answers.couple, **answers.shared}
    models |= {f"review.{number}": review for number, review in enumerate(answers.reviews)}
    for file, model in models.items():
        start = (file, "shared") if file in answers.shared else (file.split(".")[0],)
        for path, text in typed_words(model, start):
            field = field_of(".".join(map(str, path)))
            if field in text_fields_of_all():
                yield field, text


def text_fields(model: type[BaseModel]) -> Iterator[str]:
    """Yield each field, as "Clause.will", in which a person writes words of their own."""
    for name, annotation in get_type_hints(model, include_extras=True).items():
        if name == "model_config":
            continue
        if _holds_text(annotation):
            yield f"{model.__name__}.{name}"
        for inner in dict.fromkeys(_models_in(annotation)):
            yield from text_fields(inner)


@cache
def text_fields_of_all() -> frozenset[str]:
    """Return all fields in which a couple writes words that may be shown."""
    return frozenset(chain.from_iterable(map(text_fields, (Couple, Shared, Review))))


def field_of(path: str) -> str:
    """Return the field ("Clause.will") that a path ("couple.agreement.clauses.0.will") names."""
    file, *parts = path.split(".")
    model: type[BaseModel] = PartnerFile
    if file in ("couple", "review") or file.startswith("reviews/"):
        model = Couple if file == "couple" else Review
    found = ""
    for part in parts:
        hints = get_type_hints(model, include_extras=True)
        name = next((n for n, f in model.model_fields.items() if part in (n, f.alias)), None)
        if name is None:
            continue  # a position in a list, or a partner's name
        found = f"{model.__name__}.{name}"
        model = next(iter(_models_in(hints[name])), model)
    return found


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if annotation in (DailyTime, WeeklyTime, MonthlyTime):
        return
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)


def _longest(annotation: Any) -> int | None:
    """Return how many letters may stand here, or None where no one writes freely."""
    if get_origin(annotation) is not Annotated or get_args(annotation)[0] is not str:
        return None
    limits = [one for one in get_args(annotation) if isinstance(one, StringConstraints)]
    return next((one.max_length for one in limits if one.pattern is None), None)


def _holds_text(annotation: Any) -> bool:
    inner = [] if get_origin(annotation) is Annotated else get_args(annotation)
    return _longest(annotation) is not None or any(map(_holds_text, inner))


def _model(model: type[BaseModel], path: str, making: Making) -> Data:
    hints = get_type_hints(model, include_extras=True)
    made: Data = {}
    for name, info in model.model_fields.items():
        at = f"{path}.{name}"
        if not (info.is_required() or making.keep(at)):
            continue
        fixed = _FIXED.get(f"{model.__name__}.{name}")
        value = fixed(at, making) if fixed else _value(hints[name], at, making)
        if value is not None:
            made[info.alias or name] = value
    return made


def _value(annotation: Any, path: str, making: Making) -> Any:  # noqa: PLR0911  a kind each
    if (longest := _longest(annotation)) is not None:
        return making.text(path, longest)
    if annotation is Day:
        return "2026-12-06"
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType, Annotated):
        return _value(inner[0], path, making)
    if origin is tuple:
        return [_value(inner[0], f"{path}.{n}", making) for n in range(making.many(path))]
    if origin is dict:
        return {partner: _value(inner[1], f"{path}.{partner}", making) for partner in PARTNERS}
    if origin is Literal:
        return inner[0]
    return _model(annotation, path, making) if _is_model(annotation) else _PLAIN[annotation]


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


_PLAIN: Mapping[Any, Any] = {int: "5", bool: "no"}


def _position(path: str) -> int:
    """Return which item of the innermost list a path leads into."""
    return next(int(part) for part in reversed(path.split(".")) if part.isdecimal())


def _turn(*choices: Any) -> Callable[[str, Making], Any]:
    """Let the items of a list take turns with these choices."""
    return lambda path, _: choices[_position(path) % len(choices)]


def _set(value: Any) -> Callable[[str, Making], Any]:
    return lambda _path, _making: value


def _days_before(day: str, number: int) -> str:
    return (date.fromisoformat(day) - timedelta(days=number)).isoformat()


def _numbered(name: str) -> Callable[[str, Making], Any]:
    return lambda path, _: f"{name}-{_position(path)}"


def _a_value(_path: str, making: Making) -> str:
    return making.text("alex.shared.values.0.value", 60)


_FIXED: Mapping[str, Callable[[str, Making], Any]] = {
    "Couple.partners": lambda path, making: {
        partner: {"called": making.text(f"{path}.{partner}.called", 60), "role": role}
        for partner, role in zip(PARTNERS, ("hurt", "involved"), strict=True)
    },
    "Couple.country": _set("GB"),
    "Couple.paper": _set(None),
    "Couple.keep_until": _set("2028-11-22"),
    "Together.since": _set("2012"),
    "Breach.touched": lambda path, making: [_a_value(path, making)],
    "Breach.came_to_light": _set("2026-09-24"),
    "Release.seen_alone": _set({"alex": "2026-11-02", "sam": "2026-11-03"}),
    "Release.choices": lambda _, making: dict.fromkeys(PARTNERS, making.choice),
    "Release.breach_ended": _set("yes"),
    "SameValue.words": lambda _, making: {
        partner: making.text(f"{partner}.shared.values.0.value", 60) for partner in PARTNERS
    },
    "ValueMapAnswers.not_the_same": _set(None),
    "ValueMapAnswers.same_word_different_meaning": _set(None),
    "ValueMapAnswers.talks": _set(["2026-11-24", "2026-12-01"]),
    "Goal.from_values": lambda path, making: [_a_value(path, making)],
    "Clause.id": _numbered("clause"),
    "Clause.theme": _turn(*get_args(Theme)),
    "Clause.protects": _a_value,
    "Clause.asked_by": _turn("alex", "sam", "both"),
    "Clause.owner": _set("sam"),
    "Clause.starts": _set("2026-11-22"),
    "Clause.review": _set("2026-12-20"),
    "Clause.until": _set("2027-02-14"),
    "Clause.accepted": _set(None),
    "Transparency.voluntary": _set("yes"),
    "KeptPrivate.whose": _turn("alex", "sam", "both"),
    "TimeOut.at_least_minutes": _set("30"),
    "TimeOut.back_within_hours": _set("24"),
    "TimeOut.free_exit": _set("yes"),
    "Talking.time_limit_minutes": _set("30"),
    "CheckInTimes.daily": _set("20:30"),
    "CheckInTimes.weekly": _set("Sunday 17:00"),
    "CheckInTimes.monthly": _set("first Sunday 17:00"),
    "PlanAnswers.phase": lambda _, making: making.phase,
    "PlanAnswers.started": _set("2026-11-22"),
    "PlanAnswers.timezone": _set("Europe/London"),
    "PlanAnswers.gates_met": _set(None),
    "PhaseDates.phase": _set("maintain"),
    "PhaseDates.starts": _set("2027-11-22"),
    "Milestone.id": _numbered("milestone"),
    "Milestone.phase": lambda _, making: making.phase,
    "Milestone.reached": _set(None),
    "Step.id": _numbered("step"),
    "Step.who": _turn("alex", "sam", "both"),
    "Step.clause": _set("clause-0"),
    "Step.value": _a_value,
    "Review.on": _set("2026-11-15"),
    "RevisitedValue.value": _a_value,
    "Kept.clause": _set("clause-0"),
    "OnPaper.clause": _set("clause-0"),
    "OnPaper.ticked": lambda path, _: {"alex": ("talk-first", "agree")[_position(path) % 2]},
    "DailyCheckIn.on": lambda path, _: _days_before("2026-11-15", _position(path)),
    "WeeklyCheckIn.on": lambda path, _: _days_before("2026-11-15", 7 * _position(path)),
    "WeeklyCheckIn.ledger": lambda path, making: {
        "clause-0": _model(LedgerLine, f"{path}.clause-0", making)
    },
    "MonthlyReview.on": lambda path, _: _days_before("2026-11-15", 28 * _position(path)),
    "MonthlyReview.wishes": _set({"clause-0": "change"}),
    "Understanding.seen_by": _turn("alex", "sam"),
    "Apology.who": _turn("sam", "alex"),
}

"""What was left blank counts as not answered.

A form that a person fills in holds every question. So `fears:` with nothing behind it must mean
the same as no `fears` at all, and only a question that needs an answer may complain.
"""

from typing import Any, get_origin

from pydantic import BaseModel


def without_blanks(model: type[BaseModel], data: Any) -> Any:
    """Return `data` without what was left blank; anything that isn't a mapping comes back as is.

    A key that the model doesn't know stays, so that it is still refused. A group of questions
    that needs an answer stays even when all of it is blank, so that each of them is named.
    """
    if not isinstance(data, dict):
        return data
    needed, groups = _needed(model), _groups(model)
    return {
        key: _filled(value) if key in groups else value
        for key, value in data.items()
        if not (key in needed and (value is None or (not needed[key] and _is_blank(value))))
    }


def _needed(model: type[BaseModel]) -> dict[str, bool]:
    return {
        known: field.is_required()
        for name, field in model.model_fields.items()
        for known in (name, field.alias or name)
    }


def _groups(model: type[BaseModel]) -> set[str]:
    """Return the fields that hold one answer per partner."""
    fields = model.model_fields
    return {name for name, field in fields.items() if get_origin(field.annotation) is dict}


def _filled(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: inner for key, inner in value.items() if inner is not None}


def _is_blank(value: Any) -> bool:
    if isinstance(value, dict):
        return all(_is_blank(inner) for inner in value.values())
    return value is None or value == []

"""Which fields a model and the models inside it have, by their place in a file."""

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

Path = tuple[str | int, ...]


def field_names(model: type[BaseModel], path: Path) -> set[str]:
    """Return the names of the fields that may stand at `path`, as they are written in a file."""
    return {name for kind in _models_at(model, path)[0] for name in _fields(kind)}


def field_at(model: type[BaseModel], path: Path) -> str:
    """Return the field that holds what stands at `path`, as `Model.field`; empty for none."""
    return _models_at(model, path)[1]


def _models_at(model: type[BaseModel], path: Path) -> tuple[set[type[BaseModel]], str]:
    """Follow `path` into `model`: the models there, and the last field on the way."""
    root = model.model_fields.get("root")
    models, last = set(_models_in(root.annotation)) if root else {model}, ""
    for part in path:
        holders = [kind for kind in models if part in _fields(kind)]
        if holders:
            last = f"{holders[0].__name__}.{part}"
            found = (_fields(kind)[str(part)].annotation for kind in holders)
            models = {inner for annotation in found for inner in _models_in(annotation)}
    return models, last


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)

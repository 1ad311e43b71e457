"""The models → JSON Schema, so that an editor completes, explains and checks as one types.

Mend reads every scalar as text, but an editor takes `0800` for a number and `true` for a yes.
So the schema is a little wider than the models: what Mend accepts, no editor underlines.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal, get_args

from pydantic import BaseModel

from generator.answers.couple import Couple
from generator.answers.partner import PartnerFile
from generator.answers.review import Review

Kind = Literal["couple", "partner", "review"]
Schema = dict[str, Any]

KINDS: Mapping[Kind, type[BaseModel]] = {
    "couple": Couple,
    "partner": PartnerFile,
    "review": Review,
}
_DRAFT = "http://json-schema.org/draft-07/schema#"  # what editors know best


def json_schema(kind: Kind, descriptions: Mapping[str, str]) -> Schema:
    """Return the JSON Schema of one kind of answer file.

    `descriptions` holds the help for each answer, as `Model.field` (by alias), and for each
    file as `Model`. Raises KeyError where one is missing.
    """
    model = KINDS[kind]
    raw = model.model_json_schema(by_alias=True, mode="validation")
    parts = raw.pop("$defs", {})
    whole = _described(raw, parts, descriptions)
    return {"$schema": _DRAFT, "title": kind, "description": descriptions[model.__name__]} | whole


def answer_fields(model: type[BaseModel]) -> Iterator[str]:
    """Yield `Model.field` for each answer that `model` and the models inside it ask for."""
    for name, field in model.model_fields.items():
        yield f"{model.__name__}.{field.alias or name}"
    for inner in dict.fromkeys(_models_in(model)):
        yield from answer_fields(inner)


def _models_in(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for field in model.model_fields.values():
        # what a validator makes of one text ("Sunday 17:00") isn't filled in part by part
        if not any(hasattr(extra, "json_schema") for extra in field.metadata):
            yield from _models_of(field.annotation)


def _models_of(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_of(inner)


def _described(
    part: Schema, parts: Mapping[str, Schema], descriptions: Mapping[str, str]
) -> Schema:
    """Return a model's schema with help on each answer and every reference put in place."""

    def resolve(name: str) -> Schema:
        return _described(parts[name], parts, descriptions)

    fields = part["properties"].items()
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            name: {"description": descriptions[f"{part['title']}.{name}"]} | _wide(field, resolve)
            for name, field in fields
        },
        "required": part.get("required", []),
    }


def _wide(schema: Schema, resolve: Callable[[str], Schema]) -> Schema:
    """Return `schema` without titles and references, open to all that Mend accepts."""
    if "$ref" in schema:
        return _or_blank(resolve(schema["$ref"].rpartition("/")[2]))
    if "anyOf" in schema:  # an answer, or none
        return _wide(schema["anyOf"][0], resolve)
    kept = {key: value for key, value in schema.items() if key not in {"title", "default"}}
    if "items" in kept:
        kept["items"] = _wide(kept["items"], resolve)
    if "patternProperties" in kept:
        named = kept["patternProperties"].items()
        kept["patternProperties"] = {name: _wide(inner, resolve) for name, inner in named}
        kept["additionalProperties"] = False
    return _or_blank(_SCALARS.get(kept.get("type", ""), dict)(kept))


def _or_blank(schema: Schema) -> Schema:
    """Return `schema` open to a blank: which blanks need an answer is for `mend check` to say."""
    if "enum" in schema:
        return {key: value for key, value in schema.items() if key != "type"} | {
            "enum": [*schema["enum"], None]
        }
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return schema | {"type": [*types, "null"]}


def _text(schema: Schema) -> Schema:
    if schema.get("format") == "date":
        return schema | {"pattern": r"^\d{4}-\d{2}-\d{2}$"}
    plain = not {"enum", "const", "pattern"} & schema.keys()
    return schema | {"type": ["string", "number", "boolean"]} if plain else schema


def _whole_number(schema: Schema) -> Schema:
    return schema | {"type": ["integer", "string"], "pattern": r"^\d+$"}


def _yes_or_no(_: Schema) -> Schema:
    return {"enum": ["yes", "no", True, False]}


_SCALARS: Mapping[str, Callable[[Schema], Schema]] = {
    "string": _text,
    "integer": _whole_number,
    "boolean": _yes_or_no,
}

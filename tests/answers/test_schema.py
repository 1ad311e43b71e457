"""What an editor is told about the answers."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from generator.answers.schema import KINDS, Kind, answer_fields, json_schema
from generator.shipped import shipped_folder

SHIPPED = shipped_folder()


@pytest.fixture(scope="module")
def descriptions() -> Mapping[str, str]:
    found: dict[str, str] = _load(SHIPPED / "templates/en/fields.yml")
    return found


def _load(path: Path) -> Any:
    return _as_an_editor_does(YAML(typ="safe").load(path.read_text("utf-8")))


def _as_an_editor_does(data: Any) -> Any:
    """Return data with dates as text: the YAML that editors speak has no dates."""
    if isinstance(data, dict):
        return {str(key): _as_an_editor_does(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_as_an_editor_does(value) for value in data]
    return data.isoformat() if isinstance(data, date) else data


def _answer_files() -> list[tuple[Kind, Path]]:
    found: list[tuple[Kind, Path]] = []
    for couple in sorted(SHIPPED.glob("couples/*/couple.yml")):
        found.append(("couple", couple))
        others = sorted(set(couple.parent.glob("*.yml")) - {couple})
        found += [("partner", path) for path in others]
        found += [("review", path) for path in sorted(couple.parent.glob("reviews/*.yml"))]
    return found


def test_every_answer_is_explained_and_nothing_else_is(descriptions: Mapping[str, str]) -> None:
    """An answer without help, or help without an answer, is a mistake in fields.yml."""
    models = KINDS.values()
    asked = {name for model in models for name in answer_fields(model)}
    assert len(asked) > 100
    assert set(descriptions) == asked | {model.__name__ for model in models}


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_sound_and_closed(kind: Kind, descriptions: Mapping[str, str]) -> None:
    """Each schema is valid, refuses what isn't asked for, and helps with every answer."""
    schema = json_schema(kind, descriptions)
    jsonschema.Draft7Validator.check_schema(schema)
    groups = list(_groups(schema))
    assert groups
    for group in groups:
        assert group["additionalProperties"] is False
        assert all(answer["description"] for answer in group["properties"].values())


@pytest.mark.parametrize("kind", KINDS)
def test_help_names_the_words_to_choose_from(kind: Kind, descriptions: Mapping[str, str]) -> None:
    """Where one word of a few is asked for, the help holds all of them."""
    for group in _groups(json_schema(kind, descriptions)):
        for name, answer in group["properties"].items():
            words = {word for word in answer.get("enum", ()) if isinstance(word, str)}
            if words != {"yes", "no"}:
                assert all(word in answer["description"] for word in words), name


def _groups(schema: Any) -> Any:
    if isinstance(schema, dict):
        if "properties" in schema and "type" in schema:
            yield schema
        for inner in schema.values():
            yield from _groups(inner)


def test_the_samples_satisfy_the_schema(descriptions: Mapping[str, str]) -> None:
    """No editor underlines anything in the sample couples."""
    files = _answer_files()
    assert {kind for kind, _ in files} >= {"couple", "partner"}
    for kind, path in files:
        validator = jsonschema.Draft7Validator(json_schema(kind, descriptions))
        found = [
            f"{path.name}: {error.json_path} {error.message}"
            for error in validator.iter_errors(_load(path))
        ]
        assert not found


@pytest.mark.parametrize(
    ("answer", "is_fine"),
    [
        ({"phone": 15550100}, True),
        ({"phone": None}, True),
        ({"phone": ["a"]}, False),
        ({"phon": "1"}, False),
    ],
)
def test_an_editor_accepts_what_mend_accepts(
    answer: dict[str, Any], is_fine: bool, descriptions: Mapping[str, str]
) -> None:
    """A number for a text or a blank is fine; a list, or a key that isn't there, is not."""
    whole = json_schema("couple", descriptions)["properties"]["therapist"]
    validator = jsonschema.Draft7Validator(whole)
    assert validator.is_valid({"called": "Dr Ortega"} | answer) is is_fine


def test_a_missing_description_is_told() -> None:
    """A schema is never made with a silent gap."""
    with pytest.raises(KeyError):
        json_schema("review", {})


@pytest.mark.parametrize("kind", KINDS)
def test_the_schemas_beside_the_samples_are_fresh(
    kind: Kind, descriptions: Mapping[str, str]
) -> None:
    """The samples' modelines point at files; make them anew with `mend schema KIND`."""
    kept = json.loads((SHIPPED / f".schemas/{kind}.json").read_text("utf-8"))
    assert kept == json_schema(kind, descriptions)


def test_each_sample_asks_the_editor_for_help() -> None:
    """The first line of an answer file names its schema, from where the file lies."""
    for kind, path in _answer_files():
        first = path.read_text("utf-8").split("\n", 1)[0]
        schema = first.removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / schema).resolve() == SHIPPED / f".schemas/{kind}.json"

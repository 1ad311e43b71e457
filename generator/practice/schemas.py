"""JSON Schema as the text of a file, with the help of the practice's language in it."""

import json

from generator.answers.schema import Kind, json_schema
from generator.reading.layers import read_layers
from generator.shipped import TemplateFolders


def schema_text(templates: TemplateFolders, kind: Kind, language: str = "en") -> str:
    """Return the schema by which an editor completes, explains and checks one kind of file.

    Raises GuideError where fields.yml is broken, and KeyError where it misses an answer.
    """
    schema = json_schema(kind, read_layers(templates, f"{language}/fields.yml"))
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"

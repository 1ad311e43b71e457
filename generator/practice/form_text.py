"""A template of a form and what is known → YAML for a person to fill in.

Everything that a template inserts is written so that YAML reads it as exactly that text; only
what goes through `note` isn't, for it stands in a comment.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.pages.mistakes import template_problems
from generator.shipped import TemplateFolders

_SAFE_UNQUOTED = re.compile(r"…|[^\W\d_][\w .'’()-]*[\w.'’)]|[^\W\d_]|\d{4}-\d{2}-\d{2}")
_NOTHING_TO_YAML = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_LINE_BREAKS = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff]")


class _Note(str):
    """Text for a comment."""

    __slots__ = ()


def form_text(
    templates: TemplateFolders, language: str, name: str, values: Mapping[str, Any]
) -> str:
    """Return the form `starter/NAME` of a language with `values` in it.

    Raises GuideError where the template is mistaken or wants a value it isn't given.
    """
    folders = [str(folder / language / "starter") for folder in templates.folders]
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folders),
        autoescape=False,
        undefined=StrictUndefined,
        finalize=_written,
        keep_trailing_newline=True,
    )
    environment.filters |= {"note": _note, "column": _column}
    with template_problems(f"{language}/starter/{name}"):
        return environment.get_template(name).render(values)


def quoted(text: str) -> str:
    """Return `text` as YAML for it: plain where that is safe, else between double quotes."""
    if _SAFE_UNQUOTED.fullmatch(text) and text.casefold() not in _NOTHING_TO_YAML:
        return text
    in_json = json.dumps(text, ensure_ascii=False)
    return _LINE_BREAKS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", in_json)


def _note(text: object) -> _Note:
    shown = (sign if sign.isprintable() else " " for sign in str(text))
    return _Note("".join(shown).rstrip())


def _column(text: object, width: int) -> _Note:
    return _Note(_note(text).ljust(width))


def _written(value: Any) -> Any:
    return value if isinstance(value, _Note | StrictUndefined) else quoted(str(value))

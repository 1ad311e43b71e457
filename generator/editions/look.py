"""A practice's mkdocs.yml, with our own behind it: what it leaves out keeps its default."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from generator.editions.web_address import is_web_address
from generator.problems import GuideError, Place, Problem
from generator.shipped import shipped_folder

_GROUPS = ("theme", "extra")
"""Settings that hold settings, each of which may be left out."""

_DAY = 24 * 60
"""Minutes."""

_LEAVE_TO = re.compile(r"^\s*leave_to\s*:", re.MULTILINE)


def read_look(look: Path) -> dict[str, Any]:
    """Return a practice's mkdocs.yml, and from ours whatever it leaves out.

    Raises GuideError where it can't be read, or where "Leave quickly" would lead nowhere.
    """
    own, ours = _read(look), _read(shipped_folder() / "mkdocs.yml")
    whole = {**ours, **_answered(own)}
    whole |= {key: {**_mapping(ours, key), **_answered(_mapping(own, key))} for key in _GROUPS}
    if not is_web_address(whole["extra"]["leave_to"]):
        typed = {"typed": str(whole["extra"]["leave_to"])}
        raise GuideError([Problem("leave-not-an-address", _leave_place(look), values=typed)])
    minutes = whole["extra"]["lock_after_minutes"]
    if type(minutes) is not int or not 0 <= minutes <= _DAY:
        typed = {"typed": str(minutes)}
        raise GuideError([Problem("lock-after-not-minutes", Place(look.name), values=typed)])
    return whole


def _read(look: Path) -> Mapping[str, Any]:
    try:
        with look.open(encoding="utf-8") as file:
            settings: object = yaml_load(file, get_yaml_loader(yaml.SafeLoader))
    except OSError as error:
        said = {"said": error.strerror}
        raise GuideError([Problem("can-not-read", Place(look.name), values=said)]) from None
    except (UnicodeDecodeError, ConfigurationError, TypeError) as error:
        raise GuideError([Problem("look-unreadable", _place(look, error))]) from error
    if not isinstance(settings, Mapping):
        raise GuideError([Problem("look-unreadable", Place(look.name))])
    return settings


def _place(look: Path, error: Exception) -> Place:
    mark = getattr(error.__context__, "problem_mark", None)  # MkDocs wraps YAML's own error
    return Place(look.name, mark.line + 1, mark.column + 1) if mark else Place(look.name)


def _leave_place(look: Path) -> Place:
    text = look.read_text(encoding="utf-8")
    found = _LEAVE_TO.search(text)
    return Place(look.name, text.count("\n", 0, found.end()) + 1, 1) if found else Place(look.name)


def _answered(settings: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in settings.items() if value is not None}


def _mapping(look: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = look.get(key)
    return dict(value) if isinstance(value, Mapping) else {}

"""The library's files → its models, the practice's own before the shipped ones.

Shipped files are known to be sound, since the tests read each with care, so they are read the
fast way. A practice's own file is read with positions: its mistakes are named where they stand.
What is in a file is made into models once in a process, and known again by its content: every
couple of a run is held against the same.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar, cast

import yaml
from pydantic import BaseModel

from generator.library.deck import Deck
from generator.library.models import (
    KNOWN_SOUND,
    BreachKind,
    ClauseSuggestion,
    Helplines,
    Suggestions,
    Value,
    Values,
    WordingRule,
)
from generator.reading.checking import check
from generator.reading.document import read_yaml
from generator.reading.text import read_text
from generator.shipped import TemplateFolders, shipped_folder

M = TypeVar("M", bound=BaseModel)

BREACH_KINDS: tuple[BreachKind, ...] = (
    "affair", "emotional-affair", "online", "money-secrecy", "addiction-secrecy", "broken-promises",
)  # fmt: skip

# Both classes build nothing but text, lists and mappings; libyaml's is about ten times faster.
_FAST = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True)
class Library:
    """All that a couple's answers are offered and checked against, in one language."""

    values: tuple[Value, ...]
    suggestions: dict[BreachKind, tuple[ClauseSuggestion, ...]]
    helplines: dict[str, Helplines]
    wording: tuple[WordingRule, ...]


def load_library(templates: TemplateFolders, language: str) -> Library:
    """Return the whole library.

    Raises GuideError with located problems where a practice's own file needs work.
    """
    countries = (path.stem for path in templates.all(f"{language}/library/helplines", ".yml"))
    return Library(
        load_values(templates, language),
        {kind: load_suggestions(templates, language, kind) for kind in BREACH_KINDS},
        {country: load_helplines(templates, language, country) for country in countries},
        load_wording(templates, language),
    )


def load_values(templates: TemplateFolders, language: str) -> tuple[Value, ...]:
    """Return the deck of values, in the order in which it is offered."""
    return load_file(templates.find(f"{language}/library/values.yml"), Values).values


def load_deck(templates: TemplateFolders, language: str) -> Deck:
    """Return the deck as guides use it."""
    file = templates.find(f"{language}/library/values.yml")
    return _deck(file, file.read_bytes(), language)


def load_suggestions(
    templates: TemplateFolders, language: str, kind: BreachKind
) -> tuple[ClauseSuggestion, ...]:
    """Return the clauses suggested for this kind of breach: its own first, then those for any."""
    files = (templates.find(f"{language}/library/clauses/{name}.yml") for name in (kind, "any"))
    return tuple(clause for file in files for clause in load_file(file, Suggestions).clauses)


def load_helplines(templates: TemplateFolders, language: str, country: str) -> Helplines:
    """Return the helplines of a country (`US`), or the general wording where none are known."""
    folder = f"{language}/library/helplines"
    try:
        file = templates.find(f"{folder}/{country}.yml")
    except FileNotFoundError:
        file = templates.find(f"{folder}/unknown.yml")
    return load_file(file, Helplines)


def load_wording(templates: TemplateFolders, language: str) -> tuple[WordingRule, ...]:
    """Return the wording rules, in the order of their file names."""
    files = templates.all(f"{language}/library/wording", ".yml")
    return tuple(load_file(file, WordingRule) for file in files)


def load_file(file: Path, model: type[M]) -> M:
    """Return one file of the library as `model`; raises GuideError with located problems."""
    return cast("M", _read(file, file.read_bytes(), model))


def load_file_carefully(file: Path, model: type[M]) -> M:
    """Do as `load_file` for a file that anyone may have written."""
    return _read_carefully(file, file.read_bytes(), model)


@lru_cache(maxsize=256)
def _read(file: Path, content: bytes, model: type[BaseModel]) -> BaseModel:
    if file.is_relative_to(shipped_folder()):
        return model.model_validate(yaml.load(content, Loader=_FAST), context=KNOWN_SOUND)  # noqa: S506
    return _read_carefully(file, content, model)


def _read_carefully(file: Path, content: bytes, model: type[M]) -> M:
    return check(model, read_yaml(read_text(content, str(file)), str(file)))


@lru_cache(maxsize=8)
def _deck(file: Path, content: bytes, language: str) -> Deck:
    values = cast("Values", _read(file, content, Values))
    return Deck(values.values, frozenset(values.small_words), language)

"""The library's files → its models, the practice's own before the shipped ones."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from generator.library.deck import Deck
from generator.library.files import load_file, model_of
from generator.library.models import (
    BreachKind,
    ClauseSuggestion,
    Helplines,
    Suggestions,
    Value,
    Values,
    WordingRule,
)
from generator.shipped import TemplateFolders

BREACH_KINDS: tuple[BreachKind, ...] = (
    "affair", "emotional-affair", "online", "money-secrecy", "addiction-secrecy", "broken-promises",
)  # fmt: skip


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


@lru_cache(maxsize=8)
def _deck(file: Path, content: bytes, language: str) -> Deck:
    values = model_of(file, content, Values)
    return Deck(values.values, frozenset(values.small_words), language)

"""The three forms of a new couple: what is known is filled in, and the rest is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import get_args

from generator.answers.kinds import BreachKind, Theme
from generator.library.files import load_file
from generator.library.loader import load_suggestions, load_values
from generator.library.models import ClauseSuggestion, Suggestions
from generator.practice.form_text import form_text
from generator.practice.new_partners import TO_FILL, NewPartner
from generator.shipped import TemplateFolders

FIRST_REVIEW = timedelta(days=28)  # four whole weeks, within the 30 days of rule 11
LAST_DAY = timedelta(days=84)  # twelve weeks, within the 90 days of rule 12
KEEP_FOR = timedelta(days=2 * 365)


@dataclass(frozen=True)
class NewCouple:
    """What is known of a couple before anything is filled in; the rest is `…`."""

    name: str
    partners: tuple[NewPartner, NewPartner]
    today: date
    breach: str = TO_FILL
    country: str = TO_FILL


def couple_forms(
    templates: TemplateFolders, couple: NewCouple, language: str = "en"
) -> dict[str, str]:
    """Return the text of `couple.yml` and of a file for each partner, by file name.

    Raises GuideError where a practice's own library or form needs work.
    """
    deck = load_values(templates, language)
    width = max(len(value.name) for value in deck)
    forms = {
        "couple.yml": form_text(
            templates, language, "couple.yml.j2", _asked_together(templates, couple, language)
        )
    }
    for one in couple.partners:
        values = {"partner": one, "deck": deck, "width": width}
        forms[f"{one.id}.yml"] = form_text(templates, language, "partner.yml.j2", values)
    return forms


def _asked_together(
    templates: TemplateFolders, couple: NewCouple, language: str
) -> dict[str, object]:
    return {
        "couple": couple,
        "partners": couple.partners,
        "breach_kinds": get_args(BreachKind),
        "review": couple.today + FIRST_REVIEW,
        "until": couple.today + LAST_DAY,
        "keep_until": couple.today + KEEP_FOR,
        "ideas": _by_theme(_ideas(templates, couple.breach, language)),
        "ideas_fit": couple.breach != TO_FILL,
    }


def _ideas(templates: TemplateFolders, breach: str, language: str) -> tuple[ClauseSuggestion, ...]:
    for kind in get_args(BreachKind):
        if kind == breach:
            return load_suggestions(templates, language, kind)
    file = templates.find(f"{language}/library/clauses/any.yml")
    return load_file(file, Suggestions).clauses


def _by_theme(
    clauses: Sequence[ClauseSuggestion],
) -> list[tuple[str, list[ClauseSuggestion]]]:
    themes: tuple[str, ...] = get_args(Theme)
    return [(theme, of) for theme in themes if (of := [c for c in clauses if c.theme == theme])]

"""A new practice, and the files of a new couple, ready to fill in."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import get_args

from generator.answers.agreement import BOTH
from generator.answers.kinds import BreachKind, Theme
from generator.answers.schema import KINDS
from generator.library.loader import load_file, load_suggestions, load_values
from generator.library.models import ClauseSuggestion, Suggestions
from generator.practice.form_text import form_text
from generator.practice.practice import COUPLE_NAME, Practice
from generator.practice.private_files import add_files, add_folder
from generator.practice.schemas import schema_text
from generator.problems import GuideError, Place, Problem
from generator.reading.checking import guess
from generator.shipped import TemplateFolders, practice_templates, shipped_folder

SAMPLE = "alex-sam"
TO_FILL = "…"
LANGUAGE = "en"

FIRST_REVIEW = timedelta(days=28)  # four whole weeks, within the 30 days of rule 11
LAST_DAY = timedelta(days=84)  # twelve weeks, within the 90 days of rule 12
KEEP_FOR = timedelta(days=2 * 365)

_SPARE = ("first", "second")
_RESERVED = frozenset({BOTH, "couple", *_SPARE})
"""Short names that mean something else: both of them, the couple's own file, and the spare ones."""

_COUNTRY = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True)
class NewPartner:
    """One of the two as known before anything is filled in."""

    id: str
    called: str


def start_practice(folder: Path) -> None:
    """Make a practice in `folder`: the look, the sample couple, help for editors and for people.

    Raises GuideError, with nothing written, where any of its files is already there.
    """
    add_files(folder, dict(sorted(_practice_files(practice_templates(folder)).items())))


def start_couple(
    practice: Practice,
    name: str,
    *,
    today: date,
    partners: str | None = None,
    breach: str | None = None,
    country: str | None = None,
) -> tuple[str, ...]:
    """Write the three files of a new couple and return their names.

    `partners` holds two names with a comma between them; without it they come from a name of
    the form alex-sam. Whatever isn't given stays to be filled in. Raises GuideError, with
    nothing written, for a name that can't be used or is taken, and for unknown words.
    """
    place = Place(f"couples/{name}")
    problems = _problems(practice, name, partners, breach, country)
    if problems:
        raise GuideError(Problem(code, place, values=values) for code, values in problems)
    files = _couple_files(
        practice.templates, name, _partners(name, partners), today,
        breach or TO_FILL, (country or TO_FILL).upper(),
    )  # fmt: skip
    _refresh_schemas(practice)
    add_folder(practice.couples / name, {file: text.encode() for file, text in files.items()})
    return tuple(files)


def _practice_files(templates: TemplateFolders) -> dict[str, bytes]:
    shipped, starter = shipped_folder(), f"{LANGUAGE}/starter"
    return {
        "mkdocs.yml": (shipped / "mkdocs.yml").read_bytes(),
        "README.md": templates.find(f"{starter}/README.md").read_bytes(),
        ".gitignore": templates.find(f"{starter}/gitignore").read_bytes(),
        "templates/README.md": templates.find(f"{starter}/templates.md").read_bytes(),
        **_schema_files(templates),
        **{
            path.relative_to(shipped).as_posix(): path.read_bytes()
            for path in (shipped / "couples" / SAMPLE).rglob("*.yml")
        },
    }


def _refresh_schemas(practice: Practice) -> None:
    """Write the schemas that the new files point at, where Mend has grown since they were made."""
    for name, content in _schema_files(practice.templates).items():
        path = practice.root / name
        if not path.is_file() or path.read_bytes() != content:
            path.unlink(missing_ok=True)
            add_files(practice.root, {name: content})


def _schema_files(templates: TemplateFolders) -> dict[str, bytes]:
    return {f".schemas/{kind}.json": schema_text(templates, kind).encode() for kind in KINDS}


def _problems(
    practice: Practice, name: str, partners: str | None, breach: str | None, country: str | None
) -> list[tuple[str, dict[str, str]]]:
    kinds = list(get_args(BreachKind))
    found: list[tuple[str, dict[str, str]]] = []
    if not practice.couples.is_dir():
        found.append(("no-practice", {}))
    if not COUPLE_NAME.fullmatch(name):
        found.append(("bad-couple-name", {"name": name}))
    elif (practice.couples / name).exists():
        found.append(("couple-exists", {"name": name}))
    if partners is not None and not _are_two(_split(partners)):
        found.append(("not-two-partners", {"typed": partners}))
    if breach is not None and breach not in kinds:
        offer = {"known": ", ".join(kinds), "guess": guess(breach, kinds)}
        found.append(("not-one-of", {"name": "--breach", "typed": breach} | offer))
    if country is not None and not _COUNTRY.fullmatch(country.upper()):
        found.append(("not-a-country", {"typed": country}))
    return found


def _partners(name: str, typed: str | None) -> tuple[NewPartner, ...]:
    """Return the two partners; a short name that can't be made of a name is first or second."""
    called = _split(typed) if typed is not None else _halves(name)
    if not called:
        return NewPartner(_SPARE[0], TO_FILL), NewPartner(_SPARE[1], TO_FILL)
    first, second = (_short_name(one) for one in called)
    return (
        NewPartner(first or _SPARE[0], called[0]),
        NewPartner(second if second not in ("", first) else _SPARE[1], called[1]),
    )


def _are_two(names: Sequence[str]) -> bool:
    return len(names) == 2 == len({name.casefold() for name in names if name})


def _split(typed: str) -> list[str]:
    return [part.strip() for part in typed.split(",")]


def _halves(name: str) -> list[str]:
    """Return the names in `alex-sam`; none where the couple's name isn't made of two names."""
    halves = name.split("-")
    two = len(set(halves)) == 2 == len(halves)
    if not two or not all(half.isalpha() and len(half) > 1 for half in halves):
        return []
    return [] if _RESERVED & set(halves) else [half.capitalize() for half in halves]


def _short_name(called: str) -> str:
    """Return a short name made of the Latin letters and digits in a name; empty without any."""
    plain = unicodedata.normalize("NFKD", called).encode("ascii", "ignore").decode().lower()
    short = "-".join(re.findall(r"[a-z0-9]+", plain))[:40].strip("-")
    return "" if short in _RESERVED else short


def _couple_files(
    templates: TemplateFolders,
    name: str,
    partners: Sequence[NewPartner],
    today: date,
    breach: str,
    country: str,
) -> dict[str, str]:
    deck = load_values(templates, LANGUAGE)
    shared = {
        "name": name,
        "partners": partners,
        "names": " and ".join(_known_as(one) for one in partners),
        "ids": ", ".join(one.id for one in partners),
        "files": " and ".join(f"{one.id}.yml" for one in partners),
        "breach": breach,
        "breach_kinds": ", ".join(get_args(BreachKind)),
        "country": country,
        "today": today,
        "review": today + FIRST_REVIEW,
        "until": today + LAST_DAY,
        "keep_until": today + KEEP_FOR,
        "chosen": breach != TO_FILL,
        "ideas": _by_theme(_ideas(templates, breach)),
    }
    width = max(len(value.name) for value in deck)
    forms = {"couple.yml": form_text(templates, LANGUAGE, "couple.yml.j2", shared)}
    for one in partners:
        values = {"called": _known_as(one), "deck": deck, "width": width}
        forms[f"{one.id}.yml"] = form_text(templates, LANGUAGE, "partner.yml.j2", values)
    return forms


def _known_as(partner: NewPartner) -> str:
    return partner.id if partner.called == TO_FILL else partner.called


def _ideas(templates: TemplateFolders, breach: str) -> tuple[ClauseSuggestion, ...]:
    for kind in get_args(BreachKind):
        if kind == breach:
            return load_suggestions(templates, LANGUAGE, kind)
    file = templates.find(f"{LANGUAGE}/library/clauses/any.yml")
    return load_file(file, Suggestions).clauses


def _by_theme(
    clauses: Iterable[ClauseSuggestion],
) -> list[tuple[str, list[ClauseSuggestion]]]:
    found = list(clauses)
    themes: tuple[str, ...] = get_args(Theme)
    return [(theme, of) for theme in themes if (of := [c for c in found if c.theme == theme])]

"""A new practice, and the files of a new couple, ready to fill in."""

import re
from datetime import date
from pathlib import Path
from typing import get_args

from generator.answers.countries import is_country, meant_country
from generator.answers.kinds import BreachKind
from generator.answers.schema import KINDS
from generator.practice.couple_forms import NewCouple, couple_forms
from generator.practice.new_partners import TO_FILL, are_two, new_partners
from generator.practice.own_templates import check_own_templates
from generator.practice.practice import COUPLE_NAME, Practice
from generator.practice.private_files import add_files, add_folder
from generator.practice.schemas import schema_text
from generator.problems import GuideError, Place, Problem
from generator.reading.checking import guess
from generator.shipped import TemplateFolders, practice_templates, shipped_folder

SAMPLE = "alex-sam"

_STARTER = "en/starter"
_COUNTRY = re.compile(r"[A-Z]{2}")


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
    check_own_templates(practice)
    two = new_partners(name, partners)
    couple = NewCouple(name, two, today, breach or TO_FILL, (country or TO_FILL).upper())
    forms = couple_forms(practice.templates, couple)
    _refresh_schemas(practice)
    add_folder(practice.couples / name, {file: text.encode() for file, text in forms.items()})
    return tuple(forms)


def _practice_files(templates: TemplateFolders) -> dict[str, bytes]:
    shipped = shipped_folder()
    return {
        "mkdocs.yml": (shipped / "mkdocs.yml").read_bytes(),
        "README.md": templates.find(f"{_STARTER}/README.md").read_bytes(),
        ".gitignore": templates.find(f"{_STARTER}/gitignore").read_bytes(),
        "templates/README.md": templates.find(f"{_STARTER}/templates.md").read_bytes(),
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
    if partners is not None and not are_two(partners):
        found.append(("not-two-partners", {"typed": partners}))
    if breach is not None and breach not in kinds:
        offer = {"known": ", ".join(kinds), "guess": guess(breach, kinds)}
        found.append(("not-one-of", {"name": "--breach", "typed": breach} | offer))
    if country is not None:
        found += _country_problems(country.upper())
    return found


def _country_problems(country: str) -> list[tuple[str, dict[str, str]]]:
    if not _COUNTRY.fullmatch(country):
        return [("not-a-country", {"typed": country})]
    if not is_country(country):
        return [("unknown-country", {"typed": country, "guess": meant_country(country)})]
    return []

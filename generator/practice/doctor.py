"""What is missing on this machine or unsafe about this practice, and how to mend it.

Every sentence is in `templates/<language>/doctor.yml`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, RootModel

from generator.editions.fonts import FOLDER, all_fonts
from generator.library.files import load_file
from generator.practice.half_made import leftovers_in
from generator.practice.machine import Machine
from generator.practice.surroundings import couples_in_git, open_to_others, synced_folder
from generator.shipped import TemplateFolders

NEEDED_PYTHON = (3, 11)


class Weight(StrEnum):
    """How much a finding matters."""

    FINE = "fine"
    ADVICE = "advice"
    """Mend works; a careful practice would change it."""
    MISSING = "missing"
    """Something that Mend does cannot be done."""


@dataclass(frozen=True)
class Finding:
    """One thing looked at, in words for a therapist; `do` is empty where all is well."""

    code: str
    weight: Weight
    says: str
    do: str


@dataclass(frozen=True)
class _Look:
    code: str
    is_fine: bool
    otherwise: Weight
    values: dict[str, str]


class _Words(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    fine: str = ""
    wrong: str
    do: str
    do_apt: str = ""
    do_brew: str = ""

    def advice(self, machine: Machine) -> str:
        return {"apt": self.do_apt, "brew": self.do_brew}.get(machine.manager) or self.do


class _Texts(RootModel[dict[str, _Words]]):
    model_config = ConfigDict(frozen=True)


def examine(
    practice: Path, templates: TemplateFolders, machine: Machine, language: str = "en"
) -> tuple[Finding, ...]:
    """Return a finding for each thing looked at, the fine ones too; changes nothing.

    Raises GuideError where the practice's own doctor.yml or fonts.yml needs work.
    """
    words: dict[str, _Words] = {}
    for file in templates.layers(f"{language}/doctor.yml"):
        words |= load_file(file, _Texts).root
    looks = (*_machine_looks(machine, templates), *_practice_looks(practice))
    return tuple(_finding(look, words[look.code], machine) for look in looks)


def _finding(look: _Look, words: _Words, machine: Machine) -> Finding:
    if look.is_fine:
        return Finding(look.code, Weight.FINE, words.fine.format_map(look.values), "")
    do = words.advice(machine)
    return Finding(
        look.code, look.otherwise, words.wrong.format_map(look.values), do.format_map(look.values)
    )


def _machine_looks(machine: Machine, templates: TemplateFolders) -> Iterator[_Look]:
    yield _Look(
        "python",
        machine.python >= NEEDED_PYTHON,
        Weight.MISSING,
        {"version": _dotted(machine.python), "needed": _dotted(NEEDED_PYTHON)},
    )
    yield _Look("pango", machine.has_pango, Weight.MISSING, {})
    fonts = ", ".join(_missing_fonts(templates))
    yield _Look("fonts", not fonts, Weight.MISSING, {"missing": fonts})
    ours = templates.folders[-1]
    yield _Look("templates", ours.is_dir(), Weight.MISSING, {"folder": str(ours)})
    if machine.is_checkout:
        yield _Look("browser", machine.has_browser, Weight.ADVICE, {})


def _practice_looks(practice: Path) -> Iterator[_Look]:
    couples = practice / "couples"
    here = {"folder": str(practice)}
    yield _Look("practice", couples.is_dir(), Weight.ADVICE, here)
    if couples.is_dir():
        yield from _git_looks(practice)
        synced = synced_folder(practice)
        yield _Look("synced", synced is None, Weight.ADVICE, {"folder": str(synced)})
        yield _Look("access", not open_to_others(couples), Weight.ADVICE, {"folder": str(couples)})
        left = [*leftovers_in(couples), *leftovers_in(practice / "build")]
        named = ", ".join(one.relative_to(practice).as_posix() for one in left)
        yield _Look("leftovers", not left, Weight.ADVICE, {"folders": named})


def _git_looks(practice: Path) -> Iterator[_Look]:
    found = couples_in_git(practice)
    if found is None:
        yield _Look("git-unknown", False, Weight.ADVICE, {})
        return
    held, past = ", ".join(found.held), ", ".join(found.past)
    yield _Look("git", not held, Weight.ADVICE, {"couples": held})
    yield _Look("git-history", not past, Weight.ADVICE, {"couples": past})


def _missing_fonts(templates: TemplateFolders) -> Iterator[str]:
    for name in all_fonts(templates).files:
        try:
            templates.find(f"{FOLDER}/{name}")
        except FileNotFoundError:
            yield name


def _dotted(version: tuple[int, int]) -> str:
    return f"{version[0]}.{version[1]}"

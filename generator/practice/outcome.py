"""What a run is asked to do for a couple, and what became of it. Loads nothing heavy.

Nothing here holds a word that a couple wrote: it may pass between processes, and between machines.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Literal

from generator.practice.bug import Bug
from generator.practice.manifest import OWN, Manifest
from generator.practice.practice import Practice
from generator.problems import Problem

SHEETS = "sheets"


class Reason(StrEnum):
    """Why a couple is built; the words for it stand in `cli.yml`."""

    NEW = "new"
    FORCED = "forced"
    ANSWERS = "answers"
    APPROVALS = "approvals"
    LOCK = "lock"
    TEMPLATES = "templates"
    LOOK = "look"
    PROGRAM = "program"
    ASKED = "asked"
    INCOMPLETE = "incomplete"
    DAMAGED = "damaged"
    DAY = "day"


@dataclass(frozen=True)
class Wanted:
    """What a build is asked for beside the guide: cards, one to a sheet; nothing without a lock."""

    sheets: bool = False
    locked: bool = False

    @property
    def extras(self) -> tuple[str, ...]:
        """Return what is in a build only because it was asked for."""
        return (SHEETS,) if self.sheets else ()


NOTHING_MORE = Wanted()


@dataclass(frozen=True)
class Built:
    """What was made for one couple; `problems` are warnings, such as why there is no PDF."""

    name: str
    folder: Path
    draft: bool
    version: str
    files: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def own_pages(self) -> tuple[str, ...]:
        """Return the files that one partner alone is handed."""
        return tuple(file for file in self.files if file.startswith(f"{OWN}/"))


def built_from(
    practice: Practice,
    name: str,
    manifest: Manifest,
    files: tuple[str, ...],
    problems: tuple[Problem, ...] = (),
) -> Built:
    """Return what is known of a couple's build that has this manifest."""
    return Built(name, practice.builds / name, manifest.draft, manifest.version, files, problems)


@dataclass(frozen=True)
class Job:
    """A couple to build, for which reason, and with what. It holds nothing that they wrote.

    `program` is the hash of the code that planned it, `beside` the names of couples whose words may
    stand in templates, and so must be looked for in each guide. `run` is like no other run's: who
    lost a worker may try again where that one had begun.
    """

    practice: Practice
    name: str
    reason: Reason
    on: date
    wanted: Wanted
    program: str
    beside: tuple[str, ...] = ()
    run: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of one couple: built anew, kept as it was, or failed, with the old build kept.

    Where it failed, errors are among the `problems`; else all of them are warnings.
    """

    name: str
    state: Literal["built", "kept", "failed"]
    reason: Reason | None = None
    built: Built | None = None
    problems: tuple[Problem, ...] = ()
    bug: Bug | None = None

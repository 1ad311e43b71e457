"""What a run is asked to do for a couple, and why. Loads nothing heavy.

Nothing here holds a word that a couple wrote: it may pass between processes, and between machines.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.practice.practice import Practice

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
class Order:
    """What is to be built: for which day, with what beside the guide, from which sources.

    `sources` are hashes by kind, as they were when somebody looked.
    """

    on: date
    wanted: Wanted
    sources: Mapping[str, str]


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

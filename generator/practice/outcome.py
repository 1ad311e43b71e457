"""What became of a couple in a run, and what was made for them. Loads nothing heavy.

Nothing here holds a word that a couple wrote: it may pass between processes, and between machines.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator.practice.bug import Bug
from generator.practice.job import Reason
from generator.practice.manifest import OWN, Manifest
from generator.practice.practice import Practice
from generator.problems import Problem


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

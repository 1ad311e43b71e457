"""What all scenarios share: the couples, the peers, and how often to measure."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from shutil import copytree, rmtree

from generator.practice.practice import Practice
from measuring.cost import Command, Cost, measure
from measuring.floor import Floor, prepare_floor
from measuring.peers import get_peers
from measuring.projects import THEIR_PDF, plain_project, site_pages
from measuring.report import Row
from tests.command import a_practice
from tests.many_couples import make_practice

DAY = date(2026, 11, 22)
SAMPLES = ("alex-sam", "noor-elias", "ines-zoe")
"""From the longest guide to the shortest."""
LONGEST = SAMPLES[0]
NEW, MANY = 200, 1000
"""How many couples the figures speak of: all new, and in a whole practice."""

MEND = Path(sys.executable).with_name("mend")

Task = tuple[str, Callable[[], Cost]]


@dataclass
class Bench:
    """Everything that is made once however many scenarios use it; all of it lies in `folder`."""

    folder: Path
    runs: int
    long_runs: int
    couples: int
    typical: int
    _made: dict[str, Practice] = field(default_factory=dict)

    @cached_property
    def peers(self) -> Path:
        """Return the folder of the peers' programs."""
        return get_peers()

    @cached_property
    def samples(self) -> Practice:
        """Return a practice with the sample couples."""
        return Practice(a_practice(self.folder / "samples", *SAMPLES))

    def made(self, couples: int, purpose: str) -> Practice:
        """Return a practice of so many invented couples, for one purpose alone."""
        if purpose not in self._made:
            self._made[purpose] = Practice(make_practice(self.folder / purpose, couples))
        return self._made[purpose]

    def plain(self, practice: Practice, name: str, peer: str = "") -> Callable[[], Cost]:
        """Return what measures MkDocs on this couple's pages, with this peer or bare."""
        project = self.folder / f"plain-{peer}-{name}"
        config = plain_project(site_pages(practice, name, DAY), practice.look, project, peer)
        return self.mkdocs(config, THEIR_PDF if peer else "")

    def mkdocs(self, config: Path, must_make: str = "") -> Callable[[], Cost]:
        """Return what measures `mkdocs build` in the peers' environment."""
        command: Command = [self.peers / "mkdocs", "build", "-q", "-f", config]

        def build() -> Cost:
            cost = measure(command, writes=config.parent / "site")
            if not (config.parent / must_make).exists():
                sys.exit(f"{config} was built, but there is no {must_make}")
            return cost

        return build

    def floor(self, practice: Practice, names: Sequence[str], purpose: str) -> Floor:
        """Return bare MkDocs and WeasyPrint for these couples; they are built in a copy."""
        apart = Practice(self.folder / f"floor-{purpose}")
        for name in names:
            if not (apart.couples / name).exists():
                copytree(practice.couples / name, apart.couples / name)
        return prepare_floor(apart, names, DAY, apart.root / "floor", self.peers)

    @cached_property
    def typical_couples(self) -> tuple[str, ...]:
        """Return couples that stand for the new ones: from each of so many groups by size, one.

        The first is one more: it is for warming up.
        """
        practice = self.new
        sizes = sorted(
            (sum(file.stat().st_size for file in (practice.couples / name).rglob("*.yml")), name)
            for name in practice.couple_names()
        )
        groups = min(self.typical, len(sizes))
        chosen = [sizes[len(sizes) * (2 * g + 1) // (2 * groups)][1] for g in range(groups)]
        return (chosen[len(chosen) // 2], *chosen)

    @cached_property
    def new(self) -> Practice:
        """Return the practice whose couples are all new."""
        return self.made(min(self.couples, NEW), "new")


def mend(practice: Practice, *words: str, writes: Path | None = None) -> Cost:
    """Return what this command of Mend took."""
    return measure(mend_command(practice, *words), writes=writes)


def mend_command(practice: Practice, *words: str) -> Command:
    """Return a command of Mend in this practice, for the day of the samples."""
    return [MEND, *words, "-p", practice.root, "--on", DAY.isoformat()]


def in_turns(tasks: Sequence[Task], runs: int, *, warm: bool = True) -> list[Row]:
    """Measure tasks so many times, taking turns, so that a busy minute hits all alike.

    With `warm`, a round that fills the disk's cache goes before, and isn't counted.
    """
    rounds = [[run() for _, run in tasks] for _ in range(runs + warm)][warm:]
    return [
        Row(what, [costs[number] for costs in rounds]) for number, (what, _) in enumerate(tasks)
    ]


def build_anew(practice: Practice, *names: str) -> Cost:
    """Return what it took to build this couple, or all of a practice, as if never built before."""
    folder = practice.builds.joinpath(*names)
    rmtree(folder, ignore_errors=True)
    return mend(practice, "build", *names, writes=folder)

"""What the workers of one long build hold, seen from outside: no word with Mend is needed."""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from statistics import median
from tempfile import TemporaryDirectory

from generator.practice.practice import Practice
from measuring.bench import mend_command
from measuring.cost import WATCHED, Cost, size_of
from measuring.watched import descendants, resident

EVERY = 0.5
"""Seconds from one look to the next."""


@dataclass(frozen=True)
class Watched:
    """Bytes of the largest worker: at the most, and in the second and last fifth of the builds.

    `failed` says who could not be built, and why: the bench goes on to its end all the same.
    """

    cost: Cost
    failed: Sequence[str]
    most: int
    second: float
    last: float


@dataclass(frozen=True)
class Look:
    """How many couples were built by then, and what each process under the command held."""

    built: int
    held: Sequence[int]


def build_watched(practice: Practice) -> Watched:
    """Build all couples of a practice anew, and return what its workers held meanwhile.

    A worker is any process that the command started; the command itself counts where it starts
    none.
    """
    rmtree(practice.builds, ignore_errors=True)
    with TemporaryDirectory(prefix="mend-cost-") as folder:
        result, told = Path(folder) / "cost.json", Path(folder) / "told.json"
        mend = mend_command(practice, "build", "--format", "json")
        command = [sys.executable, "-S", WATCHED, result, *mend]
        with (
            told.open("wb") as out,
            subprocess.Popen([*map(str, command)], stdout=out, stderr=out) as process,
        ):
            looks = _looks(process, practice.builds)
        failed = _failed(told.read_text())
        cost = Cost(**json.loads(result.read_text()), written=size_of(practice.builds))
    return _summed_up(looks, cost, failed)


def _failed(told: str) -> Sequence[str]:
    """Return who could not be built, and why; ends the bench where no such thing was told."""
    try:
        failed = [one for one in json.loads(told) if one["state"] == "failed"]
    except ValueError:
        sys.exit(f"mend build failed: {told}")
    return [
        f"{one['couple']}: {one['bug'] or [problem['code'] for problem in one['problems']]}"
        for one in failed
    ]


def _looks(process: "subprocess.Popen[bytes]", builds: Path) -> Sequence[Look]:
    looks = []
    while process.poll() is None:
        command, *workers = [*descendants(process.pid)] or [0]
        held = [*filter(None, map(resident, workers or [command]))]
        built = sum(1 for _ in builds.glob("*/manifest.json"))
        if built and held:
            looks.append(Look(built, held))
        time.sleep(EVERY)
    return looks


def _summed_up(looks: Sequence[Look], cost: Cost, failed: Sequence[str]) -> Watched:
    all_built = max(look.built for look in looks)
    second, last = ([max(look.held) for look in looks if low < look.built / all_built <= high]
                    for low, high in ((0.2, 0.4), (0.8, 1)))  # fmt: skip
    return Watched(
        cost,
        failed,
        max(max(look.held) for look in looks),
        median(second or [max(looks[0].held)]),
        median(last),
    )

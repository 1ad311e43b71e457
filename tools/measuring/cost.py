"""What a command took: time, CPU, memory, and the bytes it left behind."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

WATCHED = Path(__file__).with_name("watched.py")

Command = Sequence[str | Path]

_ENV = {key: said for key, said in os.environ.items()
        if key not in ("FONTCONFIG_FILE", "SOURCE_DATE_EPOCH")}  # fmt: skip
"""Mend sets both for itself when it is loaded here: no one else is to print with our fonts."""


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock; CPU seconds of all its processes; bytes in memory at the most; bytes.

    `memory` is the largest sum of what all processes held at one time (PSS, looked at ten times a
    second), or the most that any one of them ever held (RSS), whichever is more.
    """

    seconds: float
    cpu: float
    memory: int = 0
    written: int = 0

    def each(self, number: int) -> "Cost":
        """Return what one of so many took."""
        return Cost(self.seconds / number, self.cpu / number, self.memory, self.written // number)


def measure(
    command: Command, *, writes: Path | None = None, env: Mapping[str, str] | None = None
) -> Cost:
    """Run a command and return what it took. Ends this program where the command fails.

    `writes` is the folder or file whose bytes are counted afterwards.
    """
    with TemporaryDirectory(prefix="mend-cost-") as folder:
        result = Path(folder) / "cost.json"
        run([sys.executable, "-S", WATCHED, result, *command], env)
        took = json.loads(result.read_text())
    return Cost(**took, written=size_of(writes) if writes else 0)


def run(command: Command, env: Mapping[str, str] | None = None) -> str:
    """Run a command and return what it printed. Ends this program where the command fails."""
    done = subprocess.run(
        list(map(str, command)),
        capture_output=True,
        text=True,
        check=False,
        env={**_ENV, **(env or {})},
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def size_of(path: Path) -> int:
    """Return the bytes of a file, or of all files in a folder."""
    files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
    return sum(file.stat().st_size for file in files)

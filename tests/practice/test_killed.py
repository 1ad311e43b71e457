"""A build that is killed at any moment leaves no readable text outside the couple's own folders."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.command import a_practice
from tests.locked import lock_samples
from tests.samples import DAY, ROOT

COUPLE = "ines-zoe"
MOMENTS = 10
LAST = 98
"""Percent: where the last moment lies, since not every build takes exactly as many steps."""

NAME = b"Quillaby"
"""What one of them is called, on every page: whatever could be read holds it."""


@dataclass(frozen=True)
class Machine:
    """A practice, and all else on its machine that a build may write to."""

    practice: Path
    home: Path
    room: Path

    def build(self, at: int) -> subprocess.CompletedProcess[str]:
        """Run a build that is killed at its step `at`; with 0 it isn't."""
        command = [
            *(sys.executable, "-m", "tests.killed", str(at)),
            *("build", "--force", COUPLE, "--on", DAY),
        ]
        path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
        places = {"HOME": str(self.home), "TMPDIR": str(self.room), "PYTHONPATH": path}
        surroundings = {name: at for name, at in os.environ.items() if name != "XDG_CACHE_HOME"}
        return subprocess.run(
            command,
            cwd=self.practice,
            env={**surroundings, **places},
            capture_output=True,
            text=True,
            check=False,
        )

    def elsewhere(self) -> Iterator[Path]:
        """Yield every file that doesn't lie in a folder of this couple's own."""
        own = (self.practice / "couples" / COUPLE, self.practice / "build" / COUPLE)
        half = str(self.practice / "build" / f".{COUPLE}~")
        for top in (self.practice, self.home, self.room):
            for path in top.rglob("*"):
                of_theirs = any(path.is_relative_to(one) for one in own)
                if path.is_file() and not of_theirs and not str(path).startswith(half):
                    yield path


@pytest.fixture(params=["open", "locked"])
def machine(request: pytest.FixtureRequest, tmp_path: Path) -> Machine:
    """Return a machine on which a couple with or without a lock is built."""
    made = Machine(tmp_path / "practice", tmp_path / "home", tmp_path / "room")
    for folder in (made.practice, made.home, made.room):
        folder.mkdir()
    if request.param == "locked":
        lock_samples(made.practice, COUPLE)
    else:
        a_practice(made.practice, COUPLE)
    file = made.practice / "couples" / COUPLE / "couple.yml"
    file.write_bytes(file.read_bytes().replace(b"called: In\xc3\xaas", b"called: " + NAME))
    assert NAME in file.read_bytes()
    return made


def test_a_killed_build_leaves_nothing_elsewhere(machine: Machine) -> None:
    """At ten moments, from the first file to the last: not in the practice, home or elsewhere."""
    machine.build(0)  # keeps compiled templates: those after it take fewer steps
    whole = machine.build(0)
    assert whole.returncode == 0, whole.stderr
    steps = int(whole.stderr.rpartition("steps: ")[2])
    assert steps > 100
    for moment in range(MOMENTS):
        run = machine.build(1 + moment * LAST * steps // (MOMENTS - 1) // 100)
        assert run.returncode == -9, (moment, run.stderr)
        elsewhere = [*machine.elsewhere()]
        assert [path for path in elsewhere if NAME in path.read_bytes()] == []
        assert [path for path in elsewhere if path.suffix in (".pdf", ".html", ".ics")] == []
    assert machine.build(0).returncode == 0
    assert [path.name for path in (machine.practice / "build").iterdir()] == [COUPLE]

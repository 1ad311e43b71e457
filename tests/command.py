"""The real `mend` command, run as a therapist runs it, in a practice of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.samples import DAY, ROOT, SAMPLES

MEND = Path(sys.executable).with_name("mend")


def mend(
    *arguments: str, cwd: Path, env: Mapping[str, str] | None = None, typed: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `mend` in the folder `cwd` and return what it said and its exit code.

    `typed` is what it is answered when it asks.
    """
    return subprocess.run(
        [MEND, *arguments],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def a_practice(folder: Path, *couples: str) -> Path:
    """Make a practice with copies of these samples in `folder`, and return it."""
    for name in couples or SAMPLES:
        shutil.copytree(ROOT / "couples" / name, folder / "couples" / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def build(practice: Path, *names: str, env: Mapping[str, str] | None = None) -> Path:
    """Build these couples, or all, for the day of the samples; return the folder of builds."""
    run = mend("build", *names, "--on", DAY, cwd=practice, env=env)
    assert run.returncode == 0, run.stderr
    return practice / "build"


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder by its name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }

"""The programs that Mend is held against, in an environment of their own.

It holds the same MkDocs, Material and WeasyPrint as Mend's, by the same lock.
"""

import sys
from pathlib import Path

from measuring.cost import run

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache/bench"
VENV = CACHE / "peers"
LOCK = ROOT / "requirements/run.txt"
ASKED = Path(__file__).with_name("peers.txt")
TOLD = ("mkdocs", "mkdocs-material", "weasyprint", "mkdocs-with-pdf", "mkdocs-to-pdf")


def get_peers() -> Path:
    """Make the environment, once for each state of both lists; return its folder of programs."""
    constraints = _constraints()
    wanted = f"{sys.version}\n{ASKED.read_text()}{constraints}"
    done = VENV / "done"
    if not done.is_file() or done.read_text() != wanted:
        CACHE.mkdir(parents=True, exist_ok=True)
        (CACHE / "constraints.txt").write_text(constraints)
        run([sys.executable, "-m", "venv", "--clear", VENV])
        pip: list[str | Path] = [
            VENV / "bin/python",
            "-m",
            "pip",
            "--disable-pip-version-check",
            "--no-input",
        ]
        run([*pip, "install", "--quiet", "-r", ASKED, "-c", CACHE / "constraints.txt"])
        done.write_text(wanted)
    return VENV / "bin"


def versions(programs: Path) -> str:
    """Return what is measured against, with its versions."""
    asks = f"from importlib.metadata import version; [print(n, version(n)) for n in {TOLD}]"
    return ", ".join(run([programs / "python", "-c", asks]).splitlines())


def _constraints() -> str:
    """Return the versions that Mend's own lock holds; with hashes pip would ask all to have one."""
    lines = (line.partition(" \\")[0] for line in LOCK.read_text().splitlines())
    return "".join(
        f"{line}\n" for line in lines if "==" in line and not line.startswith((" ", "#"))
    )

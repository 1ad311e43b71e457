"""The samples under a lock, made as a therapist makes them, and what opens them."""

import json
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tests.command import a_practice, mend
from tests.samples import DAY


@dataclass(frozen=True)
class Locked:
    """A practice whose couples all have a lock, and each reader's passphrase by couple."""

    practice: Path
    passphrases: dict[str, dict[str, str]]

    def site(self, name: str) -> Path:
        """Return the folder of a couple's site."""
        return self.practice / "build" / name / "site"


def told(output: str) -> dict[str, str]:
    """Return each reader's passphrase from what `mend lock` said."""
    lines = output.partition("Couple  ")[0].splitlines()
    pairs = pairwise(lines)
    return {who: words.strip() for who, words in pairs if who.strip() and words.startswith("  ")}


def lock_samples(folder: Path, *couples: str) -> Locked:
    """Lock these samples, or all, in a practice of their own in `folder`."""
    practice = a_practice(folder, *couples)
    passphrases = {}
    for path in sorted((practice / "couples").iterdir()):
        run = mend("lock", path.name, "--on", DAY, cwd=practice)
        assert run.returncode == 0, run.stderr
        passphrases[path.name] = told(run.stdout)
    _passphrases(folder).write_text(json.dumps(passphrases), "utf-8")
    return Locked(practice, passphrases)


def found(practice: Path) -> Locked:
    """Return what `lock_samples` made there, in this process or another."""
    return Locked(practice, json.loads(_passphrases(practice).read_text("utf-8")))


def _passphrases(practice: Path) -> Path:
    """Return where tests keep what Mend writes nowhere: beside the practice, not in it."""
    return practice.with_name(f"{practice.name}.passphrases.json")

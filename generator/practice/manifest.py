"""What a build holds and what it was made from: `build/NAME/manifest.json`, with no name in it."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

FILE = "manifest.json"
OWN = "own"
"""The folder of a build that holds a folder for each partner, handed to that partner alone."""

HAND_OVER = "hand-over"
"""The folder of a build that archives are packed into later."""


@dataclass(frozen=True)
class Manifest:
    """What is known of a build.

    `made_from` are hashes by kind of source, `asked` what was asked for beside the guide, `for_day`
    the day it was last decided for and `made_on` the day that it says it was made on (both ISO),
    `said` the hash of all its words, `complete` whether nothing is missing that should be in it,
    `files` the hash of each file by name, `size` their bytes together.
    """

    made_with: str
    made_from: Mapping[str, str]
    asked: tuple[str, ...]
    for_day: str
    made_on: str
    said: str
    version: str
    draft: bool
    complete: bool
    files: Mapping[str, str]
    size: int

    def to_json(self) -> bytes:
        """Return it as it is kept."""
        return json.dumps(asdict(self), indent=2).encode() + b"\n"


def read_manifest(build: Path) -> Manifest | None:
    """Return the manifest of the build in this folder; None where there is none that we can use."""
    try:
        data: Any = json.loads((build / FILE).read_bytes())
        return Manifest(**data | {"asked": tuple(data["asked"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def files_of(build: Path) -> dict[str, str]:
    """Return the hash of each file of a build by its nameless name.

    One's own pages are listed as `own/1` and `own/2`: their folders are called as people are.
    """
    people = sorted(entry.name for entry in _entries(build / OWN))
    found = {}
    for name in names_in(build):
        own, _, rest = name.partition("/")
        who, _, file = rest.partition("/")
        nameless = f"{OWN}/{people.index(who) + 1}/{file}" if own == OWN else name
        found[nameless] = hashlib.sha256((build / name).read_bytes()).hexdigest()
    return found


def names_in(build: Path) -> tuple[str, ...]:
    """Return the names of all files of a build, from its folder, sorted."""
    return tuple(sorted(sizes_in(build)))


def sizes_in(build: Path) -> dict[str, int]:
    """Return the bytes of each file of a build by its name, read from the folder.

    The manifest isn't among them, nor what was packed to be handed over.
    """
    sizes: dict[str, int] = {}
    waiting = [("", one) for one in _entries(build) if one.name not in (FILE, HAND_OVER)]
    while waiting:
        above, entry = waiting.pop()
        name = f"{above}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            waiting += ((f"{name}/", one) for one in _entries(Path(entry.path)))
        else:
            sizes[name] = entry.stat(follow_symlinks=False).st_size
    return sizes


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return [*entries]
    except (FileNotFoundError, NotADirectoryError):
        return []

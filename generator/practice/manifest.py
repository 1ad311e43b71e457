"""What a build holds and what it was made from: `build/NAME/manifest.json`, with no name in it."""

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

from generator.system_notes import is_a_note

V = TypeVar("V")

FILE = "manifest.json"
CALENDAR = "check-ins.ics"
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
    `files` the hash of each file by name, `sizes` its bytes.
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
    sizes: Mapping[str, int]

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
    names = names_in(build)
    hashes = {name: hashlib.sha256((build / name).read_bytes()).hexdigest() for name in names}
    return nameless(hashes)


def nameless(by_name: Mapping[str, V]) -> dict[str, V]:
    """Return what is known of files by name, with the folders of one's own pages numbered."""
    people = sorted({name.split("/")[1] for name in by_name if name.startswith(f"{OWN}/")})
    numbers = {f"{OWN}/{who}/": f"{OWN}/{n}/" for n, who in enumerate(people, 1)}
    told = {}
    for name, known in by_name.items():
        own = next((own for own in numbers if name.startswith(own)), "")
        told[numbers.get(own, "") + name.removeprefix(own)] = known
    return told


def names_in(build: Path) -> tuple[str, ...]:
    """Return the names of all files of a build, from its folder, sorted."""
    return tuple(sorted(sizes_in(build)))


def sizes_in(build: Path) -> dict[str, int]:
    """Return the bytes of each file of a build by its name, read from the folder.

    The manifest isn't among them, nor what was packed to be handed over, nor what a system or an
    editor left there for itself.
    """
    sizes: dict[str, int] = {}
    waiting = [("", one) for one in _entries(build) if one.name not in (FILE, HAND_OVER)]
    while waiting:
        above, entry = waiting.pop()
        name = f"{above}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            waiting += ((f"{name}/", one) for one in _entries(Path(entry.path)))
        else:
            with suppress(FileNotFoundError):  # another run has just put its own in this place
                sizes[name] = entry.stat(follow_symlinks=False).st_size
    return sizes


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in entries if not is_a_note(entry.name)]
    except OSError:
        return []

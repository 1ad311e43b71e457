"""What a build is made from, as one hash for each kind: another byte, another hash.

Content decides, never a file's time: clocks jump, and copies and backups bring times of their own.
"""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from generator.practice.practice import Practice
from generator.reading.text import MOST_BYTES_FILED
from generator.shipped import TemplateFolders
from generator.system_notes import is_a_note

ANSWERS, APPROVALS, LOCK = "answers", "approvals", "lock"
TEMPLATES, LOOK, PROGRAM = "templates", "look", "program"

_REVIEWS, _APPROVED, _LOCK_FILE = "reviews", "approved", "lock.json"
_YAML = (".yml", ".yaml")
_DISTRIBUTION = "mend-guide"
_NAMED = re.compile(r"[\w.-]+")


def common_sources(practice: Practice) -> Mapping[str, str]:
    """Return the hashes, by kind, of what all couples are built with: templates, look, Mend."""
    return {
        TEMPLATES: _of_templates(practice.templates),
        LOOK: _hash_of(_file(practice.look)),
        PROGRAM: program(),
    }


def own_sources(practice: Practice) -> Mapping[str, str]:
    """Return the hashes of what a practice may change while Mend runs: its templates, its look."""
    first, *_ = practice.templates.folders
    return {TEMPLATES: _hash_of(_all_in(first)), LOOK: _hash_of(_file(practice.look))}


def couple_sources(practice: Practice, name: str) -> Mapping[str, str]:
    """Return the hashes of a couple's own files by kind; what isn't there hashes as nothing."""
    folder = practice.couples / name
    answers = [*_yaml_in(folder), *_yaml_in(folder / _REVIEWS, f"{_REVIEWS}/")]
    return {
        ANSWERS: _hash_of(answers),
        APPROVALS: _hash_of(_yaml_in(folder / _APPROVED, f"{_APPROVED}/")),
        LOCK: _hash_of(_file(folder / _LOCK_FILE)),
    }


def _yaml_in(folder: Path, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield the YAML files directly in a folder. A link is told apart by where it leads."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:  # told when the couple is built
        yield f"{prefix}?", str(error.errno).encode()
        return
    for entry in entries:
        if entry.name.endswith(_YAML) and not is_a_note(entry.name):
            if entry.is_symlink():
                with suppress(FileNotFoundError):  # gone since: it counts no more
                    yield f"{prefix}{entry.name}@", os.fsencode(os.readlink(entry.path))  # noqa: PTH115
            elif entry.is_file():
                yield from _file(Path(entry.path), f"{prefix}{entry.name}")


def _file(path: Path, name: str = "") -> Iterator[tuple[str, bytes]]:
    try:
        with path.open("rb") as stream:
            yield name or path.name, stream.read(2 * MOST_BYTES_FILED)
    except FileNotFoundError:
        return
    except OSError as error:  # told when the couple is built: here it is only unlike any content
        yield f"{name or path.name}?", str(error.errno).encode()


def _of_templates(templates: TemplateFolders) -> str:
    return _hash_of(
        (f"{number}:{name}", content)
        for number, folder in enumerate(reversed(templates.folders))
        for name, content in _all_in(folder)
    )


@cache
def program() -> str:
    """Return the hash of our own code and of what it is built upon, in the versions at hand."""
    code = _all_in(Path(__file__).resolve().parent.parent, (".py",))
    versions = (f"{name} {_version(name)}" for name in _built_upon())
    return _hash_of([*code, ("versions", "\n".join(versions).encode())])


def _built_upon() -> Iterator[str]:
    try:
        asked = requires(_DISTRIBUTION) or []
    except PackageNotFoundError:
        return
    for one in asked:
        if "extra ==" not in one and (named := _NAMED.match(one)):
            yield named[0]


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""


def _all_in(folder: Path, endings: tuple[str, ...] = ("",)) -> Iterator[tuple[str, bytes]]:
    """Yield every file below a folder by its name from there, sorted; ours, so links are few."""
    for top, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(files):
            if name.endswith(endings) and not is_a_note(name):
                path = Path(top, name)
                yield from _file(path, path.relative_to(folder).as_posix())


def _hash_of(files: Iterable[tuple[str, bytes]]) -> str:
    """Return the hash of named contents; no other names and contents give the same."""
    digest = hashlib.blake2b(digest_size=16)
    for name, content in files:
        digest.update(f"{len(name)}:{name}:{len(content)}:".encode())
        digest.update(content)
    return digest.hexdigest()


NOTHING = _hash_of(())
"""The hash of what isn't there."""

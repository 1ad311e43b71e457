"""A couple's lock as it is kept: `couples/NAME/lock.json`, which holds keys and no passphrase.

The keys lie beside the answers, which they protect once those are handed over: who can read this
folder can read the answers too.
"""

from pathlib import Path

from pydantic import Base64Bytes, BaseModel, ConfigDict, ValidationError

from generator.practice.practice import Practice
from generator.problems import GuideError, Place, Problem

FILE = "lock.json"
THERAPIST = "therapist"
FORMAT = 1

CARD = "card"
"""What a reader writes their passphrase on. It is empty, and opens for anyone."""


class Reader(BaseModel):
    """What is known of who may open it: keys made from a passphrase that is written nowhere.

    `cover` is an empty PDF that the passphrase opens, and `cover_key` the key it is encrypted with.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Base64Bytes
    cover: Base64Bytes
    cover_key: Base64Bytes


class LockFile(BaseModel):
    """The whole of `lock.json`; a reader is a partner, by their short name, or the therapist."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: int = FORMAT
    salt: Base64Bytes
    device: Base64Bytes
    readers: dict[str, Reader]


def read_lock(practice: Practice, name: str) -> LockFile | None:
    """Return a couple's lock, or None; raises GuideError where its file was damaged."""
    path = lock_path(practice, name)
    if not path.is_file():
        return None
    try:
        return LockFile.model_validate_json(path.read_bytes())
    except (ValidationError, ValueError):
        raise GuideError([Problem("lock-damaged", lock_place(name))]) from None


def lock_path(practice: Practice, name: str) -> Path:
    """Return where a couple's lock is kept; raises GuideError where that is a link."""
    path = practice.couple(name) / FILE
    if path.is_symlink():
        raise GuideError([Problem("link-in-folder", lock_place(name))])
    return path


def lock_place(name: str) -> Place:
    """Return where a couple's lock is kept, as problems say it."""
    return Place(f"couples/{name}/{FILE}")

"""Who may open a couple's guide: each reader's passphrase → keys, which alone are kept.

A reader is each partner, by their short name, or the therapist.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from generator.answers.couple import Couple
from generator.editions.locked_pdf import make_cover
from generator.editions.sealing import SALT_BYTES, random_key, reader_key
from generator.practice.claim import claimed
from generator.practice.lock_file import (
    FORMAT,
    THERAPIST,
    LockFile,
    Reader,
    lock_path,
    read_lock,
)
from generator.practice.passphrases import make_passphrase, refuse_weak
from generator.practice.practice import Practice
from generator.practice.private_files import add_files, replace_file
from generator.problems import GuideError, Place, Problem
from generator.reading.checking import guess


@dataclass(frozen=True)
class Told:
    """A reader's new passphrase, to be told once; None where they chose their own."""

    who: str
    passphrase: str | None


def readers_of(couple: Couple) -> tuple[str, ...]:
    """Return everyone who may have a passphrase, by their short names."""
    return (*couple.partners, THERAPIST)


def set_lock(
    practice: Practice,
    couple: Couple,
    name: str,
    renew: Sequence[str] = (),
    own: Mapping[str, str] | None = None,
) -> tuple[Told, ...]:
    """Give a passphrase to each reader who has none, and to those in `renew`; return them.

    `own` are passphrases that readers chose, which are kept no more than ours are. Raises
    GuideError, with nothing written, for a reader who isn't one and for a passphrase that is weak.
    """
    with claimed(practice, name):
        return _set(practice, couple, name, renew, own or {})


def remove_lock(practice: Practice, name: str) -> bool:
    """Take the lock away, and return whether there was one. What was handed over stays locked."""
    path = lock_path(practice, name)
    there = path.is_file()
    path.unlink(missing_ok=True)
    return there


def _set(
    practice: Practice, couple: Couple, name: str, renew: Sequence[str], own: Mapping[str, str]
) -> tuple[Told, ...]:
    readers = readers_of(couple)
    _refuse_unknown([*renew, *own], readers)
    called = (*couple.partners, *(partner.called for partner in couple.partners.values()))
    for passphrase in own.values():
        refuse_weak(passphrase, called)
    lock = read_lock(practice, name) or _new_lock()
    asked = [who for who in readers if who in {*renew, *own} or who not in lock.readers]
    make = partial(make_passphrase, practice.templates, couple.language)
    new = {who: own.get(who) or make() for who in asked}
    kept = {who: lock.readers[who] for who in readers if who not in new}
    made = {who: _reader(passphrase, lock.salt) for who, passphrase in new.items()}
    _write(practice, name, lock.model_copy(update={"readers": kept | made}))
    return tuple(Told(who, None if who in own else new[who]) for who in asked)


def _new_lock() -> LockFile:
    return LockFile.model_construct(
        format=FORMAT, salt=random_key()[:SALT_BYTES], device=random_key(), readers={}
    )


def _reader(passphrase: str, salt: bytes) -> Reader:
    cover = make_cover(passphrase)
    return Reader.model_construct(
        key=reader_key(passphrase, salt), cover=cover.pdf, cover_key=cover.key
    )


def _refuse_unknown(asked: Sequence[str], readers: Sequence[str]) -> None:
    known = ", ".join(readers)
    unknown = [who for who in asked if who not in readers]
    if unknown:
        raise GuideError(
            Problem("no-such-reader", Place("--renew"),
                    values={"typed": who, "known": known, "guess": guess(who, readers)})
            for who in unknown
        )  # fmt: skip


def _write(practice: Practice, name: str, lock: LockFile) -> None:
    content = json.dumps(json.loads(lock.model_dump_json()), indent=1).encode() + b"\n"
    path = lock_path(practice, name)
    if path.is_file():
        replace_file(path, content)
    else:
        add_files(path.parent, {path.name: content})

"""Who may open a couple's guide: each reader's passphrase → keys, which alone are kept.

A reader is each partner, by their short name, or the therapist.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from generator.answers.answers import Answers, texts_for_both
from generator.answers.couple import Couple
from generator.answers.model import typed_words
from generator.editions.locked_pdf import make_cover
from generator.editions.sealing import SALT_BYTES, random_key, reader_key
from generator.practice.claim import claimed
from generator.practice.guessable import Known
from generator.practice.lock_file import (
    FORMAT,
    THERAPIST,
    LockFile,
    Reader,
    lock_path,
    lock_place,
    read_lock,
)
from generator.practice.passphrases import known_to_everyone, make_passphrase, refuse_guessable
from generator.practice.practice import Practice
from generator.practice.private_files import put_file
from generator.practice.writing import writing
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
    answers: Answers,
    renew: Sequence[str] = (),
    own: Mapping[str, str] | None = None,
) -> tuple[Told, ...]:
    """Give a passphrase to each reader who has none, and to those in `renew`; return them.

    `own` are passphrases that readers chose, which are kept no more than ours are. Raises
    GuideError, with nothing written, for a reader who isn't one, and for a passphrase that would be
    guessed, is too long, opens the guide to another reader or is the same as before.
    """
    with claimed(practice, answers.name):
        return _set(practice, answers, renew, own or {})


def remove_lock(practice: Practice, name: str) -> bool:
    """Take the lock away, and return whether there was one. What was handed over stays locked.

    Raises GuideError where the system refuses, or while another process works on the couple.
    """
    path = lock_path(practice, name)
    with claimed(practice, name), writing(lock_place(name)):
        there = path.is_file()
        path.unlink(missing_ok=True)
    return there


def _set(
    practice: Practice, answers: Answers, renew: Sequence[str], own: Mapping[str, str]
) -> tuple[Told, ...]:
    name, readers = answers.name, readers_of(answers.couple)
    _refuse_unknown([*renew, *own], readers)
    if own:
        known = _known(practice, answers)
        for who, passphrase in own.items():
            refuse_guessable(passphrase, known, _asked_for(who))
    lock = read_lock(practice, name) or _new_lock()
    asked = [who for who in readers if who in {*renew, *own} or who not in lock.readers]
    make = partial(make_passphrase, practice.templates, answers.couple.language)
    new = {who: own.get(who) or make() for who in asked}
    kept = {who: lock.readers[who] for who in readers if who not in new}
    made = {who: _reader(passphrase, lock.salt) for who, passphrase in new.items()}
    _refuse_taken(name, own, lock.readers, made)
    _write(practice, name, lock.model_copy(update={"readers": kept | made}))
    return tuple(Told(who, None if who in own else new[who]) for who in asked)


def _known(practice: Practice, answers: Answers) -> Known:
    """Return what whoever guesses may know of what both read.

    No private word is among it: a refusal would tell one partner what the other wrote apart.
    """
    couple = answers.couple
    called = (partner.called for partner in couple.partners.values())
    approved = (text for approval in answers.approvals for _, text in typed_words(approval))
    return replace(
        known_to_everyone(practice.templates, couple.language),
        names=(*couple.partners, *called, couple.therapist.called),
        texts=(*(text for _, _, text in texts_for_both(answers)), *approved),
    )


def _refuse_taken(
    name: str, own: Mapping[str, str], before: Mapping[str, Reader], made: Mapping[str, Reader]
) -> None:
    """Refuse words by which two readers open the same, or by which renewing changes nothing."""
    for who in own:
        key = made[who].key
        taken = {other for some in (before, made) for other in some
                 if other != who and some[other].key == key}  # fmt: skip
        old = before.get(who)
        if taken:
            raise GuideError([Problem("passphrase-taken", _asked_for(who), values={"name": name})])
        if old and old.key == key:
            raise GuideError([Problem("passphrase-as-before", _asked_for(who))])


def _asked_for(who: str) -> Place:
    return Place(f"--own {who}")


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
    put_file(lock_path(practice, name), content)

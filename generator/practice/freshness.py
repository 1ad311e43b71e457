"""Whether a couple is to be built, and why: decided by content, never by a file's time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.practice.manifest import Manifest, nameless
from generator.practice.outcome import Reason, Wanted
from generator.practice.sources import (
    ANSWERS,
    APPROVALS,
    LOCK,
    LOOK,
    NOTHING,
    PROGRAM,
    TEMPLATES,
)

_SOURCES = (ANSWERS, APPROVALS, LOCK, TEMPLATES, LOOK, PROGRAM)
"""From the nearest to the couple to what all have in common: the first that differs is told."""


@dataclass(frozen=True)
class Asked:
    """What a run asks of a couple: hashes of what it is made from, what it wants, and the day."""

    sources: Mapping[str, str]
    wanted: Wanted
    on: date
    force: bool = False


def reason_to_build(last: Manifest | None, there: Mapping[str, int], asked: Asked) -> Reason | None:
    """Return why a couple whose last build is `last` is to be built, or None where it isn't.

    `there` holds the bytes of the files that lie in its folder. Reason.DAY says that another day
    has come: whether that makes a difference is known once the guide is decided for it.
    """
    if last is None:
        return Reason.NEW
    if asked.force:
        return Reason.FORCED
    for kind in _SOURCES:
        if last.made_from.get(kind) != asked.sources[kind]:
            return Reason(kind)
    return _beside_sources(last, there, asked)


def _beside_sources(last: Manifest, there: Mapping[str, int], asked: Asked) -> Reason | None:
    lock_is_missing = asked.wanted.locked and asked.sources[LOCK] == NOTHING
    if last.asked != asked.wanted.extras or lock_is_missing:
        return Reason.ASKED
    if not last.complete:
        return Reason.INCOMPLETE
    if nameless(there) != last.sizes:
        return Reason.DAMAGED
    return Reason.DAY if last.for_day != asked.on.isoformat() else None

"""Whether a couple is to be built, and why: decided by content, never by a file's time."""

from collections.abc import Mapping

from generator.practice.job import Order, Reason
from generator.practice.manifest import Manifest, nameless
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


def reason_to_build(
    last: Manifest | None, there: Mapping[str, int], order: Order, *, force: bool = False
) -> Reason | None:
    """Return why a couple whose last build is `last` is to be built, or None where it isn't.

    `there` holds the bytes of the files that lie in its folder. Reason.DAY says that another day
    has come: whether that makes a difference is known once the guide is decided for it.
    """
    if last is None:
        return Reason.NEW
    if force:
        return Reason.FORCED
    for kind in _SOURCES:
        if last.made_from.get(kind) != order.sources[kind]:
            return Reason(kind)
    return _beside_sources(last, there, order)


def _beside_sources(last: Manifest, there: Mapping[str, int], order: Order) -> Reason | None:
    lock_is_missing = order.wanted.locked and order.sources[LOCK] == NOTHING
    if last.asked != order.wanted.extras or lock_is_missing:
        return Reason.ASKED
    if not last.complete:
        return Reason.INCOMPLETE
    if nameless(there) != last.sizes:
        return Reason.DAMAGED
    return Reason.DAY if last.for_day != order.on.isoformat() else None

"""How much of what matters there was lately: one person's picture, never set against another's.

Both numbers are the person's own, from 0 to 10 (clinical brief, Values: our own two questions).
What counts as a wide gap is our inference, for a gentle prompt and nothing more.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Protocol

from generator.reading.same_words import same_words

WIDE_GAP = 4
"""Points between how much a value matters and how much of it there was, from which it is named."""

HARDLY_LIVED = 4
"""Up to here there was little room for a value, however much it matters (our inference)."""

IMPORTANT = 7
"""From here on a value counts as important, where early drift is looked for."""


class Rated(Protocol):
    """A value with its owner's two numbers, None where they are not for these readers."""

    @property
    def value(self) -> str: ...  # noqa: D102
    @property
    def important(self) -> int | None: ...  # noqa: D102
    @property
    def lived(self) -> int | None: ...  # noqa: D102


@dataclass(frozen=True)
class Lived:
    """One value's two numbers, each 0 to 10."""

    name: str
    important: int
    lived: int

    @property
    def gap(self) -> int:
        """Return by how much the value matters more than it was lived; may be below 0."""
        return self.important - self.lived


def lived_lately(values: Iterable[Rated]) -> tuple[Lived, ...]:
    """Return the values whose numbers may be shown, in the order of the list."""
    return tuple(
        Lived(one.value, one.important, one.lived)
        for one in values
        if one.important is not None and one.lived is not None
    )


def drifting(
    looks: Sequence[Iterable[Rated]], known_as: Callable[[str], str] = same_words
) -> tuple[str, ...]:
    """Return the values that mattered and had little room at the last two looks in a row.

    `looks` are one person's lists, oldest first; the names come as the last look has them, with the
    least room first. `known_as` gives the same for words that name one value. A list that was kept
    and stands unchanged since was looked at once.
    """
    seen = [lived_lately(look) for look in looks]
    told_apart = [look for look, following in zip_longest(seen, seen[1:]) if look != following]
    if len(told_apart) < 2:
        return ()
    *_, then, now = told_apart
    before = {known_as(one.name) for one in then if _little_room(one)}
    found = [one for one in now if _little_room(one) and known_as(one.name) in before]
    return tuple(one.name for one in sorted(found, key=lambda one: one.lived))


def _little_room(one: Lived) -> bool:
    wide = one.important >= IMPORTANT and one.gap >= WIDE_GAP
    return wide and one.lived <= HARDLY_LIVED

"""Two ordered lists side by side, with a line between what stands on both.

A screen knows how tall a row becomes and draws the lines to fit. Paper is told beforehand how
many lines the longer name of a row takes, so that each line meets its middle. Rows keep the same
share of the picture's height on both.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Literal

from generator.guide.people import People, Person
from generator.guide.revisits import KeptList, Revisit
from generator.guide.value_comparison import MapValue, ValueComparison
from generator.reading.same_words import same_words

Kind = Literal["shared", "different"]

_WIDE, _HALF = 17.0, 7.0
"""Ems that a name may take of one line on paper: in a picture by itself, and in half a sheet.

Measured on A4, which is narrower than Letter, at the size that print.css gives to names.
"""

_MOST_LINES = 3
"""A name of more lines than this is read more easily across the whole sheet."""

_PLAIN_LETTERS = 0x0900
"""From here on scripts have letters that are wider than they are tall."""


@dataclass(frozen=True)
class Join:
    """A line from a row on the left to one on the right, both counted from 0 at the top."""

    name: str
    left: int
    right: int
    kind: Kind = "shared"

    @property
    def places(self) -> tuple[str, str]:
        """Return the place on each list, counted from 1 as people count."""
        return str(self.left + 1), str(self.right + 1)


@dataclass(frozen=True)
class Rows:
    """How many lines each row of a picture has on paper, from the top."""

    lines: tuple[int, ...]

    @property
    def parts(self) -> int:
        """Return the height of all rows, in parts: two for a line, and one between two rows."""
        return sum(map(_parts, self.lines))

    def middle(self, row: int) -> float:
        """Return how many parts the middle of a row lies below the top of the first."""
        return sum(map(_parts, self.lines[:row])) + _parts(self.lines[row]) / 2


def _parts(lines: int) -> int:
    return 2 * lines + 1


@dataclass(frozen=True)
class JoinedLists:
    """What stands in each row on either side, most important first, and what is joined."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    joins: tuple[Join, ...]

    @property
    def whole(self) -> Rows:
        """Return the rows on paper of a picture that has the width of the sheet."""
        return self._rows(_WIDE)

    @property
    def half(self) -> Rows:
        """Return the rows on paper of a picture in half that width."""
        return self._rows(_HALF)

    @property
    def fits_half(self) -> bool:
        """Tell whether names stay whole enough in half the width of the sheet."""
        return max(self.half.lines, default=0) <= _MOST_LINES

    def _rows(self, across: float) -> Rows:
        pairs = zip_longest(self.left, self.right, fillvalue="")
        return Rows(tuple(max(lines_on_paper(name, across) for name in pair) for pair in pairs))


def two_lists(values: ValueComparison, people: People) -> JoinedLists:
    """Return both partners' lists in their own words and order, joined where both hold a value."""
    first, second = people.first, people.second
    groups: dict[Kind, tuple[MapValue, ...]] = {
        "shared": values.shared, "different": values.different,
    }  # fmt: skip
    joins = [
        Join(value.name, value.held[first.id].rank - 1, value.held[second.id].rank - 1, kind)
        for kind, group in groups.items()
        for value in group
    ]
    return JoinedLists(
        left=tuple(one.value for one in first.shared.values),
        right=tuple(one.value for one in second.shared.values),
        joins=_from_the_top(joins),
    )


def then_and_now(
    then: Sequence[str], now: Sequence[str], known: Mapping[str, str] | None = None
) -> JoinedLists:
    """Return one person's list at two looks, each value joined to itself if it is still there.

    `known` has what words are known by, where that is more than the words.
    """
    key = {name: same_words(name) for name in (*then, *now)} | dict(known or {})
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(now):
        places[key[name]].append(place)
    joins = []
    for place, name in enumerate(then):
        if there := places[key[name]]:
            joins.append(Join(name, place, there.pop(0)))
    return JoinedLists(tuple(then), tuple(now), _from_the_top(joins))


@dataclass(frozen=True)
class Look:
    """One person's list at two looks."""

    person: Person
    lists: JoinedLists


def looks_between(
    revisits: Iterable[Revisit], people: People, then: date, until: date | None
) -> tuple[Look, ...]:
    """Return each person's list `then` beside theirs at the later look, or today's without one.

    Who brought no list on one of the two days is left out: there is nothing to draw.
    """
    kept = {one.on: one.lists for one in revisits}
    found = []
    for person in people:
        before = kept[then].get(person.id)
        after = kept[until].get(person.id) if until else person.shared
        if before and after:
            known = before.known | (after.known if isinstance(after, KeptList) else {})
            first, second = ([one.value for one in look.values] for look in (before, after))
            found.append(Look(person, then_and_now(first, second, known)))
    return tuple(found)


def lines_on_paper(name: str, across: float) -> int:
    """Return into how many lines a name of a list breaks, in a column `across` ems wide.

    Rather one too many than one too few: a letter counts as wide as the wider ones of its kind.
    """
    lines, used = 1, 0.0
    for word in name.split():
        width = sum(map(_ems, word))
        if used and used + _ems(" ") + width > across:
            lines, used = lines + 1, 0.0
        used += (_ems(" ") if used else 0) + width
        while used > across:
            lines, used = lines + 1, used - across + 1  # what doesn't fit may leave a gap
    return lines


def _ems(sign: str) -> float:
    if sign == " ":
        return 0.3
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    if ord(sign) >= _PLAIN_LETTERS and not unicodedata.category(sign).startswith("P"):
        return 1.3
    return 0.95 if sign in "mwMW@%" else 0.75 if sign.isupper() else 0.58


def _from_the_top(joins: Iterable[Join]) -> tuple[Join, ...]:
    return tuple(sorted(joins, key=lambda join: (join.left, join.right)))

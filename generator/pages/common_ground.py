"""The picture of the common ground: which value stands where, and how the seam runs past it.

The engine sets the words, so that they wrap, turn and join as their script needs. WeasyPrint
draws text inside an SVG letter by letter, which breaks Arabic or Devanagari. The seam alone is
a drawing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from generator.guide.people import People
from generator.guide.value_comparison import Group, MapValue, ValueComparison

_MENDED = (
    "M12 0 L10.5 17 L14 31 L11 46 L12 60",
    "M12 0 L14 12 L9.5 30 L13 44 L12 60",
    "M12 0 L12.5 15 L10 27 L14 42 L12 60",
)
"""How the seam runs where it holds, in a box of 24 by 60; every piece meets the next at 12."""

_OPEN = "M12 0 C3 14 3 46 12 60 M12 0 C21 14 21 46 12 60"
"""Where one word has two meanings, the seam opens and closes again."""

_RUN = "M12 0 L12 60"


@dataclass(frozen=True)
class Row:
    """One row of the picture, top to bottom: a value on the seam, or one on either side of it.

    `first` is set on the first row of a group, and `seam` is SVG path data.
    """

    group: Group
    first: bool
    left: MapValue | None
    right: MapValue | None
    seam: str


def common_ground(values: ValueComparison, people: People) -> tuple[Row, ...]:
    """Return every value in its row: shared, same word, then each partner's own side by side."""
    own = zip_longest(values.mainly(people.first.id), values.mainly(people.second.id))
    return (
        *_rows("shared", [(value, value) for value in values.shared]),
        *_rows("different", [(value, value) for value in values.different]),
        *_rows("own", list(own)),
    )


def _rows(group: Group, sides: Sequence[tuple[MapValue | None, MapValue | None]]) -> Iterator[Row]:
    for number, (left, right) in enumerate(sides):
        yield Row(group, number == 0, left, right, _seam(group, number))


def _seam(group: Group, number: int) -> str:
    if group == "shared":
        return _MENDED[number % len(_MENDED)]
    return _OPEN if group == "different" else _RUN

"""Chooses what an invented couple wrote: by chance, and the same for the same seed."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar

from tests.many_words import CALLED, GAPS, SENTENCES, TOWN, VALUES

Data = dict[str, Any]
T = TypeVar("T")

TODAY = date(2026, 11, 22)
ROLES = (("hurt", "involved"), ("involved", "hurt"), ("hurt", "involved"), ("both", "both"))
_GAP = re.compile(r"{(\w+)}")


class Teller:
    """Tells the couple with this number: who they are, and whatever they may have written.

    `size` goes from 0, for those who wrote little, to `most`: 1 for as much as our longest sample.
    """

    def __init__(self, number: int, seed: int, most: float = 1) -> None:
        # Not `hash`, which differs from one process to the next.
        self._random = Random(f"{seed}/{number}")  # noqa: S311  nothing secret is made
        self.town = _town(number)
        self.size = most * self._random.random()
        self.partners: tuple[str, ...] = tuple(self._random.sample(sorted(CALLED), 2))
        self.roles = dict(zip(self.partners, self.one(ROLES), strict=True))
        self.values = {who: self._random.sample(VALUES, self.count(7, 2)) for who in self.partners}

    def one(self, choices: Sequence[T]) -> T:
        return self._random.choice(choices)

    def maybe(self) -> bool:
        """Whether this couple wrote something that they could have left out."""
        return self._random.random() < self.size

    def count(self, most: int, least: int = 0) -> int:
        return least + round(self.size * (most - least) * self._random.uniform(0.7, 1))

    def number(self, first: int, last: int) -> int:
        return self._random.randint(first, last)

    def day(self, first: int, last: int, start: date = TODAY) -> str:
        """Return a day so many days after `start`."""
        return (start + timedelta(days=self.number(first, last))).isoformat()

    def say(self, kind: str, sentences: int = 1) -> str:
        return f" Back in {self.town}: ".join(
            _GAP.sub(lambda gap: self.one(GAPS[gap[1]]), self.one(SENTENCES[kind]))
            for _ in range(sentences)
        )

    def more(self, kind: str) -> str | None:
        return self.say(kind, self.count(3, 1)) if self.maybe() else None

    def several(self, most: int, make: Callable[[int], T]) -> list[T]:
        return [make(number) for number in range(self.count(most))]

    def said(self, most: int, kind: str) -> list[str]:
        return self.several(most, lambda _: self.say(kind))

    def either(self) -> str:
        return self.one((*self.partners, "both"))

    def a_value(self) -> str:
        return self.one(self.values[self.one(self.partners)])


def _town(number: int) -> str:
    name = ""
    for syllables in TOWN:
        number, place = divmod(number, len(syllables))
        name += syllables[place]
    return name


def kept(**fields: Any) -> Data:
    """Return the fields that were answered."""
    return {key: value for key, value in fields.items() if value not in (None, [], {}, "")}

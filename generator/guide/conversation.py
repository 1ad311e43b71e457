"""The talks about what matters (V4, V7, V8): which questions, in how many talks, with what time.

One to three talks of 60 to 90 minutes, as V7 asks. Every question comes from something the two
wrote, and names who asks and who is asked.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Literal

from generator.guide.people import People, Person
from generator.guide.value_comparison import MapValue, ValueComparison

SHORTEST, LONGEST = 60, 90
"""Minutes of a talk."""

HIGH = 3
"""Places from the top of a person's own list that count as high on it."""

MOST_OWN = 2
"""Questions about values of one's own, for each partner: more would be an examination."""

About = Literal["meaning", "high", "own", "root", "both-roots"]
Root = Literal["family", "traditions", "faith", "community"]
ROOTS: tuple[Root, ...] = ("family", "traditions", "faith", "community")

Part = Literal["arrive", "lists", "new", "common", "alike", "meaning", "questions", "roots",
               "hopes", "intentions", "goals", "thanks", "room"]  # fmt: skip


@dataclass(frozen=True)
class Question:
    """What one asks the other, `about` a `value` or a `root` that the other wrote of."""

    about: About
    asker: Person
    asked: Person
    value: MapValue | None = None
    root: Root | None = None


@dataclass(frozen=True)
class Item:
    """One part of a talk, and its minutes."""

    part: Part
    minutes: int


@dataclass(frozen=True)
class Talk:
    """One talk, of 60 to 90 minutes; `on` is None until the couple set a day."""

    number: int
    on: date | None
    items: tuple[Item, ...]

    @property
    def minutes(self) -> int:
        """Return how long the talk takes."""
        return sum(item.minutes for item in self.items)


def questions(people: People, values: ValueComparison) -> tuple[Question, ...]:
    """Return the questions that their lists and backgrounds raise, the most telling first.

    First one word with two meanings; then what stands high with one and further down with the
    other; then what is one's own; then where each comes from. Each way round where both may ask.
    """
    return tuple(
        chain(
            _each_way(people, values.different, "meaning"),
            (q for value in values.shared for q in _high(people, value)),
            (q for asked in people
             for q in _own(people, asked, values.mainly(asked.id))),
            (q for root in ROOTS for q in _roots(people, root)),
        )
    )  # fmt: skip


def talks(
    people: People, values: ValueComparison, days: Sequence[date], *, goals: bool
) -> tuple[Talk, ...]:
    """Return one to three talks: as many as there is matter for, and as many as have a day."""
    raised = questions(people, values)
    plans = [
        _first(values),
        _differences(raised),
        _ahead(people, raised, goals=goals),
    ]
    kept = [items for number, items in enumerate(plans) if items or number < len(days)]
    return tuple(
        Talk(number, days[number - 1] if number <= len(days) else None, _in_time(items))
        for number, items in enumerate(kept, start=1)
    )


def _each_way(people: People, values: Iterable[MapValue], about: About) -> Iterator[Question]:
    for value in values:
        for asked in people:
            yield Question(about, people.other(asked.id), asked, value=value)


def _high(people: People, value: MapValue) -> Iterator[Question]:
    for asked in people:
        asker = people.other(asked.id)
        mine, theirs = value.held[asked.id].rank, value.held[asker.id].rank
        if mine <= HIGH < theirs:
            yield Question("high", asker, asked, value=value)


def _own(people: People, asked: Person, values: Sequence[MapValue]) -> Iterator[Question]:
    for value in values[:MOST_OWN]:
        yield Question("own", people.other(asked.id), asked, value=value)


def _roots(people: People, root: Root) -> Iterator[Question]:
    wrote = [person for person in people if getattr(person.shared.background, root)]
    for asked in wrote:
        about: About = "both-roots" if len(wrote) == 2 else "root"
        yield Question(about, people.other(asked.id), asked, root=root)


def _first(values: ValueComparison) -> list[Item]:
    last: Part = "common" if values.shared else "alike"
    return [Item("arrive", 10), Item("lists", 30), Item("new", 10), Item(last, 10)]


def _differences(raised: Sequence[Question]) -> list[Item]:
    meanings = len({q.value.name for q in raised if q.about == "meaning" and q.value})
    others = sum(q.about in ("high", "own") for q in raised)
    items = [Item("meaning", 20 * min(meanings, 2))] if meanings else []
    if others:
        items.append(Item("questions", 30))
    return [Item("arrive", 10), *items, Item("thanks", 10)] if items else []


def _ahead(people: People, raised: Sequence[Question], *, goals: bool) -> list[Item]:
    shared = [person.shared for person in people]
    items = []
    if any(q.root for q in raised):
        items.append(Item("roots", 20))
    if any(one.fears or one.hopes for one in shared):
        items.append(Item("hopes", 20))
    if any(one.intention or one.view for one in shared):
        items.append(Item("intentions", 20))
    if goals:
        items.append(Item("goals", 20))
    return [Item("arrive", 5), *items, Item("thanks", 5)] if items else []


def _in_time(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return the parts with room for silence where they are short of an hour."""
    short = SHORTEST - sum(item.minutes for item in items)
    if short <= 0:
        return tuple(items)
    return (*items[:-1], Item("room", short), *items[-1:]) if items else (Item("room", SHORTEST),)

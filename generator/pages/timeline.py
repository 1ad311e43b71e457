"""The way so far and the days ahead, with what falls on each; the template finds the words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

from generator.guide.guide import Guide
from generator.guide.plan import Event, EventKind

State = Literal["past", "today", "coming", "later"]
Kind = EventKind | Literal["from", "here", "perhaps", "daily", "weekly", "monthly"]
"""A phase that began on no known day is where they come from, are ("here"), or may come."""

_BEHIND = ("start", "phase", "reached")
"""What is worth telling of days that have passed. A day that was missed is nobody's mark."""

_SMALLER_PLAN = ("safety", "stabilise")
"""All the phases that a couple see while one of them is undecided (rule 4)."""


@dataclass(frozen=True)
class Item:
    """What falls on a day: `about` in the couple's words or a phase's id, or clause numbers."""

    kind: Kind
    about: str = ""
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Moment:
    """A day on the timeline, or at its end the phases that have no day yet.

    The day of the guide is one too: it tells where they are, and when the guide was made.
    """

    on: date | None
    state: State
    items: tuple[Item, ...]


def timeline(guide: Guide) -> tuple[Moment, ...]:
    """Return the days of the plan in order: what was reached, where they are, what is to come."""
    events = [event for event in guide.plan.timeline if _is_shown(event, guide)]
    by_day = {
        on: [*_items(these, guide)] for on, these in groupby(events, key=lambda event: event.on)
    }
    for on, item in _check_ins(guide):
        by_day.setdefault(on, []).append(item)
    by_day[guide.on] = [*_where_they_are(guide), *by_day[guide.on]]
    days = [Moment(_told(on, guide), _state(on, guide), tuple(by_day[on])) for on in sorted(by_day)]
    later = tuple(_without_a_day(guide))
    return (*days, *([Moment(None, "later", later)] if later else ()))


def _told(on: date, guide: Guide) -> date:
    return guide.made_on if on == guide.on else on


def _state(on: date, guide: Guide) -> State:
    if on == guide.on:
        return "today"
    return "past" if on < guide.on else "coming"


def _is_shown(event: Event, guide: Guide) -> bool:
    if event.kind == "phase" and not _is_on_the_way(event.about, guide):
        return False
    return event.on >= guide.on or event.kind in _BEHIND


def _is_on_the_way(phase: str, guide: Guide) -> bool:
    return guide.plan.route == "repair" or phase in _SMALLER_PLAN


def _items(events: Iterable[Event], guide: Guide) -> Iterator[Item]:
    later = {phase.id for phase in guide.plan.phases if phase.state == "later"}
    for kind, group in groupby(events, key=lambda event: event.kind):
        these = list(group)
        if kind in ("review", "end"):
            yield Item(kind, clauses=_numbers(these, guide))
        else:
            for event in these:
                is_later = kind == "phase" and event.about in later
                yield Item("perhaps" if is_later else kind, event.about)


def _check_ins(guide: Guide) -> Iterator[tuple[date, Item]]:
    """Yield the next check-in of each kind."""
    yield guide.on, Item("daily")
    yield guide.plan.next_weekly, Item("weekly")
    yield guide.plan.next_monthly, Item("monthly")


def _where_they_are(guide: Guide) -> Iterator[Item]:
    for phase in guide.plan.phases:
        if phase.state == "past" and phase.starts is None:
            yield Item("from", phase.id)
    yield Item("here", guide.plan.current.id)


def _without_a_day(guide: Guide) -> Iterator[Item]:
    for phase in guide.plan.phases:
        if phase.state == "later" and phase.starts is None and _is_on_the_way(phase.id, guide):
            yield Item("perhaps", phase.id)


def _numbers(events: Iterable[Event], guide: Guide) -> tuple[str, ...]:
    names = {event.about for event in events}
    return tuple(str(v.number) for v in guide.agreement.clauses if v.clause.id in names)

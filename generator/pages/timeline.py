"""The timeline as the days ahead, with what falls on each; the template finds the words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

from generator.guide.guide import Guide
from generator.guide.plan import Event, EventKind

State = Literal["today", "coming"]
_SMALLER_PLAN = ("safety", "stabilise")
"""All the phases that a couple see while one of them is undecided (rule 4)."""


@dataclass(frozen=True)
class Item:
    """What falls on a day: `about` in the couple's words or a phase's id, or clause numbers."""

    kind: EventKind
    about: str
    clauses: tuple[str, ...] = ()
    done: bool = False


@dataclass(frozen=True)
class Moment:
    """A day on the timeline. The day of the guide is one too, even when nothing falls on it."""

    on: date
    state: State
    items: tuple[Item, ...]


def timeline(guide: Guide) -> tuple[Moment, ...]:
    """Return the days of the plan in order, from the day of the guide on."""
    events = [event for event in guide.plan.timeline if _is_shown(event, guide)]
    by_day = {on: tuple(these) for on, these in groupby(events, key=lambda event: event.on)}
    days = sorted({*by_day, guide.on})
    return tuple(
        Moment(
            on,
            "today" if on == guide.on else "coming",
            tuple(_items(by_day.get(on, ()), guide)),
        )
        for on in days
    )


def _is_shown(event: Event, guide: Guide) -> bool:
    later = event.kind == "phase" and event.about not in _SMALLER_PLAN
    return event.on >= guide.on and (guide.plan.route == "repair" or not later)


def _items(events: Iterable[Event], guide: Guide) -> Iterable[Item]:
    for kind, group in groupby(events, key=lambda event: event.kind):
        these = list(group)
        if kind in ("review", "end"):
            yield Item(kind, "", _numbers(these, guide))
        else:
            yield from (Item(kind, event.about, done=_is_done(event, guide)) for event in these)


def _numbers(events: Iterable[Event], guide: Guide) -> tuple[str, ...]:
    names = {event.about for event in events}
    return tuple(str(v.number) for v in guide.agreement.clauses if v.clause.id in names)


def _is_done(event: Event, guide: Guide) -> bool:
    return event.kind == "milestone" and any(
        milestone.reached and milestone.what == event.about
        for milestone in guide.couple.plan.milestones
    )

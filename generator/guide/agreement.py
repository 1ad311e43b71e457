"""Clauses joined to whose request they were, the value they protect, and the steps they need."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from generator.answers.agreement import Clause
from generator.answers.couple import Couple
from generator.answers.kinds import Theme
from generator.answers.plan import Step
from generator.guide.on_paper import Ticked, Waiting
from generator.guide.people import People, Person
from generator.guide.value_comparison import MapValue, ValueComparison

THEMES: tuple[Theme, ...] = get_args(Theme)
"""The order in which the agreement goes through its themes (clinical brief, documents)."""

ClauseState = Literal["upcoming", "running", "due", "ended", "waiting"]


@dataclass(frozen=True)
class ClauseView:
    """A clause with all it is joined to; `askers` and `owners` are one person or both.

    It is "waiting", and asks nothing of anybody, while someone is `not_ready` to agree to it.
    """

    clause: Clause
    number: int
    anchor: str
    askers: tuple[Person, ...]
    owners: tuple[Person, ...]
    value: MapValue | None
    steps: tuple[Step, ...]
    state: ClauseState
    not_ready: tuple[Ticked, ...]


@dataclass(frozen=True)
class ThemeView:
    """The clauses of one theme."""

    id: Theme
    clauses: tuple[ClauseView, ...]


@dataclass(frozen=True)
class AgreementView:
    """The agreement in the order both read it: what can't be waived first, then by theme."""

    clauses: tuple[ClauseView, ...]

    @property
    def non_negotiable(self) -> tuple[ClauseView, ...]:
        """Return what was named first (B1)."""
        return tuple(view for view in self.clauses if view.clause.non_negotiable)

    @property
    def themes(self) -> tuple[ThemeView, ...]:
        """Return the themes that have clauses, in order."""
        by_theme = (
            ThemeView(theme, tuple(v for v in self.clauses if v.clause.theme == theme))
            for theme in THEMES
        )
        return tuple(theme for theme in by_theme if theme.clauses)

    @property
    def open_with_limits(self) -> tuple[ClauseView, ...]:
        """Return the clauses that open something to the other for a while (B3)."""
        return tuple(view for view in self.clauses if view.clause.transparency)

    @property
    def lasting(self) -> tuple[ClauseView, ...]:
        """Return the clauses that have not ended."""
        return tuple(view for view in self.clauses if view.state != "ended")

    @property
    def asking(self) -> tuple[ClauseView, ...]:
        """Return the clauses that may be held to: neither ended nor waiting."""
        return tuple(view for view in self.lasting if view.state != "waiting")

    @property
    def waiting(self) -> tuple[ClauseView, ...]:
        """Return the clauses that wait until both agree."""
        return tuple(view for view in self.clauses if view.state == "waiting")

    @property
    def due(self) -> tuple[ClauseView, ...]:
        """Return the clauses whose day to be looked at again has come."""
        return tuple(view for view in self.clauses if view.state == "due")

    @property
    def next_review(self) -> date | None:
        """Return the earliest review that is still to come, or None."""
        days = [view.clause.review for view in self.asking if view.state != "due"]
        return min(days, default=None)

    def protecting(self, value: MapValue) -> tuple[ClauseView, ...]:
        """Return the clauses that protect `value`."""
        return tuple(view for view in self.clauses if view.value == value)

    def owned_by(self, person: Person) -> tuple[ClauseView, ...]:
        """Return what `person` does, alone or with the other."""
        return tuple(view for view in self.clauses if person in view.owners)

    def clause(self, name: str) -> ClauseView | None:
        """Return the clause with this id, or None."""
        return next((view for view in self.clauses if view.clause.id == name), None)


def view_agreement(
    couple: Couple, people: People, values: ValueComparison, waiting: Waiting, on: date
) -> AgreementView:
    """Return the agreement as it stands on the day `on`, joined to people, values and steps.

    `waiting` are the clauses to which someone isn't ready to agree, by id.
    """
    ordered = in_order(couple.agreement.clauses)
    return AgreementView(
        tuple(
            ClauseView(
                clause=clause,
                number=number,
                anchor=f"clause-{clause.id}",
                askers=people.named(clause.asked_by),
                owners=people.named(clause.owner),
                value=values.called(clause.protects) if clause.protects else None,
                steps=tuple(step for step in couple.plan.steps if step.clause == clause.id),
                state="waiting" if clause.id in waiting else state_of(clause, on),
                not_ready=waiting.get(clause.id, ()),
            )
            for number, clause in enumerate(ordered, start=1)
        )
    )


def in_order(clauses: Iterable[Clause]) -> list[Clause]:
    """Return clauses as they are read and numbered: what can't be waived first, then by theme."""
    return sorted(clauses, key=lambda c: (not c.non_negotiable, THEMES.index(c.theme)))


def state_of(clause: Clause, on: date) -> ClauseState:
    """Return how a clause stands on a day; it is due from its review day until it ends."""
    if on > clause.until:
        return "ended"
    if on < clause.starts:
        return "upcoming"
    return "due" if on >= clause.review else "running"

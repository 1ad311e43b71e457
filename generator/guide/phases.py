"""The five phases, their gates, and where the couple stand.

Phases and gates follow the clinical brief ("Phases of the software"): a map, not a timetable.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.answers.kinds import Phase
from generator.answers.plan import Milestone, PlanAnswers

PHASES: tuple[Phase, ...] = ("safety", "stabilise", "understand", "rebuild", "maintain")

GATES: Mapping[Phase, tuple[str, ...]] = {
    "safety": ("seen-alone", "breach-ended", "both-choose"),
    "stabilise": ("agreement-kept", "time-outs-work", "no-new-discoveries"),
    "understand": ("shared-account",),
    "rebuild": ("informed-decision", "less-preoccupied", "no-punishing"),
    "maintain": (),
}
"""What both and the therapist go through before a phase is left."""

State = Literal["past", "current", "later"]


@dataclass(frozen=True)
class Gate:
    """One condition for leaving a phase; its words stand in the templates under its id."""

    id: str
    met: bool


@dataclass(frozen=True)
class PhaseView:
    """A phase as this couple see it today; `number` counts from 0."""

    id: Phase
    number: int
    state: State
    starts: date | None
    until: date | None
    gates: tuple[Gate, ...]
    milestones: tuple[Milestone, ...]


def phases_of(plan: PlanAnswers) -> tuple[PhaseView, ...]:
    """Return all five phases in order, each with its state, dates, gates and milestones."""
    now = PHASES.index(plan.phase)
    dates = {dated.phase: dated for dated in plan.phases}
    return tuple(
        PhaseView(
            id=phase,
            number=number,
            state=_state(number, now),
            starts=dates[phase].starts if phase in dates else _begun(number, now, plan),
            until=dates[phase].until if phase in dates else None,
            gates=tuple(
                Gate(gate, number < now or gate in plan.gates_met) for gate in GATES[phase]
            ),
            milestones=tuple(
                sorted(
                    (m for m in plan.milestones if m.phase == phase),
                    key=lambda milestone: milestone.by,
                )
            ),
        )
        for number, phase in enumerate(PHASES)
    )


def _state(number: int, now: int) -> State:
    return "past" if number < now else "current" if number == now else "later"


def _begun(number: int, now: int, plan: PlanAnswers) -> date | None:
    """Return the plan's first day for a phase that it can begin with, else nothing is known."""
    return plan.started if number == now <= PHASES.index("stabilise") else None

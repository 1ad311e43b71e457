"""The five phases, their gates, and where the couple stand.

Phases and gates follow the clinical brief ("Phases of the software"): a map, not a timetable.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.answers.couple import Couple
from generator.answers.kinds import Choice, Phase
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

    @property
    def reached(self) -> tuple[Gate, ...]:
        """Return the gates that are met."""
        return tuple(gate for gate in self.gates if gate.met)

    @property
    def still_open(self) -> tuple[Gate, ...]:
        """Return the gates that aren't met, also where the couple went on without them."""
        return tuple(gate for gate in self.gates if not gate.met)


def gates_of(couple: Couple, phase: Phase, route: Choice) -> tuple[Gate, ...]:
    """Return the gates that this couple pass on the way out of a phase.

    On the undecided route nobody is asked to have chosen. What the release says needs no second
    word under `gates_met`.
    """
    met = {*couple.plan.gates_met, *_released(couple)}
    asked = (gate for gate in GATES[phase] if not (route == "undecided" and gate == "both-choose"))
    return tuple(Gate(gate, gate in met) for gate in asked)


def open_gates(couple: Couple, phases: Iterable[Phase], route: Choice) -> list[str]:
    """Return the gates of these phases that aren't met, by id."""
    return [g.id for phase in phases for g in gates_of(couple, phase, route) if not g.met]


def _released(couple: Couple) -> Iterator[str]:
    release = couple.release
    if all(partner in release.seen_alone for partner in couple.partners):
        yield "seen-alone"
    if release.breach_ended:
        yield "breach-ended"
    if all(release.choices.get(partner) == "repair" for partner in couple.partners):
        yield "both-choose"


def phases_of(couple: Couple, route: Choice) -> tuple[PhaseView, ...]:
    """Return all five phases in order, each with its state, dates, gates and milestones."""
    plan = couple.plan
    now = PHASES.index(plan.phase)
    dates = {dated.phase: dated for dated in plan.phases}
    return tuple(
        PhaseView(
            id=phase,
            number=number,
            state=_state(number, now),
            starts=dates[phase].starts if phase in dates else _begun(number, now, plan),
            until=dates[phase].until if phase in dates else None,
            gates=gates_of(couple, phase, route),
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

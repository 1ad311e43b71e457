"""The plan on one day: phases, steps by date, milestones, check-ins, a timeline."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from generator.answers.couple import Couple
from generator.answers.kinds import Choice, Phase
from generator.answers.model import Monthly, Weekly
from generator.answers.plan import Milestone, PlanAnswers, Step
from generator.guide.agreement import AgreementView
from generator.guide.phases import PhaseView, phases_of

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FIRST_DAYS = 14
"""The first two weeks get a list of their own (clinical brief, repair plan)."""

EventKind = Literal[
    "start", "phase", "reached", "milestone", "review", "end", "session", "decision", "goal"
]


@dataclass(frozen=True)
class Event:
    """A day on the timeline; `about` is a phase, a clause's id, or the couple's own words."""

    on: date
    kind: EventKind
    about: str


@dataclass(frozen=True)
class PlanView:
    """The plan as it stands on the day `on`."""

    route: Choice
    phases: tuple[PhaseView, ...]
    first_two_weeks: tuple[Step, ...]
    coming_steps: tuple[Step, ...]
    next_step: Step | None
    next_milestone: Milestone | None
    next_weekly: date
    next_monthly: date
    timeline: tuple[Event, ...]
    started: date

    def day_of(self, number: int) -> date:
        """Return a day of the plan, counted from its first, which is 1."""
        return self.started + timedelta(days=number - 1)

    @property
    def current(self) -> PhaseView:
        """Return the phase the couple are in."""
        return next(phase for phase in self.phases if phase.state == "current")

    def phase(self, name: Phase) -> PhaseView:
        """Return one phase by its id."""
        return next(phase for phase in self.phases if phase.id == name)


def view_plan(
    couple: Couple,
    route: Choice,
    agreement: AgreementView,
    goals: Iterable[tuple[date, str]],
    on: date,
) -> PlanView:
    """Return the plan on the day `on`; `goals` are days and words for the timeline.

    On its day the monthly review takes the place of the weekly check-in, as in the calendar.
    """
    plan = couple.plan
    weekly = next_weekly(plan.check_ins.weekly, on)
    monthly = next_monthly(plan.check_ins.monthly, on)
    steps = tuple(sorted(plan.steps, key=lambda step: step.on))
    coming = tuple(step for step in steps if step.on >= on)
    open_milestones = sorted(
        (m for m in plan.milestones if m.reached is None), key=lambda milestone: milestone.by
    )
    return PlanView(
        route=route,
        phases=phases_of(couple, route),
        first_two_weeks=tuple(s for s in steps if s.on < plan.started + timedelta(days=FIRST_DAYS)),
        coming_steps=coming,
        next_step=coming[0] if coming else None,
        next_milestone=open_milestones[0] if open_milestones else None,
        next_weekly=weekly + timedelta(weeks=weekly == monthly),
        next_monthly=monthly,
        timeline=_timeline(plan, agreement, goals),
        started=plan.started,
    )


def next_weekly(weekly: Weekly, on: date) -> date:
    """Return the first day, from `on`, that is the weekly check-in's weekday."""
    return on + timedelta(days=(WEEKDAYS.index(weekly.day) - on.weekday()) % 7)


def next_monthly(monthly: Monthly, on: date) -> date:
    """Return the first day, from `on`, of the monthly review."""
    this = _nth_weekday(on.year, on.month, monthly)
    if this >= on:
        return this
    year, month = (on.year + 1, 1) if on.month == 12 else (on.year, on.month + 1)
    return _nth_weekday(year, month, monthly)


def _nth_weekday(year: int, month: int, monthly: Monthly) -> date:
    if monthly.nth < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - WEEKDAYS.index(monthly.day)) % 7)
    first = date(year, month, 1)
    offset = (WEEKDAYS.index(monthly.day) - first.weekday()) % 7
    return first + timedelta(days=offset + 7 * (monthly.nth - 1))


def _milestone(one: Milestone) -> Event:
    if one.reached is None:
        return Event(one.by, "milestone", one.what)
    return Event(one.reached, "reached", one.what)


def _timeline(
    plan: PlanAnswers, agreement: AgreementView, goals: Iterable[tuple[date, str]]
) -> tuple[Event, ...]:
    events = [Event(plan.started, "start", "")]
    events += [Event(p.starts, "phase", p.phase) for p in plan.phases]
    events += [_milestone(one) for one in plan.milestones]
    events += [Event(v.clause.review, "review", v.clause.id) for v in agreement.asking]
    events += [Event(v.clause.until, "end", v.clause.id) for v in agreement.asking]
    events += [Event(on, "goal", words) for on, words in goals]
    if plan.next_session:
        events.append(Event(plan.next_session, "session", ""))
    if plan.decision_day:
        events.append(Event(plan.decision_day, "decision", ""))
    return tuple(sorted(events, key=lambda event: (event.on, event.kind, event.about)))

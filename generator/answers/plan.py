"""The repair plan as the couple and their therapist wrote it (P1-P16)."""

from pydantic import Field

from generator.answers.kinds import Phase
from generator.answers.model import (
    Answer,
    DailyTime,
    Day,
    Id,
    MonthlyTime,
    Name,
    WeeklyTime,
    Words,
)


class CheckInTimes(Answer):
    """When the couple meet to look at the plan."""

    daily: DailyTime
    weekly: WeeklyTime
    monthly: MonthlyTime


class PhaseDates(Answer):
    """When a phase began or is hoped to begin; never a promise."""

    phase: Phase
    starts: Day = Field(alias="from")
    until: Day | None = None


class Milestone(Answer):
    """Something to reach and to be glad of, with a day in mind."""

    id: Id
    what: Words
    by: Day
    phase: Phase
    reached: Day | None = None


class Step(Answer):
    """One small act on a day, by a partner or both, that may keep a clause or live a value."""

    id: Id
    who: Id
    what: Words
    when: Words
    on: Day
    clause: Id | None = None
    value: Name | None = None


class Account(Answer):
    """Owning what was done: for the accountability talk (P5)."""

    i_did: Words
    what_it_did_to_you: Words
    i_will: Words


class Understanding(Answer):
    """One moment told as behaviour, effect and intention (P7)."""

    seen_by: Id
    seen: Words
    effect: Words
    meant: Words


class Apology(Answer):
    """A corrective act that follows the words (P10)."""

    who: Id
    act: Words
    on: Day


class Ritual(Answer):
    """Something small that the two do again and again."""

    what: Words
    when: Words


class Setback(Answer):
    """What follows a slip: owned, a repair step, back to the plan (P11)."""

    own_it_within: Words
    repair_step: Words


class Celebration(Answer):
    """A small success and how it is marked (P12)."""

    what: Words
    how: Words


class Support(Answer):
    """When to see the therapist, and who else stands by, by day and on a hard night (P15)."""

    together: Words | None = None
    alone: Words | None = None
    others: tuple[Words, ...] = ()
    at_night: tuple[Words, ...] = ()


class Horizon(Answer):
    """What outlasts the plan (P16)."""

    we_keep: Words
    we_hope: Words | None = None


class PlanAnswers(Answer):
    """Everything the plan is made from. `disclosure_complete` is set by the therapist alone."""

    phase: Phase
    started: Day
    next_session: Day | None = None
    check_ins: CheckInTimes
    timezone: Name | None = None
    disclosure_complete: Day | None = None
    gates_met: tuple[Id, ...] = ()
    phases: tuple[PhaseDates, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    steps: tuple[Step, ...] = ()
    accounts: dict[Id, Account] = Field(default_factory=dict)
    shared_account: Words | None = None
    understandings: tuple[Understanding, ...] = ()
    apologies: tuple[Apology, ...] = ()
    rituals: tuple[Ritual, ...] = ()
    joint_project: Words | None = None
    setback: Setback | None = None
    celebrations: tuple[Celebration, ...] = ()
    support: Support = Support()
    decision_day: Day | None = None
    horizon: Horizon | None = None
    no_alcohol: bool = False

"""What changed in the agreement since both initialled it (B8)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.answers.agreement import AgreementAnswers, Clause
from generator.answers.answers import Answers
from generator.guide.agreement import in_order
from generator.guide.clause_parts import PartChange, changed_parts
from generator.guide.on_paper import Waiting
from generator.guide.release import current_approval


@dataclass(frozen=True)
class ClauseChange:
    """A clause as it is and as both initialled it, and every part that differs."""

    now: Clause
    was: Clause
    parts: tuple[PartChange, ...]


@dataclass(frozen=True)
class BesideChange:
    """What was said beside the clauses, under one name ("terms", "kept_private" and so on)."""

    about: str
    gone: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True)
class AgreementChanges:
    """Clauses since the version that both initialled last.

    `ended` were taken out, as they stood then. `lapsed` are still there, and their last day has
    passed since. `still_open` are as they were, and one of the two wasn't ready for them.
    `beside` is what differs around the clauses, which only an approval tells that `knows_beside`.
    `numbers` are those that clauses had on the paper that was initialled, by id.
    """

    since_version: int
    since: date
    added: tuple[Clause, ...]
    changed: tuple[ClauseChange, ...]
    ended: tuple[Clause, ...]
    lapsed: tuple[Clause, ...]
    still_open: tuple[Clause, ...]
    beside: tuple[BesideChange, ...]
    knows_beside: bool
    numbers: Mapping[str, int]

    def __bool__(self) -> bool:
        return bool(self.to_initial or self.lapsed)

    @property
    def differs(self) -> bool:
        """Tell whether anything was agreed anew."""
        return bool(self.added or self.changed or self.ended or self.beside)

    @property
    def to_initial(self) -> bool:
        """Tell whether anything is there to say yes to: what only ran out asks for nothing."""
        return bool(self.differs or self.still_open)


def agreement_changes(answers: Answers, waiting: Waiting, on: date) -> AgreementChanges | None:
    """Return changes since the last initialled version, or None when there is none before.

    `on` is the day for which the guide is made, and `waiting` are the clauses that wait then.
    """
    approved = answers.approvals[:-1] if current_approval(answers) else answers.approvals
    if not approved:
        return None
    last = approved[-1]
    before = {clause.id: clause for clause in last.clauses}
    now = {clause.id: clause for clause in answers.couple.agreement.clauses}
    kept = [ClauseChange(c, before[name], changed_parts(before[name], c))
            for name, c in now.items() if name in before]  # fmt: skip
    return AgreementChanges(
        since_version=last.version,
        since=last.on,
        added=tuple(clause for name, clause in now.items() if name not in before),
        changed=tuple(one for one in kept if one.parts),
        ended=tuple(clause for name, clause in before.items() if name not in now),
        lapsed=tuple(one.now for one in kept if last.on <= one.now.until < on),
        still_open=tuple(one.now for one in kept if one.now.id in waiting and not one.parts),
        beside=tuple(_beside(last.beside, beside_clauses(answers.couple.agreement))),
        knows_beside=bool(last.beside),
        numbers={clause.id: place for place, clause in enumerate(in_order(last.clauses), 1)},
    )


def beside_clauses(agreement: AgreementAnswers) -> Mapping[str, tuple[str, ...]]:
    """Return what both agree to beside the clauses, as sentences under names, in the page's order.

    An approval keeps it, so that a later one can tell what is different.
    """
    talking, pause = agreement.talking, agreement.talking.time_out
    said: Mapping[str, Sequence[str | None]] = {
        "terms": [agreement.terms],
        "kept_private": [one.what for one in agreement.kept_private],
        "who_knows": [f"{one.who}: {one.what}" for one in agreement.who_knows],
        "called_by": [pause.called_by],
        "at_least_minutes": [str(pause.at_least_minutes)],
        "back_within_hours": [str(pause.back_within_hours)],
        "pause_where": [pause.where],
        "time_limit_minutes": [str(talking.time_limit_minutes)],
        "not_after": [talking.not_after],
        "safe_topics": talking.safe_topics,
        "with_the_therapist": talking.with_the_therapist,
        "if_crossed": [agreement.if_crossed],
        "old_patterns": [f"{one.pattern} → {one.instead}" for one in agreement.old_patterns],
    }
    return {about: tuple(filter(None, these)) for about, these in said.items()}


def _beside(
    before: Mapping[str, Sequence[str]], now: Mapping[str, Sequence[str]]
) -> Iterator[BesideChange]:
    """Yield what differs; an approval from before Mend kept this tells nothing."""
    for about, these in now.items():
        if about in before and tuple(before[about]) != tuple(these):
            gone = tuple(one for one in before[about] if one not in these)
            yield BesideChange(about, gone, tuple(one for one in these if one not in before[about]))

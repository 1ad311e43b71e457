"""Whether the guide may leave the therapist's hands (rules 1 to 4). Never why not."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.answers.answers import Answers
from generator.answers.approval import Approval
from generator.answers.kinds import Choice

Missing = Literal["seen-alone", "seen-ahead", "choice", "breach-ended", "on-hold", "approval"]


@dataclass(frozen=True)
class Release:
    """`missing` is for the therapist's eyes alone: templates are not given it."""

    draft: bool
    version: int
    mark: str
    missing: tuple[Missing, ...]


def release_of(answers: Answers) -> Release:
    """Return the release state of exactly these answers.

    `version` counts approvals, and a draft counts as the one to come; `mark` is the first
    eight hex digits of the answers' SHA-256, the same on site and paper.
    """
    approval = current_approval(answers)
    signed_on = approval.on if approval else date.max
    missing = (*not_ready(answers, signed_on), *(() if approval else ("approval",)))
    version = approval.version if approval else len(answers.approvals) + 1
    return Release(bool(missing), version, answers.fingerprint[:8], missing)


def not_ready(answers: Answers, on: date) -> tuple[Missing, ...]:
    """Return what stands between these answers and an approval on the day `on`."""
    release, partners = answers.couple.release, answers.couple.partners
    checks: tuple[tuple[Missing, bool], ...] = (
        ("seen-alone", all(partner in release.seen_alone for partner in partners)),
        ("seen-ahead", all(day <= on for day in release.seen_alone.values())),
        ("choice", all(partner in release.choices for partner in partners)),
        ("breach-ended", release.breach_ended),
        ("on-hold", not release.on_hold),
    )
    return tuple(name for name, done in checks if not done)


def current_approval(answers: Answers) -> Approval | None:
    """Return the newest approval if it is of exactly these answers and still counts, else None."""
    newest = answers.approvals[-1] if answers.approvals else None
    if newest is None or newest.withdrawn:
        return None
    return newest if newest.answers == answers.fingerprint else None


def route_of(answers: Answers) -> Choice:
    """Return "undecided" as soon as one partner is (rule 4); which one is never told."""
    return "undecided" if "undecided" in answers.couple.release.choices.values() else "repair"

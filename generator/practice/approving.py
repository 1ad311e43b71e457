"""The therapist's sign-off: who, when, and a hash of exactly these answers (rule 3)."""

from collections.abc import Mapping
from datetime import date
from io import StringIO
from pathlib import Path

from ruamel.yaml import YAML

from generator.answers.answers import Answers
from generator.answers.approval import Approval, seal_of
from generator.answers.folder import COUPLE
from generator.answers.model import LONGEST_NAME
from generator.guide.changes import beside_clauses
from generator.guide.release import Missing, current_approval, not_ready
from generator.practice.checking import check_couple, sound_folder
from generator.practice.claim import claimed
from generator.practice.practice import Practice
from generator.practice.private_files import add_files
from generator.practice.sources import ANSWERS, couple_sources
from generator.problems import Finding, GuideError, Place, Problem
from generator.reading.document import read_yaml

_WRITTEN_UNDER: Mapping[Missing, str] = {
    "seen-alone": "seen_alone",
    "seen-ahead": "seen_alone",
    "choice": "choices",
    "breach-ended": "breach_ended",
    "on-hold": "on_hold",
}


def approve(practice: Practice, name: str, by: str, on: date) -> Approval:
    """Write and return the approval of a couple's answers as they stand.

    Raises GuideError while an answer needs work, while anything that the release asks for is
    missing (one problem each), when exactly these answers have been approved already, and
    without a name of who approves; and (`changed-while-approving`) when they are edited meanwhile,
    or the couple is put on hold, which waits for nobody.
    """
    if not 0 < len(by.strip()) <= LONGEST_NAME:
        raise GuideError([Problem("approver-unnamed", Place("--by"))])
    with claimed(practice, name):
        return _approve(practice, name, by, on)


def _approve(practice: Practice, name: str, by: str, on: date) -> Approval:
    before = couple_sources(practice, name)[ANSWERS]
    folder = sound_folder(check_couple(practice, name, on))
    answers = folder.answers
    missing = [
        Finding(f"release-{what}", COUPLE, ("release", _WRITTEN_UNDER[what]))
        for what in not_ready(answers, on)
    ]
    if current_approval(answers):
        missing.append(Finding("already-approved", COUPLE, ()))
    if missing:
        raise GuideError(folder.locate(finding) for finding in missing)
    approval = _approval(answers, by, on)
    path = practice.couple(name) / "approved" / f"{approval.version}.yml"
    _write(path, approval)
    # Asked once it is there: a hold that came before it has marked another approval.
    if couple_sources(practice, name)[ANSWERS] != before:
        path.unlink(missing_ok=True)
        raise GuideError([Problem("changed-while-approving", Place(f"couples/{name}"))])
    return approval


def _approval(answers: Answers, by: str, on: date) -> Approval:
    last = answers.approvals[-1].version if answers.approvals else 0
    return Approval(
        version=last + 1,
        on=on,
        by=by,
        answers=answers.fingerprint,
        clauses=answers.couple.agreement.clauses,
        beside=dict(beside_clauses(answers.couple.agreement)),
    )


def _write(path: Path, approval: Approval) -> None:
    """Write the approval for its owner's eyes alone, and put it in place when it is whole."""
    text = StringIO()
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.dump(approval.model_dump(mode="json", by_alias=True, exclude_none=True), text)
    seal = seal_of(read_yaml(text.getvalue(), path.name).data)
    add_files(path.parent, {path.name: f"{text.getvalue()}seal: {seal}\n".encode()})

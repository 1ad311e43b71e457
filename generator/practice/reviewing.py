"""A revisit: the map as it stands today is kept, with what the couple bring back."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.answers.folder import CoupleFolder
from generator.practice.check_ins_back import BroughtBack, as_answers, bring_back
from generator.practice.checking import check_couple, sound_folder
from generator.practice.claim import claimed
from generator.practice.form_text import form_text
from generator.practice.own_templates import check_own_templates
from generator.practice.practice import Practice
from generator.practice.private_files import add_files, replace_file
from generator.practice.same_day import Filing, added_to
from generator.problems import GuideError, Place, Problem
from generator.reading.text import MOST_BYTES_FILED, read_text


@dataclass(frozen=True)
class Begun:
    """What came of it: `file` is None where the couple's file held nothing new.

    `added` says that the review was there before, and that what is new was added to it.
    """

    file: Path | None
    brought: BroughtBack | None = None
    added: bool = False


def start_review(
    practice: Practice, name: str, on: date, export: Path | None = None, *, replace: bool = False
) -> Begun:
    """Write `couples/NAME/reviews/DAY.yml` with today's values in it, and say what was filed.

    Each partner's own file can then be filled in anew: the guide shows what moved. From `export`,
    which the couple saved from their site, come the check-ins that no earlier review holds; where
    there are none, nothing is written. A review that this day has already gets them added; with
    `replace` they take the place of what was filed today with other words. Raises GuideError, with
    nothing written, while an answer or the export needs work, where words would be lost, or where
    this day has a review and there is no export.
    """
    with claimed(practice, name):
        return _start(practice, name, on, export, replace=replace)


def _start(practice: Practice, name: str, on: date, export: Path | None, *, replace: bool) -> Begun:
    folder = sound_folder(check_couple(practice, name, on))
    check_own_templates(practice)
    brought = bring_back(export, folder, on) if export else None
    if brought and not brought.is_new:
        return Begun(None, brought)
    file = f"reviews/{on.isoformat()}.yml"
    path = practice.couple(name) / file
    heading = form_text(practice.templates, folder.answers.couple.language, "check-ins.yml.j2", {})
    if brought and path.is_file():
        text = read_text(path.read_bytes(), str(path), MOST_BYTES_FILED)
        joined = added_to(Filing(text, str(path), brought.new, heading), replace=replace)
        replace_file(path, joined.encode())
        return Begun(path, brought, added=True)
    if path.is_file():
        raise GuideError([Problem("review-there", Place(str(path)), values={"name": name})])
    text = _form(practice, folder, on)
    if brought:
        text += heading + as_answers(brought.new, str(export))
    add_files(practice.couple(name), {file: text.encode()})
    return Begun(path, brought)


def _form(practice: Practice, folder: CoupleFolder, on: date) -> str:
    couple = folder.answers.couple
    return form_text(
        practice.templates,
        couple.language,
        "review.yml.j2",
        {"on": on, "own": folder.own.values(), "clauses": couple.agreement.clauses},
    )

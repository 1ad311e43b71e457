"""A revisit: the map as it stands today is kept, with what the couple bring back."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.answers.folder import CoupleFolder
from generator.practice.check_ins_back import BroughtBack, as_answers, bring_back
from generator.practice.checking import check_couple, sound_folder
from generator.practice.form_text import form_text
from generator.practice.own_templates import check_own_templates
from generator.practice.practice import Practice
from generator.practice.private_files import add_files


@dataclass(frozen=True)
class Begun:
    """What came of it: `file` is None where the couple's file held nothing new."""

    file: Path | None
    brought: BroughtBack | None = None


def start_review(practice: Practice, name: str, on: date, export: Path | None = None) -> Begun:
    """Write `couples/NAME/reviews/DAY.yml` with today's values in it, and say what was filed.

    Each partner's own file can then be filled in anew: the guide shows what moved. From `export`,
    which the couple saved from their site, come the check-ins that no earlier review holds; where
    there are none, nothing is written. Raises GuideError, with nothing written, while an answer or
    the export needs work or where this day has a review.
    """
    folder = sound_folder(check_couple(practice, name, on))
    check_own_templates(practice)
    brought = bring_back(export, folder, on) if export else None
    if brought and not brought.is_new:
        return Begun(None, brought)
    text = _form(practice, folder, on)
    if brought:
        language = folder.answers.couple.language
        text += form_text(practice.templates, language, "check-ins.yml.j2", {})
        text += as_answers(brought.new, str(export))
    file = f"reviews/{on.isoformat()}.yml"
    add_files(practice.couple(name), {file: text.encode()})
    return Begun(practice.couple(name) / file, brought)


def _form(practice: Practice, folder: CoupleFolder, on: date) -> str:
    couple = folder.answers.couple
    return form_text(
        practice.templates,
        couple.language,
        "review.yml.j2",
        {"on": on, "own": folder.own.values(), "clauses": couple.agreement.clauses},
    )

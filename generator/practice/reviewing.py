"""A revisit: the map as it stands today is kept, and a form for what the couple bring back."""

from datetime import date
from pathlib import Path

from generator.practice.checking import check_couple, sound_folder
from generator.practice.form_text import form_text
from generator.practice.own_templates import check_own_templates
from generator.practice.practice import Practice
from generator.practice.private_files import add_files


def start_review(practice: Practice, name: str, on: date) -> Path:
    """Write `couples/NAME/reviews/DAY.yml` with today's values in it, and return its path.

    Each partner's own file can then be filled in anew: the guide shows what moved. Raises
    GuideError, with nothing written, while an answer needs work or where this day has a review.
    """
    folder = sound_folder(check_couple(practice, name, on))
    check_own_templates(practice)
    answers = folder.answers
    review = form_text(
        practice.templates,
        answers.couple.language,
        "review.yml.j2",
        {"on": on, "own": folder.own.values(), "clauses": answers.couple.agreement.clauses},
    )
    file = f"reviews/{on.isoformat()}.yml"
    add_files(practice.couple(name), {file: review.encode()})
    return practice.couple(name) / file

"""What `mend check` tells of one couple: everything that can be told, in one go."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from generator.practice.checking import check_couple
from generator.practice.practice import Practice
from tests.made_up import COUPLE, files

ON = date(2026, 11, 22)


def test_references_rules_and_letters_are_told_together(
    write_tree: Callable[[Mapping[str, str | bytes]], Path],
) -> None:
    """A therapist who mends all that was named is not sent round again for what was held back."""
    text = (
        COUPLE.replace("owner: sam", "owner: sme")
        .replace("will: put my phone on the hall shelf at 9 pm", "will: give Alex my password")
        .replace("review: 2026-12-20", "review: 2027-01-30", 1)
        .replace("called: Alex,", "called: 岩,")
    )
    wrong = {f"couples/x/{name}": raw for name, raw in files(couple=text).items()}
    checked = check_couple(Practice(write_tree(wrong)), "x", ON)
    assert [f"{problem.place.line} {problem.code}" for problem in checked.errors] == [
        "2 no-font",
        "20 not-a-partner",
        "21 wording",
        "26 review-too-late",
    ]

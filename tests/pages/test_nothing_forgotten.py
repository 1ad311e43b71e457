"""Whatever a couple may write has a place where they find it again."""

import pytest

from generator.answers.kinds import Choice, Phase
from tests.filled import TODAY, Making, a_couple, field_of, read, text_fields_of_all
from tests.made_pages import as_elements, pages
from tests.not_shown import NEVER_SHOWN, NOT_WHILE_UNDECIDED, ON_PAPER_ALONE, POINTS_AT_ANOTHER


def shown_and_not(phase: Phase, choice: Choice, edition: str) -> tuple[set[str], set[str]]:
    """Return the fields whose words are in an edition's pages, and those with a word missing."""
    marks: dict[str, str] = {}
    making = Making(
        lambda path, _: marks.setdefault(path, f"zq{len(marks)}"), phase=phase, choice=choice
    )
    made = pages(read(a_couple(making)).answers, TODAY)
    elements = as_elements(made)
    words = {w for p in made if edition in p.editions for w in elements[p.path].words()}
    asked = {path: mark for path, mark in marks.items() if ".private." not in path}
    there = {field_of(path) for path, mark in asked.items() if mark in words}
    return there, {field_of(path) for path, mark in asked.items() if mark not in words}


@pytest.mark.parametrize("edition", ["site", "guide"])
@pytest.mark.parametrize(
    ("phase", "choice"),
    [("safety", "repair"), ("stabilise", "repair"), ("understand", "repair"),
     ("rebuild", "repair"), ("maintain", "repair"), ("stabilise", "undecided")],
)  # fmt: skip
def test_what_they_wrote_is_there(phase: Phase, choice: Choice, edition: str) -> None:
    """Each answer in words is in the guide, in every phase; what is not has its reason."""
    not_here = {*NEVER_SHOWN}
    not_here |= {*ON_PAPER_ALONE} if edition == "site" else set()
    not_here |= {*NOT_WHILE_UNDECIDED} if choice == "undecided" else set()
    there, missing = shown_and_not(phase, choice, edition)
    assert missing - not_here == set()
    assert not_here & there == set(), "shown after all: take it off the list"
    assert there | not_here | {*POINTS_AT_ANOTHER} == text_fields_of_all()

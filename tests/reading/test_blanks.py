"""What a form leaves blank, and what it marks as still to fill in."""

import pytest

from generator.answers.partner import PartnerFile
from generator.problems import GuideError
from generator.reading.checking import check
from generator.reading.document import read_yaml


def _problems(text: str) -> list[tuple[int, str, str]]:
    try:
        check(PartnerFile, read_yaml(text, "alex.yml"))
    except GuideError as error:
        return [(problem.place.line, problem.code, problem.field) for problem in error.problems]
    return []


VALUE = """\
shared:
  values:
    - value: Honesty
      means: You tell me first
      important: 10
      lived: 4
"""


@pytest.mark.parametrize(
    "blank",
    [
        "  intention:",
        "  intention: >\n\n  closeness: |",
        "  fears:\n    -\n    -",
        "  fears:\n    - >",
        "  background:\n    faith:\n    family: >",
        "  triggers:\n    - what:\n      helps:\n    - what:\n      feels:",
        "private:\n  notes:\n  fears:\n    -",
    ],
)
def test_what_is_left_blank_is_not_answered(blank: str) -> None:
    """A form may hold every question; those that need no answer may stay blank."""
    assert _problems(f"{VALUE}{blank}\n") == []


def test_blank_items_leave_no_gap_in_a_list() -> None:
    """Blanks before, between and after what was written are passed over."""
    document = read_yaml(f"{VALUE}  fears:\n    -\n    - one\n    -\n    - two\n", "alex.yml")
    assert check(PartnerFile, document).shared.fears == ("one", "two")


def test_what_needs_an_answer_is_named_where_it_stands() -> None:
    """Dots and blanks alike are told with the line of the question itself."""
    text = """\
shared:
  values:
    - value: …
      means:
      important: "..."
      lived: 4
      act:
        on: Monday
        will:
        if: >
        then: …
"""
    assert _problems(text) == [
        (3, "to-fill", "shared.values[1].value"),
        (4, "to-fill", "shared.values[1].means"),
        (5, "to-fill", "shared.values[1].important"),
        (9, "to-fill", "shared.values[1].act.will"),
        (10, "to-fill", "shared.values[1].act.if"),
        (11, "to-fill", "shared.values[1].act.then"),
    ]


def test_a_problem_after_a_blank_item_keeps_its_line() -> None:
    """Passing over a blank item doesn't move the places of what follows."""
    text = f"{VALUE}    - value:\n      means:\n    - value: Calm\n      means: Quiet\n"
    assert _problems(text) == [
        (9, "missing", "shared.values[2].important"),
        (9, "missing", "shared.values[2].lived"),
    ]


def test_a_list_without_any_item_needs_one() -> None:
    """Where at least one is needed, blanks alone are one problem and not one for each blank."""
    assert _problems("shared:\n  values:\n    - value:\n      means:\n  view: Hopeful\n") == [
        (3, "too-few", "shared.values")
    ]


def test_an_unknown_key_is_told_even_if_blank() -> None:
    """A misspelt question isn't passed over for having no answer yet."""
    assert _problems(f"{VALUE}  intentoin:\n") == [(7, "unknown-key", "shared.intentoin")]


def test_words_after_a_hash_are_not_lost_in_silence() -> None:
    """`Room #5` would be read as `Room`; a note with a space after the # is fine."""
    assert _problems(f"{VALUE}  view: Room #5 is ours # a note\n") == [
        (7, "hash-in-text", "shared.view")
    ]
    assert _problems(f"{VALUE}  view: Ours # a note\n  closeness: >\n    Room #5\n") == []


def test_nesting_without_end_is_one_problem() -> None:
    """Three thousand brackets are refused at the twelfth, without going deeper."""
    assert [code for _, code, _ in _problems(f"a: {'[' * 3000}{']' * 3000}\n")] == ["too-deep"]

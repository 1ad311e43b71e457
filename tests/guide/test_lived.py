"""Early drift: what matters and has had little room, seen at two looks in a row."""

from dataclasses import dataclass

import pytest

from generator.guide.lived import drifting, lived_lately


@dataclass(frozen=True)
class Rating:
    value: str
    important: int | None
    lived: int | None


def test_two_looks_in_a_row_with_little_room_are_drift() -> None:
    """A value that matters and was hardly lived twice is named once, as it is called now."""
    assert drifting([[Rating("play", 9, 2)], [Rating("Play", 8, 4)]]) == ("Play",)


@pytest.mark.parametrize(
    "looks",
    [
        [],
        [[Rating("play", 9, 2)]],
        [[Rating("play", 9, 2)], [Rating("play", 9, 6)]],
        [[Rating("play", 9, 6)], [Rating("play", 9, 2)]],
        [[Rating("play", 10, 5)], [Rating("play", 10, 6)]],
        [[Rating("play", 6, 1)], [Rating("play", 9, 2)]],
        [[Rating("play", 9, 2)], [Rating("rest", 9, 2)]],
        [[Rating("play", 9, 2)], [Rating("play", 9, 6)], [Rating("play", 9, 2)]],
        [[Rating("play", None, None)], [Rating("play", None, None)]],
        [[Rating("play", 9, 2)], [Rating("play", 9, 2)]],
    ],
    ids=["no look", "one look", "more room now", "only now", "some room, if less than it matters",
         "not so important then",
         "another value", "not in a row", "not shared", "kept, and not looked at again"],
)  # fmt: skip
def test_anything_less_is_no_drift(looks: list[list[Rating]]) -> None:
    """One hard month, or a value that matters less, is no sign of anything."""
    assert drifting(looks) == ()


def test_only_what_its_owner_shares_is_shown() -> None:
    """A value without numbers is left out of the picture, and the others keep their order."""
    rated = [Rating("a", 9, 3), Rating("b", None, None), Rating("c", 5, 7)]
    assert [(one.name, one.gap) for one in lived_lately(rated)] == [("a", 6), ("c", -2)]


def test_what_had_the_least_room_comes_first_whatever_it_was_called_before() -> None:
    """A value that is worded anew is the same value: the prompt isn't missed for a word."""
    looks = [[Rating("honesty", 9, 3), Rating("rest", 9, 2)],
             [Rating("telling the truth", 9, 2), Rating("rest", 9, 1)]]  # fmt: skip
    one_value = {"telling the truth": "honesty"}
    found = drifting(looks, lambda word: one_value.get(word, word))
    assert found == ("rest", "telling the truth")

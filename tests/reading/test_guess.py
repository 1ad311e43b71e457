"""The word that a message offers in place of a wrong one."""

import pytest

from generator.reading.checking import guess

THEMES = ("contact", "honesty", "technology", "money", "closeness", "feelings")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("tecnology", "technology"), ("Monney", "money"), ("feeling", "feelings"),
     ("omoney", "money"), ("phones", ""), ("zzz", "")],
)  # fmt: skip
def test_only_a_word_that_may_be_meant_is_offered(typed: str, meant: str) -> None:
    """A guess that isn't near would send a reader the wrong way."""
    assert guess(typed, THEMES) == meant

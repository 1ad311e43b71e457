"""A number that can be tapped calls the one whose number it is, and no one else."""

import pytest

from generator.pages.wording import email, numbers_callable, phone
from tests.reading_back import parse


@pytest.mark.parametrize(
    ("typed", "dials"),
    [
        ("+1 555 0100", "tel:+15550100"),
        ("(020) 7946-0142", "tel:02079460142"),
        ("116 123", "tel:116123"),
        ("020 7946 0142, after 6 pm", None),
        ("020 7946 0142 ext. 12", None),
        ("<script>alert(1)</script>", None),
        ("ask at the desk", None),
    ],
)
def test_a_number_dials_itself_or_stays_text(typed: str, dials: str | None) -> None:
    """Only what is a number and nothing else can be tapped; all of it is shown as typed."""
    page = parse(phone(typed))
    assert page.text().strip() == typed
    assert [link.attributes["href"] for link in page.all("a")] == ([dials] if dials else [])


@pytest.mark.parametrize(
    ("typed", "writes_to"),
    [
        ("office@practice.example", "mailto:office@practice.example"),
        ("a?subject=x&body=y@b.example", "mailto:a%3Fsubject%3Dx%26body%3Dy@b.example"),
        ("write to me <office@practice.example>", None),
        ("javascript:alert(1)", None),
    ],
)
def test_an_address_begins_a_letter_or_stays_text(typed: str, writes_to: str | None) -> None:
    """Only what is an address and nothing else can be tapped; all of it is shown as typed."""
    page = parse(email(typed))
    assert page.text().strip() == typed
    assert [link.attributes["href"] for link in page.all("a")] == ([writes_to] if writes_to else [])


@pytest.mark.parametrize(
    ("typed", "dials"),
    [
        ("Kim rings Jo at any hour: 07700 900142", ["tel:07700900142"]),
        ("Jo, +1 555 0123 or (020) 7946-0142.", ["tel:+15550123", "tel:02079460142"]),
        ("Since 2026-11-02, from 8 to 11, 150 dollars", []),
        ("from 3/11/2026 on", []),
    ],
)
def test_numbers_among_words_can_be_tapped(typed: str, dials: list[str]) -> None:
    """At night a thumb finds the number of a friend in the line that names them."""
    page = parse(numbers_callable(typed))
    assert page.text().strip() == typed
    assert [link.attributes["href"] for link in page.all("a")] == dials

"""What people type who have never seen such a file, and what they are told."""

import pytest

from generator.problems import GuideError
from generator.reading.document import read_yaml
from generator.reading.text import read_text

MISTYPED = {
    "view: > I see us": (3, 11, "text-beside-arrow"),
    "view: >\nI see us": (4, 1, "missing-colon"),
    "view: >\n  I see us": (4, 3, "missing-colon"),
    "view:I see us": (3, 3, "missing-colon"),
    "view： us": (3, 3, "missing-colon"),
    "view: I see: us": (3, 14, "colon-in-text"),
    "view: I see us\n   and: more": (4, 7, "colon-in-text"),
    'view: "Us" is a big word': (3, 14, "text-after-quote"),
    "view: [hm] good": (3, 14, "text-after-quote"),
    "view: 'tis hard": (3, 9, "open-quote"),
    'view: "we are': (3, 9, "open-quote"),
    'view: "we \\quit"': (3, 14, "backslash"),
    "view: [we, are": (3, 9, "open-bracket"),
    "view: {we: are": (3, 9, "open-bracket"),
    "view: {{ we }}": (3, 10, "strange-key"),
    "view: @home": (3, 9, "strange-start"),
    "view: % of us": (3, 9, "strange-start"),
    "view: - we are": (3, 9, "strange-start"),
    "view: ? we are": (3, 9, "strange-start"),
    "view: * we are": (3, 9, "alias"),
    "view: *we": (3, 9, "alias"),
    "view: & we are": (3, 9, "tag"),
    "view: !we are": (3, 9, "tag"),
    "  view: we are": (3, 9, "colon-in-text"),
    "view: a\n  view: b": (4, 3, "twice"),
    "view: a\n---\na: b": (4, 1, "two-documents"),
    "view: Room #5": (3, 14, "hash-in-text"),
    "view: a\x07b": (3, 10, "strange-character"),
    "view: a\n\tb: c": (4, 1, "tab-indent"),
}


@pytest.mark.parametrize(("typed", "expected"), MISTYPED.items())
def test_what_is_mistyped_is_named_where_it_begins(
    typed: str, expected: tuple[int, int, str]
) -> None:
    """Each gets a message of its own, at the spot where a person would look."""
    with pytest.raises(GuideError) as caught:
        read_yaml(
            read_text(f"a:\n  is: first\n  {typed}\n  b: c\n".encode(), "alex.yml"), "alex.yml"
        )
    first = caught.value.problems[0]
    assert (first.place.line, first.place.column, first.code) == expected


@pytest.mark.parametrize("typed", ["50% of us", "“us” – ok", "it's us", "a:b", "C#", "“Us”: x"])
def test_what_merely_looks_odd_is_fine(typed: str) -> None:
    """Signs inside a text are just signs, behind a colon or in a folded text."""
    folded = read_yaml(f"a: >\n  {typed}\n", "alex.yml").data["a"]
    assert folded == typed
    if ": " not in typed:
        assert read_yaml(f"a: {typed}\n", "alex.yml").data["a"] == typed

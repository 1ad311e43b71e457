import pytest

from generator.reading.document import read_yaml


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize("text", ["a: one{}two\nb: c\n", "a: >\n  one{}two\nb: c\n"])
def test_a_break_from_pasted_text_is_a_space(text: str, sign: str) -> None:
    """Text pasted from a word processor keeps its lines, and so do the problems after it."""
    document = read_yaml(text.format(sign), "x.yml")
    assert document.data == {"a": "one two", "b": "c"}
    assert document.key_place(("b",)).line == text.count("\n")

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from generator.guide.wording import find_wording
from generator.library.loader import load_wording
from generator.shipped import TemplateFolders, shipped_folder

RULES = load_wording(TemplateFolders((shipped_folder() / "templates",)), "en")
TABLE = YAML(typ="safe").load(Path(__file__).with_name("clauses_to_slip_through.yml"))


def _clauses(group: str) -> list[tuple[str, bool]]:
    """Return each clause of a group, and whether it is marked: missed, or warned about."""
    mark = "warned" if group == "good" else "missed"
    return [
        (line, False) if isinstance(line, str) else (line["text"], line[mark])
        for line in TABLE[group]
    ]


def _severities(text: str) -> set[str]:
    return {match.severity for match in find_wording(text, RULES, "clause")}


def test_there_are_twenty_of_each() -> None:
    """The tests below would pass on an empty table: it holds sixty different clauses."""
    texts = [text for group in TABLE for text, _ in _clauses(group)]
    assert {group: len(lines) for group, lines in TABLE.items()} == {
        "controlling": 20, "vague": 20, "good": 20,
    }  # fmt: skip
    assert len(set(texts)) == 60
    examples = {example for rule in RULES for example in (*rule.flags, *rule.passes)}
    assert examples.isdisjoint(texts)


@pytest.mark.parametrize(("text", "missed"), _clauses("controlling"))
def test_a_controlling_clause_is_refused(text: str, missed: bool) -> None:
    """What is marked as missed is missed, and all else is refused."""
    assert _severities(text).isdisjoint({"reject", "error"}) is missed


@pytest.mark.parametrize(("text", "missed"), _clauses("vague"))
def test_a_vague_clause_is_warned_about(text: str, missed: bool) -> None:
    """What is marked as missed is missed, and all else is at least warned about."""
    assert (_severities(text) == set()) is missed


@pytest.mark.parametrize(("text", "warned"), _clauses("good"))
def test_a_good_clause_is_let_be(text: str, warned: bool) -> None:
    """A good clause is never refused, and warned about only where that is marked."""
    assert _severities(text) == ({"warn"} if warned else set())

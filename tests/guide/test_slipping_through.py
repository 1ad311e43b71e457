from pathlib import Path

import pytest
from ruamel.yaml import YAML

from generator.guide.wording import find_wording
from generator.library.loader import load_wording
from generator.shipped import TemplateFolders, shipped_folder

RULES = load_wording(TemplateFolders((shipped_folder() / "templates",)), "en")
TABLE = YAML(typ="safe").load(Path(__file__).with_name("clauses_to_slip_through.yml"))


def _clauses(kind: str) -> list[tuple[str, str]]:
    """Return each clause of the groups of a kind with its mark, or "" for as it should be."""
    lines = [line for group, lines in TABLE.items() if group.endswith(kind) for line in lines]
    return [(line, "") if isinstance(line, str) else _marked(**line) for line in lines]


def _marked(text: str, missed: bool = False, warned: bool = False) -> tuple[str, str]:
    assert missed is not warned, text
    return text, "missed" if missed else "warned"


def _outcome(text: str) -> str:
    found = {match.severity for match in find_wording(text, RULES, "clause")}
    return "refused" if found & {"reject", "error"} else "warned" if found else "missed"


def test_there_are_twenty_of_each() -> None:
    """The tests below would pass on an empty table: it holds a hundred different clauses."""
    assert {group: len(lines) for group, lines in TABLE.items()} == {
        "controlling": 20, "vague": 20, "good": 20, "unseen controlling": 20, "unseen good": 20,
    }  # fmt: skip
    texts = {text for kind in ("controlling", "vague", "good") for text, _ in _clauses(kind)}
    assert len(texts) == 100
    assert texts.isdisjoint(text for rule in RULES for text in (*rule.flags, *rule.passes))


@pytest.mark.parametrize(("text", "mark"), _clauses("controlling"))
def test_a_controlling_clause_is_refused_unless_we_say_otherwise(text: str, mark: str) -> None:
    """What is marked as missed is missed, as warned about warned about, and all else refused."""
    assert _outcome(text) == (mark or "refused")


@pytest.mark.parametrize(("text", "mark"), _clauses("vague"))
def test_a_vague_clause_is_warned_about_unless_we_say_otherwise(text: str, mark: str) -> None:
    """What is marked as missed is missed, and all else gets a warning."""
    assert _outcome(text) == (mark or "warned")


@pytest.mark.parametrize(("text", "mark"), _clauses("good"))
def test_a_good_clause_is_let_be_unless_we_say_otherwise(text: str, mark: str) -> None:
    """A good clause is never refused, and warned about only where that is marked."""
    assert _outcome(text) == (mark or "missed")

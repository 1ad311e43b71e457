from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from generator.guide.wording import Where, find_wording
from generator.library.loader import load_wording
from generator.shipped import TemplateFolders, shipped_folder

RULES = load_wording(TemplateFolders((shipped_folder() / "templates",)), "en")
TABLE = YAML(typ="safe").load(Path(__file__).with_name("clauses_to_slip_through.yml"))


def _clauses(kind: str) -> list[tuple[str, Where, str]]:
    """Return each clause of the groups of a kind, its part, and its mark, or "" for none."""
    lines = [line for group, lines in TABLE.items() if group.endswith(kind) for line in lines]
    return [_marked({"text": line} if isinstance(line, str) else line) for line in lines]


def _marked(line: dict[str, Any]) -> tuple[str, Where, str]:
    marks = [mark for mark in ("missed", "warned") if line.get(mark)]
    assert len(marks) < 2, line
    return line["text"], line.get("in", "clause"), "".join(marks)


def _outcome(text: str, where: Where = "clause") -> str:
    found = {match.severity for match in find_wording(text, RULES, where)}
    return "refused" if found & {"reject", "error"} else "warned" if found else "missed"


def test_there_are_twenty_of_each() -> None:
    """The tests below would pass on an empty table: it holds six times twenty clauses."""
    assert {group: len(lines) for group, lines in TABLE.items()} == {
        "controlling": 20, "vague": 20, "good": 20, "unseen controlling": 20,
        "unseen later controlling": 20, "unseen good": 20,
    }  # fmt: skip
    texts = {text for kind in ("controlling", "vague", "good") for text, *_ in _clauses(kind)}
    assert len(texts) == 120
    assert texts.isdisjoint(text for rule in RULES for text in (*rule.flags, *rule.passes))


@pytest.mark.parametrize(("text", "where", "mark"), _clauses("controlling"))
def test_a_controlling_clause_is_refused_unless_we_say_otherwise(
    text: str, where: Where, mark: str
) -> None:
    """What is marked as missed is missed, as warned about warned about, and all else refused."""
    assert _outcome(text, where) == (mark or "refused")


@pytest.mark.parametrize(("text", "where", "mark"), _clauses("vague"))
def test_a_vague_clause_is_warned_about_unless_we_say_otherwise(
    text: str, where: Where, mark: str
) -> None:
    """What is marked as missed is missed, and all else gets a warning."""
    assert _outcome(text, where) == (mark or "warned")


@pytest.mark.parametrize(("text", "where", "mark"), _clauses("good"))
def test_a_good_clause_is_let_be_unless_we_say_otherwise(
    text: str, where: Where, mark: str
) -> None:
    """A good clause is never refused, and warned about only where that is marked."""
    assert _outcome(text, where) == (mark or "missed")

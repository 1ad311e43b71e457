import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from generator.answers import kinds
from generator.guide.wording import Where, find_wording
from generator.library import models
from generator.library.files import load_file, load_file_carefully
from generator.library.loader import (
    BREACH_KINDS,
    load_deck,
    load_helplines,
    load_library,
    load_suggestions,
    load_values,
    load_wording,
)
from generator.library.models import ClauseSuggestion, Helplines, Suggestions, Values, WordingRule
from generator.problems import GuideError
from generator.shipped import TemplateFolders, shipped_folder
from tests.reading_grade import grade

SHIPPED = TemplateFolders((shipped_folder() / "templates",))
LIBRARY = shipped_folder() / "templates/en/library"
FOLDERS: dict[str, type[BaseModel]] = {
    "clauses": Suggestions, "helplines": Helplines, "wording": WordingRule,
}  # fmt: skip
FILES = [
    (LIBRARY / "values.yml", Values),
    *((file, model) for name, model in FOLDERS.items() for file in LIBRARY.glob(f"{name}/*.yml")),
]
RULES = load_wording(SHIPPED, "en")
VALUES = load_values(SHIPPED, "en")
CLAUSES = {
    clause.id: clause for kind in BREACH_KINDS for clause in load_suggestions(SHIPPED, "en", kind)
}
THEMES = get_args(models.Theme)
Tree = Callable[[Mapping[str, str | bytes]], Path]


def _name(value: object) -> str | None:
    return f"{value.parent.name}/{value.stem}" if isinstance(value, Path) else None


def _said(clause: ClauseSuggestion) -> list[tuple[Where, str]]:
    """Return the texts of a clause, each with the part of a clause that it is held against."""
    found: list[tuple[Where, str | None]] = [
        ("clause", clause.will), ("clause", clause.when), ("seen_by", clause.where),
        ("seen_by", clause.seen_by), ("if_missed", clause.if_missed),
    ]  # fmt: skip
    found += [("scope", clause.transparency.scope)] if clause.transparency else []
    found += [("clause", clause.no_contact.unavoidable)] if clause.no_contact else []
    return [(where, text) for where, text in found if text]


def _texts(clause: ClauseSuggestion) -> list[str]:
    return [text for _, text in _said(clause)]


def test_there_are_files_to_test() -> None:
    """The tests over all files would pass on an empty folder: it is not empty."""
    assert Counter(file.parent.name for file, _ in FILES) == {
        "library": 1, "clauses": 7, "helplines": 7, "wording": len(RULES),
    }  # fmt: skip
    assert len(RULES) >= 17


@pytest.mark.parametrize(("file", "model"), FILES, ids=_name)
def test_fast_and_careful_reading_agree(file: Path, model: type[BaseModel]) -> None:
    """A shipped file is read the fast way: reading it with every check gives the same."""
    assert load_file(file, model) == load_file_carefully(file, model)


def test_file_names_say_what_is_inside() -> None:
    """A practice replaces an entry by its file name, so that name is the entry's own."""
    assert [rule.id for rule in RULES] == sorted(file.stem for file in LIBRARY.glob("wording/*"))
    for rule in RULES:
        assert rule.id.startswith(f"{rule.rule:02}-")
    for kind in (*BREACH_KINDS, "any"):
        assert load_file(LIBRARY / f"clauses/{kind}.yml", Suggestions).breach == kind
    for file in LIBRARY.glob("helplines/*"):
        assert load_file(file, Helplines).country == file.stem


def test_answers_and_library_choose_from_the_same_words() -> None:
    """A breach or theme that answers may name has its suggestions."""
    assert get_args(models.BreachKind) == get_args(kinds.BreachKind) == BREACH_KINDS
    assert get_args(kinds.Theme) == THEMES


def test_deck_has_24_to_40_values_of_every_sort() -> None:
    """The brief asks for 24 to 40 cards, with faith, family, honour and community among them."""
    ids = [value.id for value in VALUES]
    assert 24 <= len(ids) <= 40
    assert len(set(ids)) == len(ids)
    assert {"faith", "family", "honour", "community", "independence", "honesty"} <= set(ids)


@pytest.mark.parametrize("kind", BREACH_KINDS)
def test_every_kind_and_theme_has_four_suggestions(kind: models.BreachKind) -> None:
    """Whatever happened, each theme of the agreement offers a choice."""
    clauses = load_suggestions(SHIPPED, "en", kind)
    counted = Counter(clause.theme for clause in clauses)
    assert {theme: count for theme, count in counted.items() if count < 4} == {}
    assert set(counted) == set(THEMES)
    assert len({clause.id for clause in clauses}) == len(clauses)


@pytest.mark.parametrize("clause", CLAUSES.values(), ids=lambda clause: clause.id)
def test_a_suggestion_passes_our_own_rules(clause: ClauseSuggestion) -> None:
    """What we offer is never warned about, protects values of the deck, and reads easily."""
    spoken = [r for r in RULES if not (r.answered_by and getattr(clause, r.answered_by))]
    found = [match for where, text in _said(clause) for match in find_wording(text, spoken, where)]
    assert found == []
    assert set(clause.protects) <= {value.id for value in VALUES}
    assert len(clause.id) <= 40
    assert grade("\n".join(_texts(clause))) <= 7


def test_no_contact_and_transparency_have_their_owner() -> None:
    """No-contact belongs to the involved partner (rule 13); whoever shows is who shares (12)."""
    assert all(c.owner_role == "involved" for c in CLAUSES.values() if c.no_contact)
    assert all(c.owner_role != "hurt" for c in CLAUSES.values() if c.transparency)


def test_no_suggestion_holds_alcohol() -> None:
    """A couple with an addiction gets no wine in an idea of ours (rule 19)."""
    drinks = re.compile(r"\b(wine|beer|pub|bar|cocktails?|champagne|whisky|sherry)\b")
    texts = [text for clause in CLAUSES.values() for text in _texts(clause)]
    texts += [text for value in VALUES for text in value.looks_like]
    assert [text for text in texts if drinks.search(text.casefold())] == []


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.id)
def test_a_value_is_kind_and_easy_to_read(value: models.Value) -> None:
    """Our own words hold no blame, diagnosis, guarantee or call to forgive (rules 23, 24, 30)."""
    texts = (value.name, value.meaning, *value.looks_like, value.rebuilds_trust)
    texts = (*texts, *value.also_called)
    assert [match for text in texts for match in find_wording(text, RULES, "text")] == []
    assert grade("\n".join(texts[1:6])) <= 7


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_explains_itself_in_plain_words(rule: WordingRule) -> None:
    """What a rule tells the therapist reads at grade 8 or easier."""
    assert grade(f"{rule.why}\n{rule.instead}") <= 8


@pytest.mark.parametrize("country", ["US", "CA", "GB", "IE", "NZ", "AU", "unknown"])
def test_helplines_have_numbers_one_can_dial(country: str) -> None:
    """Each number is digits, spaces and hyphens alone, and no line is without one."""
    found = load_helplines(SHIPPED, "en", country)
    assert all(number in found.emergency.say for number in found.emergency.numbers)
    assert bool(found.emergency.numbers) == bool(found.lines) == (country != "unknown")
    for line in found.lines:
        assert re.fullmatch(r"[\d -]{3,15}", line.phone)
        assert line.tty is None or re.fullmatch(r"[\d -]{3,15}", line.tty)
    texts = [found.emergency.say, *(line.for_whom for line in found.lines), found.note or ""]
    assert grade("\n".join(texts)) <= 7


def test_a_country_without_helplines_gets_the_general_words() -> None:
    """No number is made up for a country that we know none for."""
    assert load_helplines(SHIPPED, "en", "FR") == load_helplines(SHIPPED, "en", "unknown")


def test_a_practice_replaces_one_file(write_tree: Tree) -> None:
    """The practice has the last word, file by file; the rest stays as shipped."""
    theirs = (LIBRARY / "helplines/CA.yml").read_text().replace("2026-11-01", "2027-02-03")
    own = write_tree({"en/library/helplines/CA.yml": theirs})
    library = load_library(TemplateFolders((own, *SHIPPED.folders)), "en")
    assert library.helplines["CA"].oldest.isoformat() == "2027-02-03"
    assert library.helplines["US"] == load_helplines(SHIPPED, "en", "US")
    assert library.values == VALUES


def test_a_practice_is_told_where_its_file_is_wrong(write_tree: Tree) -> None:
    """Every mistake in a practice's own rule is named with its line."""
    text = (LIBRARY / "wording/10-polygraph.yml").read_text()
    text = text.replace("severity: reject", "severity: forbid").replace("why:", "whi:")
    assert _problems(write_tree, text) == [
        ("missing", "why", 1), ("not-one-of", "severity", 3), ("unknown-key", "whi", 5),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "phrase", ["(lie|truth test", "<nothing> test", "test!", "test)", "word?", "* *", "? a"]
)
def test_a_practice_is_told_which_phrase_cannot_be_read(write_tree: Tree, phrase: str) -> None:
    """A phrase with an open bracket, an unknown list or nothing to find is named in its line."""
    text = (LIBRARY / "wording/10-polygraph.yml").read_text()
    text = text.replace("- polygraph~\n", f"- {phrase!r}\n", 1)
    assert _problems(write_tree, text) == [("phrase-not-understood", "phrases[1]", 9)]


def _problems(write_tree: Tree, text: str) -> list[tuple[str, str, int]]:
    own = write_tree({"en/library/wording/10-polygraph.yml": text})
    with pytest.raises(GuideError) as raised:
        load_wording(TemplateFolders((own, *SHIPPED.folders)), "en")
    return [(problem.code, problem.field, problem.place.line) for problem in raised.value.problems]


def test_a_changed_file_counts_at_once(write_tree: Tree) -> None:
    """Whoever rewords the deck while a guide is being served sees it in the next one."""
    text = SHIPPED.find("en/library/values.yml").read_text("utf-8")
    assert "name: Honesty" in text
    file = "en/library/values.yml"
    own = TemplateFolders((write_tree({file: text}), *SHIPPED.folders))
    assert load_deck(own, "en").card("Honesty")
    write_tree({file: text.replace("name: Honesty", "name: Frankness")})
    assert load_deck(own, "en").card("Frankness")

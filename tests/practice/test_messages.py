"""Problems in plain words."""

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from generator.answers.couple import Couple
from generator.guide.release import Missing
from generator.practice.messages import FALLBACK, Message, Messages, load_messages, render
from generator.problems import GuideError, Place, Problem, Severity
from generator.reading.checking import check
from generator.reading.document import read_yaml
from generator.shipped import TemplateFolders, shipped_folder

PACKAGE = Path(__file__).parents[2] / "generator"
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

MAKERS = {"Problem", "Finding", "PydanticCustomError", "_report", "_finding", "_error", "_warning"}
"""Calls whose first words are a code; `_known` takes it last."""

TABLES = {"_CODES", "_PATTERN_CODES"}


@pytest.fixture(scope="module")
def shipped() -> Messages:
    return load_messages(TemplateFolders((shipped_folder() / "templates",)), "en")


@pytest.fixture(scope="module")
def messages(shipped: Messages) -> Mapping[str, Message]:
    return shipped.by_code


def _modules() -> Iterator[ast.Module]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield ast.parse(path.read_text("utf-8"))


def _texts(node: ast.AST) -> set[str]:
    found = {one.value for one in ast.walk(node) if isinstance(one, ast.Constant)}
    return {text for text in found if isinstance(text, str) and CODE.fullmatch(text)}


def _called(node: ast.Call) -> str:
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def _codes_in(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and _called(node) in MAKERS and node.args:
            first = node.args[0]
            yield from _texts(first) if not isinstance(first, ast.JoinedStr) else ()
        if isinstance(node, ast.Call) and _called(node) == "_known":
            yield from _texts(node.args[-1])
        if isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") in TABLES:
            yield from _texts(ast.Module(getattr(node.value, "values", []), []))
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "_SYNTAX":
            yield from (pair.elts[1].value for pair in node.value.elts)  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def codes() -> set[str]:
    """Return every code that the source can give a problem."""
    found = {code for module in _modules() for code in _codes_in(module)}
    return found | {f"release-{what}" for what in Missing.__args__ if what != "approval"}


def test_every_code_has_its_message(codes: set[str], messages: Mapping[str, Message]) -> None:
    """No problem is told in general words because its own were forgotten."""
    assert len(codes) > 80
    assert codes - messages.keys() == set()


def test_no_message_is_left_over(messages: Mapping[str, Message]) -> None:
    """Each message belongs to a code that stands somewhere in the source."""
    known = {text for module in _modules() for text in _texts(module)}
    known |= {f"release-{what}" for what in Missing.__args__}
    assert messages.keys() - known - {FALLBACK} == set()


def test_messages_are_short_sentences(messages: Mapping[str, Message]) -> None:
    """Each says what is wrong and what to do, in whole sentences of at most thirty words."""
    for code, message in messages.items():
        for text in filter(None, message.model_dump().values()):
            sentences = re.split(r"(?<=[.?!])\s", text)
            assert all(len(sentence.split()) <= 30 for sentence in sentences), code


def test_no_message_breaks_off(shipped: Messages) -> None:
    """Each ends as a sentence does, so none was cut short by a sign that YAML reads otherwise."""
    said = [(c, t) for c, m in shipped.by_code.items() for t in m.model_dump().values() if t]
    said += shipped.help.items()
    assert [(code, text) for code, text in said if text[-1] not in ".?!}"] == []


def _rendered(code: str, **values: object) -> tuple[str, str]:
    shipped = load_messages(TemplateFolders((shipped_folder() / "templates",)), "en")
    shown = render(Problem(code, Place("a.yml", 1, 1), "x.y", values=values), shipped)
    return shown.wrong, shown.do


def test_a_guess_is_offered_where_there_is_one() -> None:
    """An absent guess leaves no hole in the sentence."""
    values = {"name": "calld", "known": "called, role"}
    assert _rendered("unknown-key", guess="called", **values) == (
        "There is no `calld` here.",
        "Did you mean `called`?",
    )
    assert _rendered("unknown-key", guess="", **values) == (
        "There is no `calld` here.",
        "Take the line out, or use one of: called, role.",
    )


def test_a_warning_says_that_it_can_stay(shipped: Messages) -> None:
    """Advice for a warning differs from advice for an error."""
    values = {"excerpt": "always", "why": "It is vague.", "instead": "Name a time.", "rule": "r"}
    told = {
        severity: render(Problem("wording", Place("a"), "", severity, values), shipped).do
        for severity in Severity
    }
    assert told[Severity.ERROR] == "Name a time."
    assert "accepted" in told[Severity.WARNING]


def test_what_is_to_fill_in_comes_with_its_help(shipped: Messages) -> None:
    """A newcomer reads what each open answer is for, by its place in any depth."""
    text = "agreement:\n  clauses:\n    - if_missed: …\n      accepted: {x: …}\nkeep_until: …\n"
    with pytest.raises(GuideError) as caught:
        check(Couple, read_yaml(text, "couple.yml"))
    told = {p.field: render(p, shipped).do for p in caught.value.problems}
    assert told["agreement.clauses[1].if_missed"] == shipped.help["Clause.if_missed"]
    assert told["agreement.clauses[1].accepted.x"] == shipped.help["Clause.accepted"]
    assert told["keep_until"] == shipped.help["Couple.keep_until"]
    assert told["country"].endswith(shipped.help["Couple.country"])


def test_typed_words_are_inert() -> None:
    """What was typed neither fills a gap nor steers a terminal, and stays on one line."""
    wrong, _ = _rendered("unknown-key", name="{guess}{0.x}\x1b[31m\na\u202eb", known="", guess="")
    assert wrong == "There is no `{guess}{0.x}\ufffd[31m\ufffda\ufffdb` here."


def test_a_code_without_a_message_is_told_all_the_same() -> None:
    """An unforeseen problem still names its answer."""
    wrong, _ = _rendered("never-heard-of")
    assert wrong == "Something is not right with `x.y` (never-heard-of)."


def test_a_practice_rewords_one_message(
    write_tree: Callable[[Mapping[str, str]], Path],
) -> None:
    """A practice's own file holds only what it rewords; the rest stays ours."""
    own = write_tree({"en/messages.yml": "missing:\n  wrong: Oh\n  do: Mind it\n"})
    folders = TemplateFolders((own, shipped_folder() / "templates"))
    messages = load_messages(folders, "en").by_code
    assert messages["missing"].wrong == "Oh"
    assert len(messages) > 80


def test_a_practices_mistake_in_a_message_is_named(
    write_tree: Callable[[Mapping[str, str]], Path],
) -> None:
    """A message file is checked as the answers are, with line and guess."""
    own = write_tree({"en/messages.yml": "missing:\n  wrong: Oh\n  wrongg: Mind it\n"})
    with pytest.raises(GuideError) as caught:
        load_messages(TemplateFolders((own,)), "en")
    found = {(p.code, p.place.line, p.values.get("guess")) for p in caught.value.problems}
    assert found == {("missing", 2, None), ("unknown-key", 3, "wrong")}


MISTAKES = {
    "partners: [alex, sam]": "not-a-mapping",
    "partners: {Alex P: {called: A, role: hurt}, sam: {called: S, role: involved}}": "not-an-id",
    "partners: {a: {called: A, role: hurt}}": "too-few",
    "partners: {a: {called: A, role: [hurt]}, b: {called: S, role: hrt}}": "not-one-of",
    "country: usa": "not-a-country",
    "together: {since: long ago, children: perhaps}": "not-a-number",
    "together: {since: 1066}": "number-too-small",
    "together: {since: 99999999999999999999}": "number-too-large",
    "breach: {kind: [a]}": "not-words",
    "breach: {kind: affair, touched: honesty}": "not-a-list",
    "breach: {kind: affair, came_to_light: 2026-02-30}": "no-such-date",
    "keep_until: soon": "not-a-date",
    'therapist: {called: ""}': "text-empty",
    "plan: {check_ins: {daily: 8 pm, weekly: Sunday, monthly: Sunday 17:00}}": "not-a-weekly-time",
}


@pytest.mark.parametrize(("text", "code"), MISTAKES.items())
def test_no_gap_stays_open(text: str, code: str, shipped: Messages) -> None:
    """Real mistakes fill every gap of their messages."""
    with pytest.raises(GuideError) as caught:
        check(Couple, read_yaml(text, "couple.yml"))
    assert code in {problem.code for problem in caught.value.problems}
    for problem in caught.value.problems:
        shown = render(problem, shipped)
        assert not re.search(r"\{\w+\}", shown.wrong + shown.do), problem
        assert problem.code in shipped.by_code


def test_the_walk_finds_codes_of_every_form() -> None:
    """The guard above was seen to see: a code in a call, a table, and a conditional."""
    source = """
x = Problem("one-code" if a else "other-code", place)
_CODES: M = {"pydantic_word": "table-code"}
raise PydanticCustomError("custom-code", "words")
"""
    found = set(_codes_in(ast.parse(source)))
    assert found == {"one-code", "other-code", "table-code", "custom-code"}

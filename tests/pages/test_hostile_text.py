"""Whatever a couple types stands on their pages as they typed it, and does nothing else."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from markupsafe import Markup

from generator.answers.couple import Couple
from generator.answers.partner import PartnerFile
from generator.answers.review import Review
from generator.pages import environment
from generator.practice.checking import check_couple
from generator.practice.messages import load_messages, render
from generator.practice.practice import Practice
from tests.command import a_practice
from tests.filled import TODAY, Making, a_couple, field_of, read, text_fields
from tests.hostile import ENDLESS, PAYLOADS, REFUSED, marked, payload
from tests.made_pages import as_elements, pages
from tests.not_shown import NEVER_SHOWN, POINTS_AT_ANOTHER
from tests.reading_back import Element

STEP = 23
"""From one couple to the next, each field's payload is so many further on: eight for each field."""

PLACE = 40
"""A field that is shown in a place where an element would count."""

NOT_FREE = ("Clause.accepted", "PlanAnswers.timezone")
"""A reason that stands only beside a warning; a name out of a list of the world's time zones."""

SHAPES = frozenset({"br", "bdi"})
"""Lines stay lines, and text from the right gets a frame: all else stays as it is."""

FITTED = "wallet.md"
"""Leaves out whole what is too long for a small card: fewer elements, and never another one."""


def made_of(text: Callable[[int], str]) -> tuple[dict[str, Element], dict[str, str]]:
    """Return the pages of a couple who typed `text(0)`, `text(1)` …, and what each field holds."""
    typed: dict[str, str] = {}

    def say(path: str, longest: int) -> str:
        number = len(typed)
        return typed.setdefault(path, marked(text(number), f"zq{number}", longest))

    return as_elements(pages(read(a_couple(Making(say))).answers, TODAY)), typed


def shape(page: Element) -> Iterator[str]:
    """Yield each element of a page, with its attributes, but for what was typed."""
    for element in page.walk():
        if element.tag not in SHAPES:
            said = {name for name in element.attributes if name not in ("class", "dir")}
            yield f"{element.tag} {element.attributes.get('class', '')} {sorted(said)}"


@cache
def harmless_shapes() -> dict[str, list[str]]:
    """Return the elements of each page of a couple who typed plain words."""
    found, _ = made_of(lambda _: "words")
    return {path: [*shape(page)] for path, page in found.items()}


def as_seen(text: str) -> str:
    """Return a text as it stands on a page, whose blanks count as one; a first letter may grow."""
    return re.sub(r"\s+", " ", text).strip().casefold()


@pytest.mark.parametrize("first", [*range(0, len(PAYLOADS), STEP), ENDLESS[:9]], ids=str)
def test_it_is_shown_as_typed_and_makes_nothing(first: int | str) -> None:
    """In every field: the pages have the same elements as with plain words, and show each sign."""
    found, typed = made_of(
        lambda number: payload(number, first) if isinstance(first, int) else ENDLESS
    )
    shapes, harmless = {path: [*shape(page)] for path, page in found.items()}, harmless_shapes()
    fitted = shapes.pop(FITTED)
    assert shapes == {path: shape for path, shape in harmless.items() if path != FITTED}
    assert {*fitted} <= {*harmless[FITTED]}
    seen = " ".join(as_seen(page.text()) for page in found.values())
    shown = {path: text for path, text in typed.items()
             if ".private." not in path and field_of(path) not in NEVER_SHOWN}  # fmt: skip
    assert len(shown) > 90
    assert [path for path, text in shown.items() if as_seen(text) not in seen] == []


def test_one_field_that_gets_through_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a single field were written as it is, the look at the elements would find it."""
    escaped = environment.inert

    def all_but_one(text: str) -> Markup:
        return Markup(text) if f"zq{PLACE}" in text else escaped(text)  # noqa: S704  to see it fail

    monkeypatch.setattr(environment, "inert", all_but_one)
    found, typed = made_of(lambda number: "<b>so</b>" if number == PLACE else "words")
    assert "<b>" in next(text for text in typed.values() if f"zq{PLACE}" in text)
    harmless = harmless_shapes()
    assert [path for path, page in found.items() if [*shape(page)] != harmless[path]]


def test_no_field_is_forgotten() -> None:
    """Each field in which anyone writes holds hostile text here, a field added tomorrow too."""
    _, typed = made_of(payload)
    fields = {field for model in (Couple, PartnerFile, Review) for field in text_fields(model)}
    assert len(PAYLOADS) >= 150
    assert fields - {field_of(path) for path in typed} - {*POINTS_AT_ANOTHER} == {*NOT_FREE}


def with_terms(folder: Path, typed: str) -> tuple[Practice, int]:
    """Return a practice in which this was typed for a couple's terms, and on which line."""
    practice = Practice(a_practice(folder, "ines-zoe"))
    file = folder / "couples/ines-zoe/couple.yml"
    text = file.read_text("utf-8")
    (old,) = re.findall(r"^  terms: .*$", text, re.MULTILINE)
    file.write_text(text.replace(old, f"  terms: {typed}"), encoding="utf-8")
    return practice, text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize("kind", REFUSED)
def test_what_no_page_could_show_is_told_with_its_place(tmp_path: Path, kind: str) -> None:
    """A character that is none, or a text without end: where it stands, and what to do."""
    practice, line = with_terms(tmp_path, REFUSED[kind])
    (told,) = check_couple(practice, "ines-zoe", TODAY).errors
    where = told.place.line
    assert where == line or told.code == "not-text"
    shown = render(told, load_messages(practice.templates, "en"))
    assert shown.do
    assert "\x1b" not in shown.wrong + shown.do


@pytest.mark.parametrize(
    "kind", ["!!python/object/apply:os.system [id]", "&a [*a, *a]", "*a", "!!binary aGVsbG8="]
)
def test_answers_that_are_more_than_text_are_refused(tmp_path: Path, kind: str) -> None:
    """A tag, an anchor, a reference to one: told at its line, and never followed."""
    practice, line = with_terms(tmp_path, kind)
    told = check_couple(practice, "ines-zoe", TODAY).errors[0]
    assert told.code in ("tag", "alias")
    assert told.place.line == line


def test_a_bomb_does_not_go_off(tmp_path: Path) -> None:
    """References to references, a billion words when followed, are refused at the first one."""
    practice = Practice(a_practice(tmp_path, "ines-zoe"))
    bomb = "a0: &a0 [x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
    )
    (tmp_path / "couples/ines-zoe/couple.yml").write_text(bomb)
    assert {one.code for one in check_couple(practice, "ines-zoe", TODAY).errors} <= {
        "alias",
        "tag",
    }

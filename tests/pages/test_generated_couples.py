"""Couples that no one thought of: whatever is sound in the answers makes a guide."""

import re
from datetime import date
from typing import get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.answers.answers import Answers
from generator.answers.kinds import BreachKind
from generator.guide.phases import PHASES
from tests.filled import Making, a_couple, read, written
from tests.made_pages import as_elements, pages
from tests.not_shown import NEVER_SHOWN, NEWEST_ALONE, NOT_WHILE_UNDECIDED

BETWEEN = {"values": (1, 3), "clauses": (1, 3), "same_value": (0, 1)}
"""How many items a list has at least and at most: one link, as all link the same two values."""

KINDS = get_args(BreachKind)
LETTERS = st.characters(
    codec="utf-8", categories=("L", "M", "N", "P", "S", "Zs"), exclude_characters="…"
)
WORDS = st.text(LETTERS | st.just("\n"), min_size=1, max_size=40).filter(str.strip)


@st.composite
def couples(draw: st.DrawFn) -> Answers:
    """Draw sound answers."""
    typed: dict[str, str] = {}

    def text(path: str, longest: int) -> str:
        if path not in typed:
            # a name of its own, since no one may name two values alike
            typed[path] = f"{draw(WORDS).strip()[: longest - 6].strip()} q{len(typed)}"
        return typed[path]

    making = Making(
        text,
        keep=lambda path: draw(st.booleans()) or path.endswith(".release"),
        many=lambda path: draw(st.integers(*BETWEEN.get(path.rpartition(".")[2], (0, 3)))),
        phase=draw(st.sampled_from(PHASES)),
        choice=draw(st.sampled_from(["repair", "undecided"])),
    )
    data = a_couple(making)
    data["couple"]["breach"]["kind"] = draw(st.sampled_from(KINDS))
    data["couple"]["country"] = draw(st.sampled_from(["US", "GB", "NZ", "JP", "BR"]))
    roles = draw(st.sampled_from([("hurt", "involved"), ("involved", "hurt"), ("both", "both")]))
    for partner, role in zip(data["couple"]["partners"].values(), roles, strict=True):
        partner["role"] = role
    return read(data).answers


@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(couples(), st.dates(date(2026, 11, 15), date(2027, 6, 30)))
def test_sound_answers_make_a_guide_with_all_of_them(answers: Answers, on: date) -> None:
    """From the day of their review on, each clause has one card, and every answer can be read."""
    made = as_elements(pages(answers, on))
    cards = made["agreement/clauses.md"].all("div", class_="clause")
    clauses = answers.couple.agreement.clauses
    assert {card.attributes["id"] for card in cards} == {f"clause-{one.id}" for one in clauses}
    assert len(cards) == len(clauses)
    undecided = "undecided" in answers.couple.release.choices.values()
    not_here = {*NEVER_SHOWN, *NEWEST_ALONE, *(NOT_WHILE_UNDECIDED if undecided else ())}
    shown = " ".join(as_seen(page.text()) for page in made.values())
    missing = [(field, text) for field, text in written(answers)
               if field not in not_here and as_seen(text) not in shown]  # fmt: skip
    assert missing == []


def as_seen(text: str) -> str:
    """Return a text as it stands on a page, whose blanks count as one; a first letter may grow."""
    one_case = re.sub(r"\s+", " ", text).strip().casefold()
    return one_case.replace("ı", "i")  # a large I is both

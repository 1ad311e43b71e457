"""Talks are paced, and every question comes from what the two wrote."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.answers.partner import Shared
from generator.answers.value_map import ValueMapAnswers
from generator.guide.conversation import HIGH, LONGEST, SHORTEST, Talk, questions, talks
from generator.guide.people import People, Person
from generator.guide.value_comparison import ValueComparison, compare_values
from generator.library.deck import NO_DECK

NAMES = ["honesty", "family", "calm", "faith", "صدق", "play", "rest", "order"]
LISTS = st.lists(st.sampled_from(NAMES), min_size=1, max_size=8, unique=True)
MORE = st.fixed_dictionaries({}, optional={
    "fears": st.just(["storms"]), "view": st.just("As I see it"),
    "background": st.fixed_dictionaries({}, optional={
        "faith": st.just("candles"), "family": st.just("four of us")}),
})  # fmt: skip
DAYS = st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=3)


def person(name: str, values: list[str], more: Mapping[str, Any]) -> Person:
    held = [{"value": v, "means": "…", "important": 5, "lived": 5} for v in values]
    shared = Shared.model_validate({"values": held, **more})
    return Person(id=name, name=name.title(), role="both", shared=shared)


def couple(
    first: list[str],
    second: list[str],
    different: tuple[str, ...] = (),
    more: tuple[Mapping[str, Any], Mapping[str, Any]] = ({}, {}),
) -> tuple[People, ValueComparison]:
    people = People(person("alex", first, more[0]), person("sam", second, more[1]))
    said = ValueMapAnswers(same_word_different_meaning=different)
    return people, compare_values(people, said, NO_DECK)


def planned(people: People, values: ValueComparison, *days: date, goals: bool) -> tuple[Talk, ...]:
    return talks(people, values, days, goals=goals)


@given(LISTS, LISTS, st.tuples(MORE, MORE), DAYS, st.booleans(), st.booleans())
def test_one_to_three_talks_of_sixty_to_ninety_minutes(
    first: list[str],
    second: list[str],
    more: tuple[Mapping[str, Any], Mapping[str, Any]],
    days: list[date],
    goals: bool,
    differ: bool,
) -> None:
    """Whatever they wrote, no talk is longer than they can bear, and each day set has its talk."""
    both = tuple(name for name in first if name in second) if differ else ()
    people, values = couple(first, second, both, more)
    made = planned(people, values, *days, goals=goals)
    assert max(1, len(days)) <= len(made) <= 3
    assert [talk.number for talk in made] == [*range(1, len(made) + 1)]
    assert all(SHORTEST <= talk.minutes <= LONGEST for talk in made)
    assert [talk.on for talk in made if talk.on] == days


@given(LISTS, LISTS, st.tuples(MORE, MORE))
def test_each_question_is_about_what_the_one_asked_wrote(
    first: list[str], second: list[str], more: tuple[Mapping[str, Any], Mapping[str, Any]]
) -> None:
    """Nobody is asked about a value or custom that they never named, or asks themselves."""
    people, values = couple(first, second, (), more)
    for question in questions(people, values):
        assert question.asker is people.other(question.asked.id)
        if question.value:
            assert question.asked.id in question.value.held
        if question.root:
            assert getattr(question.asked.shared.background, question.root)


def test_what_stands_high_with_one_alone_is_asked_about() -> None:
    """A value high on one list and low on the other's raises a question to whom it matters most."""
    first = ["honesty", "calm", "play", "rest"]
    people, values = couple(first, [*reversed(first)])
    high = [(q.asked.name, q.value.name) for q in questions(people, values)
            if q.about == "high" and q.value]  # fmt: skip
    assert high == [("Alex", "honesty"), ("Sam", "rest")]
    assert HIGH == 3


def test_two_people_with_one_short_list_have_one_talk() -> None:
    """Where there is little to talk through, one talk is planned, and no padding."""
    people, values = couple(["honesty"], ["honesty"])
    (talk,) = planned(people, values, goals=False)
    assert [item.part for item in talk.items] == ["arrive", "lists", "new", "common"]

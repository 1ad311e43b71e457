"""Two ordered lists and the lines between them: nothing lost, nothing made up."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.answers.folder import read_folder
from generator.answers.partner import Shared, Value
from generator.answers.value_map import ValueMapAnswers
from generator.guide.guide import make_guide
from generator.guide.people import People, Person
from generator.guide.value_comparison import compare_values
from generator.library.deck import NO_DECK
from generator.library.loader import load_deck
from generator.pages.joined_lists import (
    JoinedLists,
    lines_on_paper,
    looks_between,
    then_and_now,
    two_lists,
)
from generator.reading.same_words import same_words
from tests.made_maps import MANY, MAPS, answers_with, guide_with
from tests.made_pages import as_elements, pages
from tests.made_up import files
from tests.page_text import TEMPLATES, guide_of, pages_of, sample_files
from tests.reading_back import Element

NAMES = st.text(max_size=12).map(str.strip).filter(bool) | st.sampled_from(MANY)
ANY_LIST = st.lists(NAMES, max_size=12)
OWN_LIST = st.lists(NAMES, min_size=1, max_size=12, unique_by=same_words)


def rows_joined(lists: JoinedLists) -> list[tuple[str, str]]:
    return [(lists.left[join.left], lists.right[join.right]) for join in lists.joins]


def test_each_list_keeps_its_order_and_what_both_hold_is_joined() -> None:
    """A reader sees each list as its owner wrote it, and lines between equal values."""
    lists = two_lists_of(["Honesty", "Family", "Calm"], ["Calm", "honesty", "Faith"], ("calm",))
    assert lists.left == ("Honesty", "Family", "Calm")
    assert lists.right == ("Calm", "honesty", "Faith")
    assert [(j.left, j.right, j.kind) for j in lists.joins] == [(0, 1, "shared"),
                                                                (2, 0, "different")]  # fmt: skip
    assert lists.joins[0].places == ("1", "2")
    assert lists.whole.lines == (1, 1, 1)


def test_two_words_for_one_value_are_joined_under_the_name_they_gave_it() -> None:
    """Where both agreed that two words mean one thing, a line joins the two words."""
    guide = guide_of(sample_files("alex-sam"))
    lists = two_lists(guide.values, guide.people)
    assert ("Partnership", "Being a team") in rows_joined(lists)
    assert "Two at the table" in {join.name for join in lists.joins}


@settings(max_examples=60, deadline=None, derandomize=True)
@given(OWN_LIST, OWN_LIST)
def test_two_lists_lose_no_value_and_invent_none(left: list[str], right: list[str]) -> None:
    """Each name stands once on its side, and exactly what both named is joined."""
    lists = two_lists_of(left, right)
    assert (lists.left, lists.right) == (tuple(left), tuple(right))
    both = {same_words(n) for n in left} & {same_words(n) for n in right}
    joined = rows_joined(lists)
    assert len(joined) == len(both)
    assert {same_words(name) for pair in joined for name in pair} == both
    assert all(same_words(one) == same_words(other) for one, other in joined)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(ANY_LIST, ANY_LIST)
def test_then_and_now_lose_no_value_and_invent_none(then: list[str], now: list[str]) -> None:
    """Whatever was written at two looks stands there, and no row has more than one line."""
    lists = then_and_now(then, now)
    assert (lists.left, lists.right) == (tuple(then), tuple(now))
    joined = rows_joined(lists)
    assert all(same_words(one) == same_words(other) for one, other in joined)
    both = Counter(map(same_words, then)) & Counter(map(same_words, now))
    assert Counter(same_words(one) for one, _ in joined) == both
    for side in ("left", "right"):
        rows = [getattr(join, side) for join in lists.joins]
        assert len({*rows}) == len(rows)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(ANY_LIST, ANY_LIST)
def test_seen_from_the_other_side_the_lines_are_the_same(one: list[str], two: list[str]) -> None:
    """It makes no difference whose list, or which look, stands on the left."""
    there = {(join.left, join.right) for join in then_and_now(one, two).joins}
    back = {(join.right, join.left) for join in then_and_now(two, one).joins}
    assert there == back


@pytest.mark.parametrize(
    ("name", "lines"),
    [("Calm", 1), ("Keeping your word", 2), ("", 1), ("a" * 60, 6), ("Ω", 1), ("كرم", 1)],
)
def test_a_name_gets_as_many_lines_on_paper_as_it_needs(name: str, lines: int) -> None:
    """A row is as tall as its longer name takes, so that none runs into the next."""
    assert lines_on_paper(name, 7) == lines


def test_a_long_name_takes_the_picture_out_of_the_half_sheet() -> None:
    """Where words would break into slivers, a picture has the whole width of the paper."""
    assert then_and_now(["Keeping your word"], ["Calm"]).fits_half
    assert not then_and_now(["a" * 60], ["Calm"]).fits_half


def test_only_a_long_name_takes_more_room_on_paper() -> None:
    """Beside one name of three lines the others keep one, and each line finds its row's middle."""
    rows = then_and_now(["Calm", "a" * 80], ["Home"]).whole
    assert rows.lines == (1, 3)
    assert (rows.middle(0), rows.middle(1), rows.parts) == (1.5, 6.5, 10)


@pytest.mark.parametrize("name", MAPS)
def test_the_picture_says_in_words_what_its_lines_show(name: str) -> None:
    """Someone who can't see the lines hears each of them, with its place on both lists."""
    page = as_elements(pages(answers_with(MAPS[name]), guide_with(MAPS[name]).on))
    (picture,) = page["value-map/index.md"].all(class_="joined-two")
    lists = drawn(name)
    told = picture.first("title").text()
    for join in lists.joins:
        assert f"{join.left + 1} and {join.right + 1}" in told
    assert ("No line joins" in told) == (not lists.joins)
    assert ("A broken line joins" in told) == any(j.kind == "different" for j in lists.joins)
    assert len(picture.all("path")) == len(lists.joins)
    assert names_in(picture, "joined-left") == [as_shown(one) for one in lists.left]
    assert names_in(picture, "joined-right") == [as_shown(one) for one in lists.right]


@pytest.mark.parametrize("name", MAPS)
def test_then_and_now_shows_each_partner_what_stayed(name: str) -> None:
    """Under “What has changed” each partner has a picture of their own list at both looks."""
    guide = guide_with(MAPS[name])
    page = as_elements(pages(answers_with(MAPS[name]), guide.on))["value-map/index.md"]
    pictures = page.all(class_="joined-looks")
    (revisit,) = guide.revisits
    assert len(pictures) == len(revisit.lists) == 2
    for picture, (who, then) in zip(pictures, revisit.lists.items(), strict=True):
        now = [one.value for one in guide.people[who].shared.values]
        lists = then_and_now([one.value for one in then.values], now)
        assert len(picture.all("path")) == len(lists.joins)
        assert names_in(picture, "joined-left") == [as_shown(one) for one in lists.left]
        assert names_in(picture, "joined-right") == [as_shown(one) for one in lists.right]


@pytest.mark.parametrize("name", MAPS)
def test_both_of_a_pair_have_half_a_sheet_or_neither(name: str) -> None:
    """On paper one partner's picture isn't small beside the other's large one."""
    guide = guide_with(MAPS[name])
    page = as_elements(pages(answers_with(MAPS[name]), guide.on))["value-map/index.md"]
    rooms = [one.attributes["data-room"] for one in page.all(class_="joined-figure")
             if "data-room" in one.attributes]  # fmt: skip
    assert len(rooms) == 2
    assert len({*rooms}) == 1


def test_an_earlier_map_shows_how_it_moved_until_the_next_look() -> None:
    """The older of two maps has each partner's picture; what came after stands with today's."""
    guide = guide_of(sample_files("alex-sam"))
    page = sample_page("alex-sam", "value-map/earlier.md")
    pictures = page.all(class_="joined-looks")
    first, then = (one.lists for one in guide.revisits)
    assert len(pictures) == 2
    for picture, person in zip(pictures, guide.people, strict=True):
        looks = ([one.value for one in look[person.id].values] for look in (first, then))
        lists = then_and_now(*looks)
        assert len(picture.all("path")) == len(lists.joins)
        assert names_in(picture, "joined-left") == [as_shown(one) for one in lists.left]
        assert names_in(picture, "joined-right") == [as_shown(one) for one in lists.right]


def test_a_map_that_was_just_kept_tells_of_no_move() -> None:
    """Right after `mend review` nothing has changed, and the page says so instead of an outcome."""
    today = {"reviews/2026-11-15.yml": _kept("2026-11-15", "calm", "honesty")}
    page = what_matters(today)
    assert "still stand as they did" in page
    assert "joined-looks" not in page
    before = {"reviews/2026-11-08.yml": _kept("2026-11-08", "honesty", "calm")}
    assert "Since 8 November" in what_matters({**today, **before})


def test_a_value_that_is_worded_anew_is_not_told_as_dropped() -> None:
    """Sam wrote "telling the truth" then and "Honesty" now: one value, one line, and no loss."""
    then = _kept("2026-11-15", "telling the truth", "play", "calm")
    answers = read_folder("x", {**files(), "reviews/2026-11-15.yml": then}, "x").answers
    guide = make_guide(answers, date(2026, 11, 22), load_deck(TEMPLATES, "en"))
    page = pages_of(guide, "value-map/index.md")["value-map/index.md"]
    assert "No longer on the list:** Play\n" in page
    assert "New on the list" not in page
    (looks,) = looks_between(guide.revisits, guide.people, date(2026, 11, 15), None)
    assert rows_joined(looks.lists) == [("telling the truth", "Honesty"), ("calm", "calm")]


def what_matters(reviews: dict[str, bytes]) -> str:
    page = "value-map/index.md"
    return pages_of(guide_of({**files(), **reviews}), page)[page]


def _kept(on: str, *names: str) -> bytes:
    values = "".join(f"    - {{value: {name}, important: 9, lived: 5}}\n" for name in names)
    return f"on: {on}\nvalues:\n  sam:\n{values}".encode()


def test_an_earlier_map_names_what_stood_on_both_lists_that_day() -> None:
    """What was common ground then can still be read, whatever the lists are today."""
    page = sample_page("alex-sam", "value-map/earlier.md").text()
    told = [line for line in page.splitlines() if line.startswith("On both lists that day")]
    assert told == [
        "On both lists that day: Security, Honesty, and Two at the table.",
        "On both lists that day: Security and Honesty.",
    ]


def test_who_shares_no_numbers_is_asked_for_a_sentence() -> None:
    """Where nobody shows how much they lived a value, each has a sentence to finish instead."""
    page = sample_page("noor-elias", "value-map/index.md").text()
    assert page.count("I noticed a little of it when") == 2
    assert "How much it matters" not in page


def test_who_brought_no_list_that_day_has_no_picture() -> None:
    """An empty look is told in a sentence; there is nothing to draw."""
    review = "on: 2026-11-15\nvalues:\n  alex: []\n  sam: [{value: calm, important: 8, lived: 3}]\n"
    guide = guide_of({**files(), "reviews/2026-11-15.yml": review.encode()})
    page = pages_of(guide, "value-map/index.md")["value-map/index.md"]
    assert page.count("joined-looks") == 1


def sample_page(name: str, path: str) -> Element:
    answers = read_folder(name, sample_files(name), name).answers
    return as_elements(pages(answers, guide_of(sample_files(name)).on))[path]


def drawn(name: str) -> JoinedLists:
    guide = guide_with(MAPS[name])
    return two_lists(guide.values, guide.people)


def names_in(picture: Element, side: str) -> list[str]:
    (listed,) = (one for one in picture.all(class_=side) if one.all("ol"))
    return [as_shown(one.text()) for one in listed.all(class_="joined-name")]


def as_shown(name: str) -> str:
    return " ".join(name.split()).casefold()


def two_lists_of(left: list[str], right: list[str], different: tuple[str, ...] = ()) -> JoinedLists:
    people = People(*(
        Person(who, who, "both", Shared(values=tuple(
            Value(value=name, means="x", important=5, lived=5) for name in names
        )))
        for who, names in (("alex", left), ("sam", right))
    ))  # fmt: skip
    said = ValueMapAnswers(same_word_different_meaning=different)
    return two_lists(compare_values(people, said, NO_DECK), people)

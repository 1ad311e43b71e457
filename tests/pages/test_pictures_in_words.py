"""What a screen reader says of the value map's pictures, against what each partner wrote."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

import pytest

from generator.answers.partner import Value
from generator.guide.guide import Guide, make_guide
from generator.guide.people import Person
from tests.editions.test_nothing_missing import answers_of
from tests.filled import TODAY
from tests.made_maps import MAPS, answers_with
from tests.made_pages import as_elements, pages
from tests.reading_back import Element
from tests.samples import SAMPLES

each = pytest.mark.parametrize("name", [*SAMPLES, *MAPS])
NUMBERS = re.compile(r"(.+), places (\d+) and (\d+)")


@cache
def both(name: str) -> tuple[Guide, Element]:
    """Return the guide of a couple, and the first page of their value map."""
    answers = answers_of(name) if name in SAMPLES else answers_with(MAPS[name])
    return make_guide(answers, TODAY), as_elements(pages(answers, TODAY))["value-map/index.md"]


def plain(text: str) -> str:
    """Return a text in one line, whatever its case."""
    return " ".join(text.split()).casefold()


def names(values: Sequence[Value]) -> list[str]:
    return [plain(one.value) for one in values]


def cells(table: Element) -> list[list[str]]:
    """Return a table's rows, its head first."""
    return [
        [plain(cell.text()) for cell in row.all() if cell.tag in ("th", "td")]
        for row in table.all("tr")
    ]


def tables(page: Element, *heads: str) -> list[list[list[str]]]:
    """Return the rows of each table whose first head is one of these."""
    found = [cells(table) for table in page.all("table")]
    return [rows[1:] for rows in found if rows[0][0] in heads]


def listed(side: Element) -> list[str]:
    """Return the names of a picture's list, in order, as they are read out."""
    rows = [row for row in side.all("li") if row.attributes.get("aria-hidden") != "true"]
    return [plain(row.first(class_="joined-name").text()) for row in rows]


def joined(picture: Element) -> list[tuple[str, int, int]]:
    """Return what the title of a picture says that its lines join, with both places."""
    title = plain(picture.first("title").text())
    said = re.split(r"(?:^|(?<=\. ))a (?:broken )?line joins: ", title)
    found = (
        NUMBERS.fullmatch(one)
        for part in said
        for one in part.strip().removesuffix(".").split("; ")
    )
    return sorted((one[1], int(one[2]), int(one[3])) for one in found if one)


def places(person: Person) -> Mapping[str, int]:
    """Return the place of each value on a person's list, by the word they have for it."""
    return {word: place for place, word in enumerate(names(person.shared.values), 1)}


@each
def test_the_table_gives_every_value_its_place_on_both_lists(name: str) -> None:
    """Each place of each list stands in one row, beside the word its owner has for it."""
    guide, page = both(name)
    (table,) = tables(page, "what matters")
    for column, person in enumerate(guide.people, 1):
        found = {}
        for row in table:
            if number := re.match(r"(\d+) ?(.*)", row[column]):
                found[number[2] or row[0]] = int(number[1])
            else:
                assert row[column] == "not on it"
        assert found == places(person)


@each
def test_a_row_joins_what_both_named_and_nothing_else(name: str) -> None:
    """What has a place on both lists in the table is what the guide knows both to hold."""
    guide, page = both(name)
    (table,) = tables(page, "what matters")
    found = {row[0] for row in table if "not on it" not in row}
    assert found == {plain(v.name) for v in (*guide.values.shared, *guide.values.different)}


@each
def test_every_mark_of_the_common_ground_says_whose_place_it_is(name: str) -> None:
    """Going through the picture, one hears each place of each person once, with its name."""
    guide, page = both(name)
    marks = [
        one.attributes["aria-label"]
        for one in page.first(class_="ground").all("span", role="img")
    ]  # fmt: skip
    expected = [
        f"Place {place}, {person.name}"
        for person in guide.people
        for place in places(person).values()
    ]
    assert sorted(marks) == sorted(expected)


@each
def test_the_common_ground_is_described_as_it_is_drawn(name: str) -> None:
    """Its title tells of the line, and only of what this couple's picture has on or beside it."""
    guide, page = both(name)
    title = plain(page.first(class_="ground").first("title").text())
    own = any(guide.values.mainly(person.id) for person in guide.people)
    assert title.startswith("the two lists stand on either side of a gold line.")
    assert ("both named lies on the line" in title) == bool(guide.values.shared)
    assert ("the line opens" in title) == bool(guide.values.different)
    assert ("stands beside the line" in title) == own


@each
def test_both_lists_are_read_in_order_and_the_title_says_what_is_joined(name: str) -> None:
    """The words are lists in each partner's order; the drawing's title names every line."""
    guide, page = both(name)
    picture = page.first(class_="joined-two")
    for side, person in zip(("left", "right"), guide.people, strict=True):
        lists = picture.first(class_="joined-lists").first(class_=f"joined-{side}")
        assert listed(lists) == names(person.shared.values)
    first, second = (person.id for person in guide.people)
    expected = [
        (plain(value.name), value.held[first].rank, value.held[second].rank)
        for value in (*guide.values.shared, *guide.values.different)
    ]
    assert joined(picture) == sorted(expected)
    assert picture.first("svg").attributes["role"] == "img"


@each
def test_how_someone_lived_is_in_the_table_and_in_each_lines_title(name: str) -> None:
    """Whoever shares it: each value with both of its numbers. Whoever doesn't: nothing at all."""
    guide, page = both(name)
    expected = [
        (plain(one.value), one.important, one.lived)
        for person in guide.people
        if person.shared.share_lived
        for one in person.shared.values
        if one.lived is not None
    ]
    heads = [f"what matters to {plain(person.name)}" for person in guide.people]
    found = [tuple(row) for table in tables(page, *heads) for row in table]
    assert found == [(word, str(matters), str(lived)) for word, matters, lived in expected]
    drawn = [plain(t.text()) for one in page.all(class_="lived") for t in one.all("title")]
    assert drawn == [
        f"{word}: matters {matters}, lived lately {lived}" for word, matters, lived in expected
    ]


@each
def test_then_and_now_reads_as_both_lists_and_what_stayed(name: str) -> None:
    """Each partner's list of the last look and of today, and the place of what is on both."""
    guide, page = both(name)
    looks = guide.revisits[-1].lists if guide.revisits else {}
    pictures = page.all(class_="joined-looks")
    expected = [(looks[p.id], p) for p in guide.people if p.id in looks]
    assert len(pictures) == len(expected)
    for picture, (then, person) in zip(pictures, expected, strict=True):
        lists = picture.first(class_="joined-lists")
        before, now = names(then.values), names(person.shared.values)
        assert listed(lists.first(class_="joined-left")) == before
        assert listed(lists.first(class_="joined-right")) == now
        stayed = [(w, before.index(w) + 1, now.index(w) + 1) for w in before if w in now]
        assert joined(picture) == sorted(stayed)


@each
def test_then_and_now_is_a_table_with_every_place(name: str) -> None:
    """Each value of both looks, with where it stood and where it stands; a stroke is nowhere."""
    guide, page = both(name)
    moved = [one for one in guide.revisits if not one.stands][-1:]
    expected = [
        (plain(one.name), str(one.then or "–"), str(one.now or "–"))
        for revisit in moved
        for person in guide.people
        if person.id in revisit.lists
        for one in revisit.lists[person.id].places
    ]
    heads = [plain(f"{person.name}, then and now") for person in guide.people]
    assert [tuple(row) for table in tables(page, *heads) for row in table] == expected

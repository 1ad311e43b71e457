"""The pictures of the value map in a real browser: no word cut off, no line beside its row."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import HealthCheck, given, settings

from generator.answers.answers import Answers
from generator.answers.folder import read_folder
from generator.editions.site import make_site
from generator.guide.guide import Guide, make_guide
from generator.guide.ledger import MOST_WEEKS
from generator.pages.joined_lists import JoinedLists, then_and_now, two_lists
from generator.pages.pages import make_imprint
from generator.pages.text import load_texts
from tests.browsing import LAPTOP, PHONE, Window, at_home
from tests.conftest import OpenWindow
from tests.filled import TODAY
from tests.made_maps import MAPS, answers_with
from tests.made_pages import LOOK, TEMPLATES, pages
from tests.made_up import files
from tests.pages.test_generated_couples import couples
from tests.samples import SAMPLES

pytestmark = pytest.mark.browser

SMALLEST = (320, 640)
SIZES = [SMALLEST, PHONE, LAPTOP]
PAGE = "value-map/index.html"

BADLY_PLACED = """
() => [...document.querySelectorAll('.ground, .joined, .lived, .promises')].flatMap(picture => {
  const frame = picture.getBoundingClientRect(), boxes = [], found = [];
  const texts = document.createTreeWalker(picture, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (!text.data.trim() || text.parentElement.closest('title')) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const holder = text.parentElement.closest('[dir=auto], .ground-mark') ?? text.parentElement;
    for (const box of range.getClientRects()) boxes.push({holder, box, said: text.data});
  }
  for (const {box, said} of boxes)
    if (box.left < frame.left - 1 || box.right > frame.right + 1
        || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) found.push(`outside: ${said}`);
  for (const [n, one] of boxes.entries())
    for (const other of boxes.slice(n + 1)) {
      const [a, b] = [one.box, other.box];
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (one.holder !== other.holder && wide > 1 && high > 2)
        found.push(`“${one.said}” on “${other.said}”`);
    }
  return boxes.length ? found : ['an empty picture'];
})
"""
"""Text that leaves its picture or lies on other text, by more than a pixel or two."""

LINES_OFF = """
pictures => [...document.querySelectorAll('.joined')].flatMap((picture, n) => {
  const rows = side => [...picture.querySelectorAll(`.joined-${side} li`)]
    .map(row => row.getBoundingClientRect());
  const left = rows('left'), right = rows('right');
  return [...picture.querySelectorAll('path')].flatMap((path, line) => {
    const [from, to] = pictures[n][line], at = path.getScreenCTM();
    const start = path.getPointAtLength(0).matrixTransform(at);
    const end = path.getPointAtLength(path.getTotalLength()).matrixTransform(at);
    const off = [start.x - left[from].right, start.y - (left[from].top + left[from].bottom) / 2,
                 end.x - right[to].left, end.y - (right[to].top + right[to].bottom) / 2];
    return off.every(one => Math.abs(one) <= 2) ? [] : [`line ${line} of picture ${n}: ${off}`];
  });
})
"""
"""Lines that don't begin and end at the middle of their rows, within two pixels."""

NUMBERS_APART = """
() => [
  ...document.querySelectorAll('.ground-row .ground-in > :not(:empty), .ground-knot')
].flatMap(one => {
  const name = one.querySelector('.ground-name').getBoundingClientRect();
  return [...one.querySelectorAll('.ground-mark')].filter(mark => {
    const box = mark.getBoundingClientRect();
    const gap = Math.max(name.left - box.right, box.left - name.right);
    return gap < 0 || gap > 12
        || Math.abs(box.top + box.bottom - name.top - name.bottom) > 6;
  }).map(mark => `${mark.textContent} of “${one.textContent}”`);
})
"""
"""Numbers of the common ground that don't stand beside their name, at half its height."""

TORN = """
() => [...document.querySelectorAll('.picture, .picture-table')].flatMap(holder => {
  const found = [...holder.querySelectorAll('q')].filter(quote => {
    const boxes = [...quote.getClientRects()], last = boxes.at(-1), before = boxes.at(-2);
    return before && last.width < 9 && last.top > before.bottom - 6;
  }).map(quote => `the mark after “${quote.textContent}”`);
  const texts = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (text.parentElement.closest('title')) continue;
    for (const word of text.data.matchAll(/[^\\s-]+/g)) {
      const range = document.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const tops = [...range.getClientRects()].map(box => box.top);
      if (Math.max(...tops) - Math.min(...tops) > 8) found.push(word[0]);
    }
  }
  return found;
})
"""
"""Words that are broken within, and closing marks on a line of their own."""

AT_THE_EDGE = """
() => [...document.querySelectorAll('.lived')].flatMap(picture => {
  const frame = picture.getBoundingClientRect();
  return [...picture.querySelectorAll('.lived-name, .lived-line, .lived-key')].filter(one => {
    const box = one.getBoundingClientRect();
    return box.left < frame.left + 8 || box.right > frame.right - 8
        || box.top < frame.top + 8 || box.bottom > frame.bottom - 8;
  }).map(one => one.textContent);
})
"""
"""What stands closer to the frame of an important-and-lived picture than eight pixels."""

MARKS_OFF = """
() => [...document.querySelectorAll('.promises')].flatMap(picture => {
  const middle = box => (box.left + box.right) / 2;
  const days = [...picture.querySelectorAll('.promises-weeks span')]
    .map(day => middle(day.getBoundingClientRect()));
  const lines = [...picture.querySelectorAll('.promises-line')];
  if (!days.length || !lines.length) return ['an empty picture'];
  return lines.flatMap((line, row) => {
    const marks = [...line.querySelectorAll('circle')].map(c => middle(c.getBoundingClientRect()));
    return marks.length === days.length && marks.every((x, n) => Math.abs(x - days[n]) <= 2)
      ? [] : [`row ${row}: ${marks} under ${days}`];
  });
})
"""
"""Rows in which a mark doesn't stand under its day, within two pixels."""

LINES_DRAWN = (
    "[...document.querySelectorAll('.joined')].map(p => p.querySelectorAll('path').length)"
)


def a_site(answers: Answers, folder: Path) -> Path:
    """Build the site of these answers."""
    texts = load_texts(TEMPLATES, "en", answers.couple.country)
    imprint = make_imprint(make_guide(answers, TODAY), texts)
    site = folder / "site"
    make_site(pages(answers, TODAY), imprint, LOOK, TEMPLATES, site, folder)
    return site


def brought_back_for_weeks(number: int) -> Answers:
    """Return the answers of a couple who spoke of both of their promises in so many weeks."""
    ways = [
        {"how": "kept"},
        {"how": "partly"},
        {"how": "not-yet"},
        {"delivered": "We spoke of it."},
    ]
    days = [date(2026, 9, 28) + timedelta(weeks=week) for week in range(number)]
    weekly = [
        {"on": day.isoformat(),
         "ledger": {"phone-at-night": ways[n % 4], "say-it-early": ways[(n + 1) % 4]}}
        for n, day in enumerate(days)
    ]  # fmt: skip
    review = {"on": "2026-11-21", "check_ins": {"weekly": weekly}}
    given = files() | {"reviews/2026-11-21.yml": json.dumps(review).encode()}
    return read_folder("x", given, "couples/x").answers


def joins_of(guide: Guide) -> list[list[tuple[int, int]]]:
    """Return the rows that each picture's lines join, in the order of the page."""
    drawn = [two_lists(guide.values, guide.people)]
    for moved in [one for one in guide.revisits if not one.stands][-1:]:
        drawn += [_looks(moved.lists[person.id].values, person.shared.values)
                  for person in guide.people if person.id in moved.lists]  # fmt: skip
    return [[(join.left, join.right) for join in lists.joins] for lists in drawn]


def _looks(then: Sequence, now: Sequence) -> JoinedLists:
    return then_and_now([one.value for one in then], [one.value for one in now])


def look_at(window: Window, guide: Guide) -> None:
    """Fail where a word or a line of the value map's pictures isn't where it belongs."""
    tab, joins = window.open(PAGE), joins_of(guide)
    assert tab.evaluate(LINES_DRAWN) == [len(lines) for lines in joins]
    assert tab.evaluate(BADLY_PLACED) == []
    assert tab.evaluate(LINES_OFF, joins) == []
    assert tab.evaluate(NUMBERS_APART) == []
    assert tab.evaluate(AT_THE_EDGE) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= tab.viewport_size["width"]


@pytest.fixture(scope="module", params=[*MAPS])
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Answers, Path]:
    """Return the answers and the site of each couple with made-up lists."""
    answers = answers_with(MAPS[request.param])
    return answers, a_site(answers, tmp_path_factory.mktemp("map"))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
def test_words_and_lines_of_made_up_lists_are_in_their_places(
    made: tuple[Answers, Path], size: tuple[int, int], open_window: OpenWindow
) -> None:
    """With 1, 5 or 12 values, long or in any script, nothing overlaps, leaves or misses its row."""
    answers, site = made
    look_at(open_window(at_home(site), size), make_guide(answers, TODAY))


def test_everyone_can_use_the_pictures_of_made_up_lists(
    made: tuple[Answers, Path], open_window: OpenWindow
) -> None:
    """The checker axe finds nothing, on the smallest phone in the dark."""
    tab = open_window(at_home(made[1]), SMALLEST, dark=True).open(PAGE)
    found = Axe().run(tab, options={"resultTypes": ["violations"], "preload": False}).response
    assert [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found["violations"]] == []


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
def test_the_samples_pictures_are_whole(
    sample_builds: Path, open_window: OpenWindow, name: str, size: tuple[int, int]
) -> None:
    """Each sample's pictures hold all their words on every screen, and no word is torn apart."""
    tab = open_window(at_home(sample_builds / name / "site"), size).open(PAGE)
    assert tab.locator(".joined").count() > 0
    assert tab.evaluate(BADLY_PLACED) == []
    assert tab.evaluate(NUMBERS_APART) == []
    assert tab.evaluate(AT_THE_EDGE) == []
    assert tab.evaluate(TORN) == []


@pytest.fixture(scope="module")
def eight_weeks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of a couple with eight weeks of promises, each mark in each row."""
    return a_site(brought_back_for_weeks(MOST_WEEKS), tmp_path_factory.mktemp("weeks"))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
@pytest.mark.parametrize("dark", [False, True])
def test_eight_weeks_of_promises_fit_every_screen(
    eight_weeks: Path, open_window: OpenWindow, size: tuple[int, int], *, dark: bool
) -> None:
    """Each mark stands under its day, no word is cut off, and axe finds nothing in it."""
    tab = open_window(at_home(eight_weeks), size, dark=dark).open("check-ins/index.html")
    assert tab.locator(".promises-line").count() == 2
    assert tab.evaluate(BADLY_PLACED) == []
    assert tab.evaluate(MARKS_OFF) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= size[0]
    found = Axe().run(tab, options={"resultTypes": ["violations"], "preload": False}).response
    assert [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found["violations"]] == []


@settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    suppress_health_check=[*HealthCheck],
)
@given(couples())
def test_words_and_lines_of_generated_answers_are_in_their_places(
    tmp_path: Path, open_window: OpenWindow, answers: Answers
) -> None:
    """Whatever is sound in the answers, the smallest phone shows whole."""
    look_at(open_window(at_home(a_site(answers, tmp_path)), SMALLEST), make_guide(answers, TODAY))

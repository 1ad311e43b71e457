"""The two pictures: every value and every day in its place, in words that any reader gets."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest

from generator.guide.people import People
from generator.pages.common_ground import common_ground
from generator.pages.timeline import timeline
from tests.made_up import COUPLE, SAM, couple_with, files
from tests.page_text import guide_of, html_of, pages_of, sample_files, seen
from tests.samples import SAMPLES


@pytest.mark.parametrize("name", SAMPLES)
def test_every_value_lies_in_the_picture_once_a_side(name: str) -> None:
    """Each person's list can be read off the picture, whole and with its places."""
    guide = guide_of(sample_files(name))
    rows = common_ground(guide.values, guide.people)
    left = [row.left for row in rows if row.left]
    right = [row.right for row in rows if row.right]
    for person, side in zip(guide.people, (left, right), strict=True):
        places = sorted(value.held[person.id].rank for value in side)
        assert places == list(range(1, len(person.shared.values) + 1))


@pytest.mark.parametrize("name", SAMPLES)
def test_groups_follow_one_another(name: str) -> None:
    """Common ground first, then the same word, then what is one's own; each named once."""
    guide = guide_of(sample_files(name))
    rows = common_ground(guide.values, guide.people)
    order = ["shared", "different", "own"]
    assert [row.group for row in rows] == sorted((r.group for r in rows), key=order.index)
    assert sum(row.first for row in rows) == len({row.group for row in rows})


def test_the_seam_holds_where_they_meet_and_opens_where_a_word_divides() -> None:
    """Every piece begins and ends in the middle, so that the line never breaks."""
    rows = common_ground(guide_of(sample_files("alex-sam")).values, people_of("alex-sam"))
    for row in rows:
        assert row.seam.startswith("M12 0")
        assert row.seam.endswith("12 60")
    opened = {row.group for row in rows if row.seam.count("M") == 2}
    assert opened == {"different"}


def test_the_table_says_what_the_picture_says() -> None:
    """V2 in words: each value with its place on each list."""
    page = pages_of(guide_of(files()), "value-map/index.md")["value-map/index.md"]
    table = seen(page[page.index('<div class="picture-table"') : page.index("## Common ground")])
    for row in ("Honesty 1 2", "Calm not on it 1", "Family 2 not on it"):
        assert row.casefold() in table.casefold()


def test_a_picture_is_one_line_of_balanced_html_with_nothing_typed_in_it() -> None:
    """Markdown leaves it alone, and a value's name is a name."""
    nasty = SAM.replace("value: calm", "value: '<b>|[x](y)'")
    couple = COUPLE.replace("protects: calm", "protects: '<b>|[x](y)'")
    guide = guide_of(files(couple=couple, sam=nasty))
    page = pages_of(guide, "value-map/index.md")["value-map/index.md"]
    picture = next(line for line in page.splitlines() if line.startswith('<div class="ground"'))
    assert "<b>" not in picture
    assert "style=" not in picture
    assert unbalanced(picture) == []
    assert "<b>|[x](y)" in seen(page)


def test_the_drawing_is_described_once_and_its_pieces_say_nothing() -> None:
    """The words are there as words; each place on a list is named with its owner."""
    html = html_of(pages_of(guide_of(files()), "value-map/index.md")["value-map/index.md"])
    html = html[html.index('<div class="ground"') : html.index("</figure>")]
    described, *pieces = re.findall(r"<svg[^>]*>(?:<title>[^<]+</title>)?", html)
    assert 'role="img"' in described
    assert described.endswith("</title>")
    assert pieces
    assert all('aria-hidden="true"' in svg for svg in pieces)
    labels = re.findall(r'role="img" aria-label="([^"]*)"', html)
    assert sorted(labels) == ["Place 1, Alex", "Place 1, Sam", "Place 2, Alex", "Place 2, Sam"]


def test_the_way_leads_from_the_first_day_over_today_to_what_has_no_day_yet() -> None:
    """Phases behind, here and ahead, what was reached and each check-in have their places."""
    guide = guide_of(files(), on="2026-11-30")
    moments = timeline(guide)
    days = [moment.on for moment in moments if moment.on]
    assert days == sorted(days)
    assert [m.state for m in moments] == ["past", "today", *["coming"] * 4, "later"]
    assert [(item.kind, item.about) for item in moments[1].items] == [
        ("from", "safety"), ("here", "stabilise"), ("daily", "")
    ]  # fmt: skip
    assert [item.about for item in moments[-1].items] == ["understand", "rebuild", "maintain"]
    page = seen(pages_of(guide, "plan/index.md")["plan/index.md"])
    assert "This guide was made" in page.partition("the days ahead")[2]


def test_clauses_that_share_a_day_share_a_line() -> None:
    """Two clauses looked at on one day are one thing to do."""
    items = [item for moment in timeline(guide_of(files())) for item in moment.items]
    assert [item.clauses for item in items if item.kind == "review"] == [("1", "2")]


def test_what_was_reached_says_so() -> None:
    """A milestone behind them stands on the day they reached it."""
    milestone = "  milestones: [{id: m, what: A week, by: 2026-12-01, phase: stabilise"
    for reached in ("", ", reached: 2026-11-30"):
        guide = guide_of(files(couple=f"{COUPLE}{milestone}{reached}}}]\n"))
        found = [(m.on, item.kind) for m in timeline(guide) for item in m.items
                 if item.about == "A week"]  # fmt: skip
        assert found == [(date(2026, 11, 30), "reached") if reached else
                         (date(2026, 12, 1), "milestone")]  # fmt: skip


def test_while_one_is_undecided_no_later_phase_is_drawn() -> None:
    """The smaller plan shows no road that nobody has chosen."""
    later = 'check_ins: {daily: "20:30"'
    dated = f"phases: [{{phase: rebuild, from: 2027-03-01}}]\n  {later}"
    for choice, drawn in (("repair", True), ("undecided", False)):
        text = couple_with(later, dated)["couple.yml"].decode()
        guide = guide_of(files(couple=text.replace("alex: repair", f"alex: {choice}")))
        phases = {i.about for m in timeline(guide) for i in m.items if i.kind == "perhaps"}
        assert ("rebuild" in phases) == drawn


def people_of(name: str) -> People:
    return guide_of(sample_files(name)).people


class _Balance(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def unbalanced(html: str) -> list[str]:
    parser = _Balance()
    parser.feed(re.sub(r"<[^>]+/>", "", html))
    return parser.open


def test_each_promise_is_drawn_as_the_table_says_it() -> None:
    """What a screen reader is told, the marks and the table beside them all say the same."""
    guide = guide_of(sample_files("alex-sam"))
    page = pages_of(guide, "check-ins/index.md")["check-ins/index.md"]
    picture = next(line for line in page.splitlines() if line.startswith('<div class="promises"'))
    assert unbalanced(picture) == []
    rows = re.findall(r"<title>(.*?): (.*?)</title>(.*?)</svg>", picture)
    assert len(rows) == len(guide.ledger.rows) > 10
    table = page[page.index('<div class="picture-table"') : page.index("### In your words")]
    said = [seen(line) for line in table.splitlines() if line.startswith("| ")][2:]
    assert [f"| {name} | {marks} |" for name, marks, _ in rows] == said
    for row, (_, marks, drawn) in zip(guide.ledger.rows, rows, strict=True):
        shapes = [shape_of(drawn, 17 + 34 * week) for week in range(len(row.marks))]
        assert shapes == [mark or "" for mark in row.marks]
        assert marks.count(",") + 1 == sum(map(bool, row.marks))
    assert {mark for row in guide.ledger.rows for mark in row.marks} == {
        "kept", "partly", "not-yet", "talked", None,
    }  # fmt: skip


def shape_of(drawn: str, x: int) -> str:
    """Return which mark stands at a place of a row, told by its shape alone."""
    circle = re.search(rf'<circle class="promises-(\w+)" cx="{x}" cy="12" r="(\d)"', drawn)
    half = f'd="M{x} 4 ' in drawn
    if circle is None:
        return ""
    kinds = {("full", "9", False): "kept", ("full", "3", False): "talked",
             ("open", "8", True): "partly", ("open", "8", False): "not-yet"}  # fmt: skip
    return kinds[circle[1], circle[2], half]


def test_without_anything_brought_back_nothing_is_said_of_it() -> None:
    """A couple at their beginning finds no empty picture and no praise for nothing."""
    guide = guide_of(files())
    index = pages_of(guide, "check-ins/index.md")["check-ins/index.md"]
    assert "brought back" not in index
    onward = pages_of(guide, "together/onward.md")["together/onward.md"]
    assert "held each time" not in onward

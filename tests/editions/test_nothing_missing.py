"""Everything the sample couples wrote is in what they are handed."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from generator.answers.answers import Answers
from generator.answers.folder import read_folder
from generator.guide.guide import Guide, make_guide
from generator.practice.practice import Practice
from tests.filled import written
from tests.not_shown import NEVER_SHOWN, NEWEST_ALONE, NOT_WHILE_UNDECIDED, ON_PAPER_ALONE
from tests.reading_back import Element, Site, in_a_row, turned, unturned, words_of
from tests.reading_pdfs import words_by_page, words_read_out
from tests.samples import DAY, ROOT, SAMPLES

CARDS = "agreement/clauses.html"


@cache
def answers_of(name: str) -> Answers:
    """Return a sample couple's answers."""
    return read_folder(name, Practice(ROOT).answer_files(name), f"couples/{name}").answers


@cache
def guide_of(name: str) -> Guide:
    """Return a sample couple's guide."""
    return make_guide(answers_of(name), date.fromisoformat(DAY))


def to_be_shown(name: str, *also_not: str) -> list[str]:
    """Return what a couple wrote, but for what no page shows or what these fields hold."""
    undecided = NOT_WHILE_UNDECIDED if guide_of(name).plan.route == "undecided" else {}
    without = {*NEVER_SHOWN, *NEWEST_ALONE, *undecided, *also_not}
    texts = [text for field, text in written(answers_of(name)) if field not in without]
    return [*texts, *brought_back(name)]


def brought_back(name: str) -> list[str]:
    """Return what the guide tells of what came back: the newest of it."""
    ledger = guide_of(name).ledger
    lines = (*ledger.glad, *ledger.liked, *ledger.hard, *ledger.hard_for_one)
    records = [record for row in ledger.rows for record in row.newest]
    said = (text for one in records for text in (one.delivered, one.still_hard) if text)
    return [*(line.text for line in lines), *said]


def site_words(site: Site) -> str:
    """Return every word of a site's pages in one row, page after page."""
    return " | ".join(in_a_row(site.article(name).text()) for name in site.names)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_site_has_every_word_of_theirs(sample_builds: Path, name: str) -> None:
    """Nothing that a sample couple wrote to be shared is left out of their site."""
    asked = to_be_shown(name, *ON_PAPER_ALONE)
    there = site_words(Site(sample_builds / name / "site"))
    assert len(asked) > 20
    assert [text for text in asked if in_a_row(text) not in there] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_the_printed_guide_has_every_word_of_theirs(sample_builds: Path, name: str) -> None:
    """Nothing that a sample couple wrote to be shared is left out of their printed guide."""
    asked = to_be_shown(name)
    read_out = words_read_out(sample_builds / name / "guide.pdf")
    there, each = f" {' '.join(read_out)} ", set(read_out)

    def is_there(text: str) -> bool:
        words = words_of(text)
        if not turned(words):
            return in_a_row(text) in there
        return each.issuperset(unturned(words))  # its letters: test_one_text.py

    assert len(asked) > 20
    assert [text for text in asked if not is_there(text)] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_each_clause_has_one_card_with_all_of_it(sample_builds: Path, name: str) -> None:
    """A clause's card says who, what, when, how it is seen, what follows and its three days."""
    page = Site(sample_builds / name / "site").article(CARDS)
    cards = {card.attributes["id"]: card for card in page.all("div", class_="clause")}
    views = guide_of(name).agreement.clauses
    assert [*cards] == [view.anchor for view in views]
    for view in views:
        card, clause = cards[view.anchor], view.clause
        said = in_a_row(card.text())
        texts = [clause.will, clause.when, clause.seen_by, clause.if_missed, clause.in_their_words]
        texts += [person.name for person in (*view.owners, *view.askers)]
        assert [text for text in texts if in_a_row(text) not in said] == []
        days = (clause.starts, clause.review, clause.until)
        assert [day for day in days if not says_day(card, day)] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_each_clause_is_in_the_printed_agreement_once(sample_builds: Path, name: str) -> None:
    """The agreement to go through has a card for each clause, and a line for it to initial."""
    site = Site(sample_builds / name / "site")
    titles = {
        page: site.article(page).first("h1").text() for page in (CARDS, "agreement/sign.html")
    }
    found = words_by_page(sample_builds / name / "agreement.pdf", [*titles.values()])
    cards, lines = (f" {' '.join(found[title])} " for title in titles.values())
    for view in guide_of(name).agreement.clauses:
        will = in_a_row(view.clause.will)
        if not turned(words_of(will)):
            assert (cards.count(will), lines.count(will)) == (1, 1), view.clause.id


@pytest.mark.parametrize("name", SAMPLES)
def test_each_value_has_a_card_with_both_sides(sample_builds: Path, name: str) -> None:
    """A value's card says what it looks like on an ordinary day to each who holds it."""
    page = Site(sample_builds / name / "site").article("value-map/days.html")
    cards = {card.attributes["id"]: card for card in page.all("div", class_="value")}
    values = guide_of(name).values.values
    assert [*cards] == [value.anchor for value in values]
    for value in values:
        said = in_a_row(cards[value.anchor].text())
        for held in value.held.values():
            texts = [held.value.looks_like or value.name]
            assert [text for text in texts if in_a_row(text) not in said] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_steps_and_milestones_have_their_day(sample_builds: Path, name: str) -> None:
    """On the plan, each step and each milestone stands once, beside its day."""
    page = Site(sample_builds / name / "site").article("plan/index.html")
    plan = guide_of(name).couple.plan
    assert plan.steps or name == "ines-zoe"
    for step in plan.steps:
        (item,) = page.all("li", id=f"step-{step.id}")
        assert in_a_row(step.what) in in_a_row(item.text())
        assert says_day(item, step.on), step.id
    for milestone in plan.milestones:
        (mark,) = page.all(id=f"milestone-{milestone.id}")
        (row,) = [row for row in page.all("tr") if mark in row.walk()]
        assert says_day(row, milestone.reached or milestone.by), milestone.id


def says_day(element: Element, day: date) -> bool:
    """Return whether a day of some month stands in an element, as "29 November" or "Nov 29"."""
    words = element.words()
    month, number = day.strftime("%b").casefold(), str(day.day)
    around = [[*words[max(at - 1, 0) : at], *words[at + 1 : at + 2]]
              for at, word in enumerate(words) if word.startswith(month)]  # fmt: skip
    return any(number in near for near in around)

"""Every page and sheet of every sample reads easily, and presses, promises and diagnoses nothing.

The couple's own words count as they typed them: their answers are taken out before.
"""

import re
from collections.abc import Iterator
from functools import cache
from statistics import mean

import pytest

from generator.answers.folder import read_folder
from generator.guide.wording import find_wording
from generator.library.loader import load_wording
from generator.pages.pages import make_pages
from generator.pages.text import load_texts
from tests.filled import written
from tests.made_pages import TEMPLATES, as_elements
from tests.page_text import guide_of, sample_files
from tests.reading_back import Element
from tests.reading_grade import grade
from tests.samples import SAMPLES

MOST, MOST_ON_AVERAGE = 8, 6
"""Grades (clinical brief, rule 23)."""

RULES = [r for r in load_wording(TEMPLATES, "en") if r.applies_to == "everywhere"]
"""Blame, diagnosis, guarantee, forgiveness and the rest that no text of ours may hold."""

QUOTED = re.compile(r"“[^”]*”")
SENTENCE = re.compile(r"(\S+ ){4,}.*[.!?…]”?")
"""What counts for the grade. Titles, labels and cells would make any page look easy."""


@cache
def our_words(name: str) -> dict[str, str]:
    """Return what we say on each page of a sample, a line for each block, without their answers."""
    answers = sample_files(name)
    guide = guide_of(answers)
    texts = load_texts(TEMPLATES, "en", guide.couple.country)
    pages = as_elements(make_pages(guide, texts, TEMPLATES))
    typed = [text for _, text in written(read_folder("x", answers, "x").answers)]
    typed = sorted({" ".join(text.split()) for text in typed}, key=len, reverse=True)
    return {path: _without("\n".join(_lines(page)), typed) for path, page in pages.items()}


def _lines(page: Element) -> Iterator[str]:
    for line in page.text().split("\n"):
        if line.strip():
            yield " ".join(line.split())


def _without(text: str, typed: list[str]) -> str:
    for words in typed:
        text = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", "", text, flags=re.IGNORECASE)
    return text


@pytest.mark.parametrize("name", SAMPLES)
def test_each_page_and_each_sheet_is_easy_to_read(name: str) -> None:
    """Eight years of school are enough for any page, and six for most (rule 23)."""
    told = {path: "\n".join(filter(SENTENCE.fullmatch, text.split("\n")))
            for path, text in our_words(name).items()}  # fmt: skip
    grades = {path: grade(text) for path, text in told.items() if text}
    assert len([path for path in grades if path.startswith("cards/")]) > 13
    assert {path: found for path, found in grades.items() if found > MOST} == {}
    assert mean(grades.values()) <= MOST_ON_AVERAGE


@pytest.mark.parametrize("name", SAMPLES)
def test_no_page_presses_promises_or_diagnoses(name: str) -> None:
    """What is put together on a page is as kind as each of its parts (rules 24 and 30)."""
    found = {
        path: [(match.rule, match.excerpt) for match in
               find_wording(QUOTED.sub(" ", text), RULES, "text")]
        for path, text in our_words(name).items()
    }  # fmt: skip
    assert len(found) > 40
    assert {path: matches for path, matches in found.items() if matches} == {}


@pytest.mark.parametrize(
    "said",
    ["It is time to forgive Sam.", "The plan will save your marriage.", "Sam is a narcissist.",
     "Once you have forgiven, tick this box.", "You are sure to heal within three months."],
)  # fmt: skip
def test_such_words_would_be_found(said: str) -> None:
    """The test above proves something: a prompt, a promise or a diagnosis is told."""
    assert [*find_wording(f"Read this slowly. {said} Then rest.", RULES, "text")]


def test_hard_words_would_be_found() -> None:
    """The reading grade tells a clinic's form from a page of ours."""
    hard = "Subsequent to discontinuation, participants acknowledge responsibilities individually."
    assert grade(hard) > MOST

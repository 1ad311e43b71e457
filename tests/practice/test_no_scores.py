"""Two people are never measured against each other: not in a page, a PDF or a calendar."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from generator.answers.answers import Answers
from generator.answers.folder import read_folder
from generator.practice.output_words import readings_of, texts_in_file
from tests.command import tree
from tests.filled import TODAY
from tests.made_pages import as_elements, pages
from tests.page_text import sample_files
from tests.reading_back import Element
from tests.samples import SAMPLES

KINDS = {".html", ".json", ".js", ".pdf", ".ics"}
MEASURES = re.compile(
    r"\d\s*(?:%|percent|per cent)|percentage|\bscor(?:e|es|ed|ing)\b|\brat(?:ed|ing|ings)\b"
    r"|\b(?:average|median|ratio|index of|grade|compatib\w*|(?:out )?of (?:ten|10|100))\b"
    r"|\b\d+\s*(?:points?|/\s*10+)\b|\b(?:more|less|higher|lower|better|worse) than (?:{names})\b"
)
SAID = ("there is no score", "nobody has to keep score")
"""Where it is said that there is none."""


def texts_of(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the texts of all files of a build that say something, without our own code."""
    for name in tree(folder):
        if Path(name).suffix in KINDS and "/assets/" not in f"/{name}":
            for written in texts_in_file(folder / name):
                for text in readings_of(written):
                    yield name, " ".join(text.casefold().split())


def measures_in(text: str, names: str) -> list[str]:
    """Return what measures someone in a text, with what stands around it."""
    for ours in SAID:
        text = text.replace(ours, "")
    pattern = MEASURES.pattern.replace("{names}", names)
    return [text[max(0, m.start() - 30) : m.end() + 30] for m in re.finditer(pattern, text)]


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_that_is_handed_over_scores_anyone(sample_builds: Path, name: str) -> None:
    """No score, percentage or average stands in any page, PDF, calendar or list of a build."""
    texts = list(texts_of(sample_builds / name))
    names = name.replace("-", "|")
    assert {Path(file).suffix for file, _ in texts} >= {".html", ".pdf", ".ics"}
    assert len([file for file, _ in texts if file.startswith("own/")]) > 1
    assert [(file, found) for file, text in texts if (found := measures_in(text, names))] == []


@pytest.mark.parametrize(
    "text", ["you agree on 60 %", "a score of 7", "sam scored lower", "honesty lies lower than sam"]
)
def test_a_measure_would_be_seen(text: str) -> None:
    """The words that the tests above look for are seen where they stand."""
    assert measures_in(text, "alex|sam")


VERSION = re.compile(r"· [0-9a-f]{8}\b")
FEW_AND_MANY = ((10, 1), (6, 6))
"""How much each value matters and how much of it there was: a wide gap, and none."""


def rated(**numbers: tuple[int, int]) -> Answers:
    """Return the answers of Alex and Sam, each of whom gives all their values these numbers."""
    files = sample_files("alex-sam")
    for who, (important, lived) in numbers.items():
        text = files[f"{who}.yml"].decode()
        text = re.sub(r"important: \d+", f"important: {important}", text)
        files[f"{who}.yml"] = re.sub(r"lived: \d+", f"lived: {lived}", text).encode()
    return read_folder("alex-sam", files, "alex-sam").answers


def blocks(made: Mapping[str, Element]) -> Counter[str]:
    """Return each block of the pages, what a picture tells a screen reader among them.

    The mark of the version is left out, which any change changes.
    """
    return Counter(
        f"{path}: {VERSION.sub('', line)}"
        for path, page in made.items()
        for line in (*page.lines(), *(t.text(hidden=True).strip() for t in page.all("title")))
    )


@pytest.mark.parametrize(("who", "other"), [("alex", "sam"), ("sam", "alex")])
def test_what_one_partners_numbers_change_is_the_same_whatever_the_other_gives(
    who: str, other: str
) -> None:
    """No sentence, row or picture is made of both partners' numbers: each has their own alone."""
    changes = []
    for theirs in FEW_AND_MANY:
        few, many = (
            blocks(as_elements(pages(rated(**{who: own, other: theirs}), TODAY)))
            for own in FEW_AND_MANY
        )
        changes.append((sorted((few - many).elements()), sorted((many - few).elements())))
    assert min(len(lines) for lines in changes[0]) > 10
    assert changes[0] == changes[1]

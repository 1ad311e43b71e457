"""One page of each document as a couple reads it, word for word.

A change of wording shows up here as what it does to a page. When it is meant, make the files
anew with `pytest tests/golden --update-golden`, and read them before you commit.
"""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.editions.test_nothing_missing import answers_of
from tests.made_pages import as_elements, pages
from tests.reading_back import Element
from tests.samples import DAY

HERE = Path(__file__).parent
SAMPLE = "alex-sam"
PAGES = ("index", "value-map/index", "agreement/clauses", "plan/index", "check-ins/weekly", "help")


@cache
def made() -> dict[str, Element]:
    """Return the pages of the full sample."""
    return as_elements(pages(answers_of(SAMPLE), date.fromisoformat(DAY)))


@pytest.mark.parametrize("page", PAGES)
def test_the_page_reads_as_it_was_approved(page: str, request: pytest.FixtureRequest) -> None:
    """Not a word of a page changes by accident."""
    reads = "\n".join(made()[f"{page}.md"].lines()) + "\n"
    golden = HERE / f"{page.replace('/', '-')}.txt"
    if request.config.getoption("--update-golden"):
        golden.write_text(reads, "utf-8")
    assert reads == golden.read_text("utf-8")


def test_there_is_no_golden_file_without_its_page() -> None:
    """A page that isn't looked at any more leaves no file behind that seems to hold it."""
    assert {path.stem for path in HERE.glob("*.txt")} == {p.replace("/", "-") for p in PAGES}

"""One text, two editions: what the site says, the paper says."""

from collections import Counter
from itertools import product
from pathlib import Path

import pytest

from tests.reading_back import Site, first_difference, turned, unturned
from tests.reading_pdfs import words_by_page
from tests.samples import SAMPLES, shared_pages


@pytest.mark.parametrize(
    ("name", "edition"),
    [*product(SAMPLES, ("guide", "agreement")), ("alex-sam", "amendment")],
)
def test_paper_says_what_the_site_says(sample_builds: Path, name: str, edition: str) -> None:
    """Page by page, the words read out from the PDF are those on the site, in the same order."""
    site = Site(sample_builds / name / "site")
    names = shared_pages(edition, site.folder)
    titles = {page: site.article(page).first("h1").text() for page in names}
    assert len(titles) > (1 if edition == "amendment" else 5)
    on_paper = words_by_page(sample_builds / name / f"{edition}.pdf", [*titles.values()])
    apart = {
        page: _apart(site.article(page).words(), on_paper[title]) for page, title in titles.items()
    }
    assert {page: words for page, words in apart.items() if words} == {}


def _apart(site: list[str], paper: list[str]) -> str:
    """Return where the words part. Lines with letters from the right count without their order."""
    if not turned(site):
        return first_difference(site, paper)
    one, other = Counter(unturned(site)), Counter(unturned(paper))
    if turned(site) == turned(paper) and one == other:
        return ""
    return f"only on the site: {one - other}, only on paper: {other - one}"

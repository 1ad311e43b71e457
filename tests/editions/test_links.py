"""Links of a couple's site: all of them lead somewhere, and what belongs together is linked."""

import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml

from tests.editions.test_nothing_missing import guide_of
from tests.reading_back import Element, Site
from tests.samples import ROOT, SAMPLES

LEAVE_TO = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["extra"]["leave_to"]
DAYS, CLAUSES, PLAN = "value-map/days.html", "agreement/clauses.html", "plan/index.html"

each_sample = pytest.mark.parametrize("name", SAMPLES)


def targets(page: str, element: Element) -> Iterator[tuple[str, str]]:
    """Yield the page and the anchor that each link in an element leads to."""
    for link in element.all("a"):
        href = urlsplit(link.attributes.get("href", ""))
        if not href.scheme:
            path = posixpath.join(posixpath.dirname(page), unquote(href.path))
            yield posixpath.normpath(path) if href.path else page, unquote(href.fragment)


@each_sample
def test_no_link_is_dead(sample_builds: Path, name: str) -> None:
    """Each link leads to a page that is there, and to a place on it that is there."""
    pages = Site(sample_builds / name / "site").each()
    places = {page: {e.attributes.get("id") for e in top.walk()} for page, top in pages.items()}
    links = {(page, to) for page, top in pages.items() for to in targets(page, top)}
    assert len(links) > 200
    dead = [
        (page, path, anchor)
        for page, (path, anchor) in links
        if path not in places or (anchor and anchor not in places[path])
    ]
    assert dead == []


@each_sample
def test_the_only_way_out_is_the_way_out(sample_builds: Path, name: str) -> None:
    """No link leads to anyone else's site, but for "Leave quickly"; a number may be called."""
    pages = Site(sample_builds / name / "site").each()
    links = (link.attributes.get("href", "") for top in pages.values() for link in top.all("a"))
    outside = {link for link in links if urlsplit(link).scheme not in ("", "tel", "mailto")}
    assert outside == {LEAVE_TO}


@each_sample
def test_no_page_is_a_dead_end(sample_builds: Path, name: str) -> None:
    """Without any menu, each page leads on, and each can be reached from the first one."""
    pages = Site(sample_builds / name / "site").each()
    leads = {
        page: {
            path
            for part in (top.first("article"), top.first("footer", class_="md-footer"))
            for path, _ in targets(page, part)
        }
        for page, top in pages.items()
    }
    assert [page for page, to in leads.items() if not to - {page}] == []
    reached, coming = set(), {"index.html"}
    while coming:
        reached |= coming
        coming = {path for page in coming for path in leads[page]} - reached
    assert {*pages} - reached == set()


@each_sample
def test_values_clauses_and_steps_know_each_other(sample_builds: Path, name: str) -> None:
    """From a value one gets to the clauses that protect it and on to their steps, and back."""
    site, guide = Site(sample_builds / name / "site"), guide_of(name)
    days, clauses, plan = (site.article(page) for page in (DAYS, CLAUSES, PLAN))
    pairs: list[tuple[tuple[str, str], tuple[str, str]]] = []
    for view in guide.agreement.clauses:
        clause = (CLAUSES, view.anchor)
        if view.value:
            pairs.append(((DAYS, view.value.anchor), clause))
        pairs += [(clause, (PLAN, f"step-{step.id}")) for step in view.steps]
    for step in guide.couple.plan.steps:
        if step.value and (value := guide.values.called(step.value)):
            pairs.append(((DAYS, value.anchor), (PLAN, f"step-{step.id}")))
    article = {DAYS: days, CLAUSES: clauses, PLAN: plan}
    links = {place: {*targets(place[0], article[place[0]].first(id=place[1]))}
             for pair in pairs for place in pair}  # fmt: skip
    assert len(pairs) >= 3
    ways = [*pairs, *((there, here) for here, there in pairs)]
    assert [(here, there) for here, there in ways if there not in links[here]] == []

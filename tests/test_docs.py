"""What README, CONTRIBUTING and the how-tos say is so."""

import re
from pathlib import Path

import pytest

from generator.answers.couple import Couple
from generator.answers.partner import PartnerFile
from generator.answers.review import Review
from generator.reading.fields import field_names
from tests.documents import Reader, blocks
from tests.samples import ROOT, SAMPLES

DOCS = sorted((ROOT / "docs").glob("*.md"))
READ = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS]
TO_DO = [doc for doc in READ if any(blocks(doc.read_text(encoding="utf-8")))]

SYSTEMS = (ROOT / "docs/systems.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([VBPS]\d+) \| (.+) \|$", SYSTEMS, re.MULTILINE)
ALL = [f"{kind}{n}" for kind, last in zip("VBPS", (12, 10, 16, 6), strict=True)
       for n in range(1, last + 1)]  # fmt: skip
FILES = {"couple": Couple, "PARTNER": PartnerFile, "review": Review}

_LINK = re.compile(r"\[([^\]]*)\]\(([^)#:]+)(?:#[^)]*)?\)")
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("document", TO_DO, ids=lambda path: path.stem)
def test_doing_what_it_says_gives_what_it_says(document: Path, tmp_path: Path) -> None:
    """Whoever types what a how-to says, line by line, sees what the how-to shows."""
    reader = Reader(tmp_path)
    for block in blocks(document.read_text(encoding="utf-8")):
        reader.does(block)


def test_a_how_to_that_is_wrong_is_found_out(tmp_path: Path) -> None:
    """A how-to that shows what isn't so fails, so that the test above proves something."""
    wrong = "```console\n$ mend init practice\nIt is done.\n```\n"
    with pytest.raises(AssertionError):
        Reader(tmp_path).does(*blocks(wrong))


@pytest.mark.parametrize("document", READ, ids=lambda path: path.stem)
def test_every_link_leads_to_a_file(document: Path) -> None:
    """No link in what we write about Mend leads to something that isn't there."""
    links = _LINK.findall(_FENCED.sub("", document.read_text(encoding="utf-8")))
    assert links
    missing = [link for _, link in links if not (document.parent / link).exists()]
    assert missing == []


def test_every_system_is_listed_once() -> None:
    """Everything that Mend has to do can be found in docs/systems.md."""
    assert [number for number, _ in ROWS] == ALL


def test_every_page_goes_by_its_own_name() -> None:
    """A page is called in docs/systems.md as it is called in the guide."""
    pages = {link: name for name, link in _LINK.findall(SYSTEMS) if "/documents/" in link}
    pages.pop("../templates/en/documents/contents.yml")
    assert len(pages) > 20
    words = (ROOT / "templates/en/words.yml").read_text(encoding="utf-8")
    for link, name in pages.items():
        title = re.search(r"^# (.+)$", (ROOT / "docs" / link).read_text("utf-8"), re.MULTILINE)
        assert title
        assert name in title[1] or ("text.phases" in title[1] and f": {name}\n" in words), link


@pytest.mark.parametrize(("number", "row"), ROWS, ids=[number for number, _ in ROWS])
def test_a_system_says_what_it_is_made_from(number: str, row: str) -> None:
    """Every field named beside a system is one that the couple are asked for."""
    fields = re.findall(r"`(couple|PARTNER|review): ([a-z_.]+)`", row)
    assert fields, number
    for file, path in fields:
        parts = path.split(".")
        for length in range(len(parts)):
            assert parts[length] in field_names(FILES[file], tuple(parts[:length])), path


def test_every_system_can_be_seen_in_a_sample() -> None:
    """Beside every system stands where to look at it."""
    seen = [row.rsplit(" | ", 1)[1] for _, row in ROWS]
    told = ("any, once approved", "all", "nothing to see", "[fill-in-the-answers]")
    assert all(where.startswith((*SAMPLES, *told)) for where in seen), seen

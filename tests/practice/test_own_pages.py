"""One partner's own pages: theirs alone, made from what they wrote, and read by no one else."""

import json
from pathlib import Path

import pytest

from generator.answers.folder import CoupleFolder
from generator.practice.leaks import find_leaks
from generator.practice.watched_words import watch
from tests.command import a_practice, build, tree
from tests.filled import Data, Making, a_couple, as_files, read
from tests.reading_pdfs import words_read_out


def sign(path: str) -> str:
    """Return the word that stands for a field, as no other field holds it."""
    return "zq" + "".join(filter(str.isalnum, path))


def said(path: str) -> str:
    """Return six words that stand for a field, the first being its sign."""
    return " ".join(f"{sign(path)}{end}" for end in ("", "b", "c", "d", "e", "f"))


def sentences() -> dict[str, Data]:
    """Return a couple of whom each field holds words of its own; a short one holds its sign."""
    return a_couple(Making(lambda path, most: said(path) if most > 60 else sign(path)))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the build of that couple, in which neither shares how they lived."""
    practice = a_practice(tmp_path_factory.mktemp("own"), "ines-zoe")
    for name, content in as_files(sentences()).items():
        path = practice / "couples/heron" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return build(practice, "heron") / "heron"


def signs_on_own_pages(built: Path, who: str) -> set[str]:
    words = words_read_out(built / f"own/{who}/my-pages.pdf")
    return {word for word in words if word.startswith("zq")}


@pytest.mark.parametrize("who", ["alex", "sam"])
def test_own_pages_hold_their_owners_words_and_no_others(built: Path, who: str) -> None:
    """Own pages hold no word of the other partner, and of what is joint only whom to call."""
    signs = signs_on_own_pages(built, who)
    joint = {sign(f"couple.{path}") for path in (f"partners.{who}.called", "therapist.called",
             "therapist.phone", "therapist.email")}  # fmt: skip
    assert len(signs) > 8
    assert {one for one in signs - joint if not one.startswith(f"zq{who}")} == set()


@pytest.mark.parametrize("who", ["alex", "sam"])
def test_of_what_is_private_only_notes_to_oneself_are_printed(built: Path, who: str) -> None:
    """What someone wrote for their own pages is there; what they keep to themselves is not."""
    private = {one for one in signs_on_own_pages(built, who) if f"zq{who}private" in one}
    assert private == set(said(f"{who}.private.for_my_pages.0").split())


def test_how_someone_lived_is_for_them_alone_unless_they_share_it(
    sample_builds: Path, built: Path
) -> None:
    """The picture is on the pages of both where both said so, and on one's own pages always."""
    pictures = {
        page.parent.parent.parent.name: page.read_text("utf-8").count('class="lived"')
        for page in (*sample_builds.glob("*/site/value-map/index.html"),
                     built / "site/value-map/index.html")
    }  # fmt: skip
    assert pictures == {"alex-sam": 2, "noor-elias": 0, "ines-zoe": 0, "heron": 0}
    for who in ("alex", "sam"):
        assert "lately" in words_read_out(built / f"own/{who}/my-pages.pdf")


def test_the_manifest_names_no_one(built: Path) -> None:
    """Whoever finds the list of files learns how many there are, and not whose."""
    manifest = (built / "manifest.json").read_text("utf-8")
    assert "own/1/my-pages.pdf" in json.loads(manifest)["files"]
    assert [name for name in ("alex", "sam", "heron") if name in manifest] == []
    assert {"own/alex/my-pages.pdf", "own/sam/my-pages.pdf"} <= tree(built).keys()


# --- The second net -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder() -> CoupleFolder:
    """Return that couple, read."""
    return read(sentences())


@pytest.mark.parametrize(
    ("field", "file", "code"),
    [
        ("sam.shared.needs.0", "own/alex/my-pages.txt", "other-partner-leak"),
        ("alex.shared.needs.0", "own/alex/my-pages.txt", None),
        ("alex.private.for_my_pages.0", "own/alex/my-pages.txt", None),
        ("alex.private.for_my_pages.0", "own/sam/my-pages.txt", "private-leak"),
        ("alex.private.for_my_pages.0", "site/index.html", "private-leak"),
        ("alex.private.notes", "own/alex/my-pages.txt", "private-leak"),
        ("sam.private.fears.0", "own/alex/my-pages.txt", "private-leak"),
        ("sam.shared.needs.0", "site/index.html", None),
    ],
)
def test_a_word_in_the_wrong_hands_stops_the_build(
    tmp_path: Path, folder: CoupleFolder, field: str, file: str, code: str | None
) -> None:
    """Each reader's files are held against what that reader may not read."""
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text(said(field))
    found = find_leaks(tmp_path, watch(folder, [], ""))
    assert [problem.code for problem in found] == ([code] if code else [])

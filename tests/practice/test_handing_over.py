"""`mend handover`: what a partner takes home."""

import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from generator.practice.checking import check_couple, sound_folder
from generator.practice.handing_over import hand_over
from generator.practice.locking import set_lock
from generator.practice.practice import Practice
from generator.problems import GuideError
from tests.browsing import at_home
from tests.command import MEND, a_practice, mend, tree
from tests.conftest import OpenWindow
from tests.locked import told
from tests.samples import DAY

BY = ("--by", "Dr Ortega")


def archive(practice: Path, who: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(practice / f"build/alex-sam/hand-over/{who}/our-guide.zip")


@pytest.fixture(scope="module")
def handed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a practice in which an approved guide without a lock was packed."""
    practice = a_practice(tmp_path_factory.mktemp("handed"), "alex-sam")
    assert mend("approve", "alex-sam", *BY, cwd=practice).returncode == 0
    run = mend("handover", "alex-sam", cwd=practice)
    assert run.returncode == 0, run.stderr
    return practice


def test_each_partner_gets_the_site_the_papers_and_their_own_pages(handed: Path) -> None:
    """One archive holds all of it; the other's own pages are in none but theirs."""
    for who in ("alex", "sam"):
        with archive(handed, who) as packed:
            names = packed.namelist()
            own = packed.read("our-guide/my-pages.pdf")
        assert {"our-guide/how-to-open.html", "our-guide/site/index.html", "our-guide/guide.pdf",
                "our-guide/agreement.pdf", "our-guide/check-ins.ics"} <= set(names)  # fmt: skip
        assert own == (handed / f"build/alex-sam/own/{who}/my-pages.pdf").read_bytes()
        assert all(name.startswith("our-guide/") and who not in name for name in names)


def test_what_was_packed_is_the_owners_alone(handed: Path) -> None:
    """No other user of the machine may look into the archives, or see whose they are."""
    packed = [*(handed / "build/alex-sam").rglob("*")]
    assert sum(path.suffix == ".zip" for path in packed) == 2
    assert [path for path in packed if path.stat().st_mode & 0o077] == []


def test_how_to_open_it_is_a_page_that_leads_there(
    handed: Path, tmp_path: Path, open_window: OpenWindow
) -> None:
    """Taken out of the archive, the page opens the guide with one click, from the disk."""
    with archive(handed, "alex") as packed:
        packed.extractall(tmp_path)
    tab = open_window(at_home(tmp_path / "our-guide")).open("how-to-open.html")
    assert "Alex" not in tab.content()
    tab.get_by_role("link", name="site/index.html").click()
    assert tab.title() == "Our guide"


def test_a_draft_is_not_handed_over(tmp_path: Path) -> None:
    """What isn't approved as it stands is packed for nobody."""
    practice = a_practice(tmp_path, "ines-zoe")
    mend("build", cwd=practice)
    run = mend("handover", "ines-zoe", cwd=practice)
    assert run.returncode == 1
    assert "mend approve ines-zoe" in run.stderr
    assert not (practice / "build/ines-zoe/hand-over").exists()


def test_only_what_was_built_of_what_is_there_is_handed_over(handed: Path, tmp_path: Path) -> None:
    """A lock that was made after the build: what is there is open still, so nobody gets it."""
    practice = Practice(shutil.copytree(handed, tmp_path / "practice"))
    (practice.builds / "alex-sam/hand-over").rename(tmp_path / "before")
    folder = sound_folder(check_couple(practice, "alex-sam", date.fromisoformat(DAY)))
    set_lock(practice, folder.answers)
    with pytest.raises(GuideError, match="not-to-hand-over"):
        hand_over(practice, folder.answers)
    assert not (practice.builds / "alex-sam/hand-over").exists()


HARM: dict[str, Callable[[Path], object]] = {
    "a paper is gone": lambda build: (build / "agreement.pdf").unlink(),
    "a paper was cut": lambda build: os.truncate(build / "agreement.pdf", 100),
    "a page is gone": lambda build: (build / "site/index.html").unlink(),
    "own pages are gone": lambda build: shutil.rmtree(build / "own/sam"),
    "a file of someone's lies in the site": lambda build: (build / "site/notes.txt").write_text(""),
}


@pytest.mark.parametrize("harm", HARM)
def test_only_what_is_still_as_it_was_built_is_handed_over(
    handed: Path, tmp_path: Path, harm: str
) -> None:
    """Where a file went, was cut or came into the build, nobody gets what is left of it."""
    practice = Practice(shutil.copytree(handed, tmp_path / "practice"))
    HARM[harm](practice.builds / "alex-sam")
    before = tree(practice.root)
    folder = sound_folder(check_couple(practice, "alex-sam", date.fromisoformat(DAY)))
    with pytest.raises(GuideError, match="not-to-hand-over"):
        hand_over(practice, folder.answers)
    assert tree(practice.root) == before


def test_without_room_for_new_archives_the_old_ones_stay(handed: Path, tmp_path: Path) -> None:
    """On a full disk it is told that nothing can be written, and what was packed is still there."""
    practice = shutil.copytree(handed, tmp_path / "practice")
    before = tree(practice / "build")
    command = f"ulimit -f 2; exec '{MEND}' handover alex-sam"  # no file may grow beyond this
    run = subprocess.run(
        ["/bin/sh", "-c", command], cwd=practice, capture_output=True, text=True, check=False
    )
    assert run.returncode == 1, run.stderr
    assert "Mend can't write here" in run.stderr
    assert tree(practice / "build") == before


def test_what_a_system_leaves_in_a_build_is_not_handed_over(handed: Path, tmp_path: Path) -> None:
    """A guide that was looked at with Finder, which leaves notes, is packed without them."""
    practice = Practice(shutil.copytree(handed, tmp_path / "practice"))
    before = tree(practice.builds / "alex-sam/hand-over")
    for note in (".DS_Store", "site/.DS_Store", "site/._index.html", "own/sam/._my-pages.pdf"):
        (practice.builds / "alex-sam" / note).write_text("site")
    folder = sound_folder(check_couple(practice, "alex-sam", date.fromisoformat(DAY)))
    hand_over(practice, folder.answers)
    assert tree(practice.builds / "alex-sam/hand-over") == before


@pytest.mark.parametrize(
    "part",
    ["", "hand-over", "hand-over/sam", "site", "site/index.html", "own", "own/alex", "guide.pdf"],
)
def test_nothing_is_packed_through_a_link(handed: Path, tmp_path: Path, part: str) -> None:
    """A link where archives or what is packed belong is named; nothing goes there, or comes in."""
    practice = Practice(shutil.copytree(handed, tmp_path / "practice"))
    build = practice.builds / "alex-sam"
    for packed in tmp_path.rglob("*.zip"):
        packed.unlink()
    (build / part).rename(tmp_path / "elsewhere")
    (build / part).symlink_to(tmp_path / "elsewhere")
    folder = sound_folder(check_couple(practice, "alex-sam", date.fromisoformat(DAY)))
    with pytest.raises(GuideError) as caught:
        hand_over(practice, folder.answers)
    found = [(one.code, str(one.place)) for one in caught.value.problems]
    assert found == [("target-is-link", f"build/alex-sam/{part}".removesuffix("/"))]
    assert [*tmp_path.rglob("*.zip")] == []


def test_a_locked_guide_is_handed_over_locked(tmp_path: Path) -> None:
    """Each archive has the papers that open with that partner's words, and no others."""
    practice = a_practice(tmp_path, "alex-sam")
    words = told(mend("lock", "alex-sam", cwd=practice).stdout)
    assert mend("approve", "alex-sam", *BY, cwd=practice).returncode == 0
    assert mend("handover", "alex-sam", cwd=practice).returncode == 0
    with archive(practice, "sam") as packed:
        packed.extractall(tmp_path / "home")
        everything = b"".join(packed.read(name) for name in packed.namelist())
    home = tmp_path / "home/our-guide"
    papers = [pdf for pdf in home.glob("*.pdf") if pdf.name != "card.pdf"]
    assert len(papers) >= 3
    for pdf in papers:
        pikepdf.open(pdf, password=words["sam"]).close()
    assert b"BEGIN:VCALENDAR" not in everything
    assert b"Ortega" not in everything

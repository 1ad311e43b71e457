"""`mend forget`: every trace of a couple in the practice, gone for good."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.command import a_practice, build, mend, tree
from tests.samples import DAY, ROOT


def names_in(practice: Path, *words: str) -> list[str]:
    """Return every file that holds one of these words, in its name or in its bytes."""
    return [
        name for name, content in tree(practice).items()
        if any(word in name or word.encode() in content for word in words)
    ]  # fmt: skip


def test_nothing_of_a_forgotten_couple_is_left(tmp_path: Path) -> None:
    """Answers, reviews, versions, keys, builds and halves of builds go; the other couple stays."""
    practice = a_practice(tmp_path, "alex-sam", "ines-zoe")
    build(practice)
    mend("lock", "alex-sam", "--on", DAY, cwd=practice)
    half = practice / "build/.alex-sam~left"
    half.mkdir()
    (half / "page.html").write_text("Dana", encoding="utf-8")
    others = {name: raw for name, raw in tree(practice).items() if "ines-zoe" in name}
    run = mend("forget", "alex-sam", "--yes", cwd=practice)
    assert run.returncode == 0, run.stderr
    assert "couples/alex-sam" in run.stdout
    assert "backups" in run.stderr
    assert names_in(practice, "alex-sam", "Dana", "Ortega") == []
    assert {name: raw for name, raw in tree(practice).items() if "ines-zoe" in name} == others


def new_couple_killed(at: int, practice: Path) -> subprocess.CompletedProcess[str]:
    """Make a couple called kim-lee, killed at this step that touches a file; with 0 it isn't."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    return subprocess.run(
        [sys.executable, "-m", "tests.killed", str(at), "new", "kim-lee", "--partners", "Kim, Lee"],
        cwd=practice,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def test_half_a_new_couple_is_forgotten_too(tmp_path: Path) -> None:
    """Whoever stopped `mend new` at its last step finds no name once the couple is forgotten."""
    whole = new_couple_killed(0, a_practice(tmp_path / "whole", "ines-zoe"))
    practice = a_practice(tmp_path / "practice", "ines-zoe")
    run = new_couple_killed(int(whole.stderr.rpartition("steps: ")[2]), practice)
    assert run.returncode == -signal.SIGKILL
    assert len([name for name in names_in(practice, "Kim") if "couples/" in name]) == 2
    assert not (practice / "couples/kim-lee").exists()
    run = mend("forget", "kim-lee", "--yes", cwd=practice)
    assert run.returncode == 0, run.stderr
    assert "couples/.kim-lee~" in run.stdout
    assert names_in(practice, "Kim", "kim-lee") == []
    assert [path.name for path in (practice / "couples").iterdir()] == ["ines-zoe"]


def test_nothing_is_deleted_without_a_yes(tmp_path: Path) -> None:
    """It lists what would go, asks, and takes anything but a yes for a no."""
    practice = a_practice(tmp_path, "ines-zoe")
    before = tree(practice)
    run = mend("forget", "ines-zoe", cwd=practice)  # nobody answers
    assert run.returncode != 0
    assert "couples/ines-zoe" in run.stdout
    assert tree(practice) == before


def test_a_name_never_leads_out_of_the_practice(tmp_path: Path) -> None:
    """No name and no link makes it delete what isn't a couple's: neither is followed."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "diary.txt").write_text("mine", encoding="utf-8")
    practice = a_practice(tmp_path / "practice", "ines-zoe")
    (practice / "couples/linked").symlink_to(elsewhere)
    for name in ("../elsewhere", "..", ".", "linked", "nobody", "/etc"):
        assert mend("forget", name, "--yes", cwd=practice).returncode == 1
    assert (elsewhere / "diary.txt").read_text("utf-8") == "mine"
    assert (practice / "couples/ines-zoe/couple.yml").is_file()

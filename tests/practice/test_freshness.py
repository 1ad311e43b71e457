"""Who is built anew, and why: decided by what files hold, and never by their times."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli import ANSWERS_NEED_WORK, DONE
from generator.practice.half_made import being_filled
from tests.command import mend, tree
from tests.many_couples import change_one, made_couple, make_practice
from tests.samples import DAY
from tests.whole import half_made

NAME = made_couple(0)[0]
PARTNER = NAME.split("-")[0]
THE_NEXT = "2026-11-23"


@pytest.fixture(scope="module")
def once_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a practice of one couple, built."""
    practice = make_practice(tmp_path_factory.mktemp("fresh") / "practice", 1)
    run = mend("build", "--on", DAY, cwd=practice)
    assert run.returncode == DONE, run.stderr
    return practice


@pytest.fixture
def practice(once_built: Path, tmp_path: Path) -> Path:
    """Return a copy of it, with times of its own."""
    return shutil.copytree(once_built, tmp_path / "practice", copy_function=shutil.copyfile)


def why(practice: Path, *arguments: str, on: str = DAY) -> str | None:
    """Return the reason for which the couple would be built, or None."""
    run = mend("build", "--why", "--format", "json", *arguments, "--on", on, cwd=practice)
    assert run.returncode == DONE, run.stderr
    told = json.loads(run.stdout)
    return told[0]["reason"] if told else None


def lengthen(file: str, more: str) -> Callable[[Path], None]:
    def change(practice: Path) -> None:
        path = practice / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((path.read_text() if path.exists() else "") + more)

    return change


CHANGES: dict[str, tuple[Callable[[Path], None], str]] = {
    "a comment in the answers": (lengthen(f"couples/{NAME}/couple.yml", "# more\n"), "answers"),
    "a new review": (lengthen(f"couples/{NAME}/reviews/2026-11-20.yml", "x"), "answers"),
    "an approval": (lengthen(f"couples/{NAME}/approved/9.yml", "x"), "approvals"),
    "a lock": (lengthen(f"couples/{NAME}/lock.json", "{}"), "lock"),
    "a template": (lengthen("templates/en/words.yml", "{}"), "templates"),
    "a style": (lengthen("templates/assets/css/practice.css", "p {}"), "templates"),
    "the look": (lengthen("mkdocs.yml", "# more\n"), "look"),
    "a file of the guide is gone": (
        lambda at: (at / "build" / NAME / "guide.pdf").unlink(),
        "damaged",
    ),
    "a file of the guide was cut": (
        lambda at: os.truncate(at / "build" / NAME / "guide.pdf", 100),
        "damaged",
    ),
    "a file of the guide is called otherwise": (
        lambda at: (at / "build" / NAME / "guide.pdf").rename(at / "build" / NAME / "other.pdf"),
        "damaged",
    ),
    "a file of the answers is called otherwise": (
        lambda at: (at / "couples" / NAME / f"{PARTNER}.yml").rename(
            at / "couples" / NAME / "other.yml"
        ),
        "answers",
    ),
    "no guide any more": (lambda at: shutil.rmtree(at / "build"), "new"),
    "its manifest is broken": (
        lambda at: os.truncate(at / "build" / NAME / "manifest.json", 100),
        "new",
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_is_the_reason(practice: Path, change: str) -> None:
    """Whatever a build is made from: another byte of it, and the reason says which."""
    assert why(practice) is None
    do, reason = CHANGES[change]
    do(practice)
    assert why(practice) == reason


def test_what_is_asked_for_is_a_reason(practice: Path) -> None:
    """Cards asked for, a lock asked for that isn't there, and --force build what is as it was."""
    assert why(practice, "--sheets") == "asked"
    assert why(practice, "--lock") == "asked"
    assert why(practice, "--force") == "forced"


def test_times_of_files_decide_nothing(practice: Path) -> None:
    """A clock that jumps, a backup or a copy changes the times of files, and builds nobody."""
    for number, path in enumerate(sorted(practice.rglob("*"))):
        os.utime(path, times=(number * 86400, 4_000_000_000 - number * 86400))
    assert why(practice) is None


STRAY = ("words.yml~", ".words.yml.swp", ".DS_Store", "._couple.yml", "._help.md.j2", "a.css~")


@pytest.mark.parametrize("stray", STRAY)
def test_what_editors_leave_builds_nobody(practice: Path, stray: str) -> None:
    """A file that an editor or the system keeps for itself is no template, and stops no run."""
    before = tree(practice / "build")
    folders = ("templates/en", "templates/en/library/clauses", "templates/assets/css", "couples",
               f"couples/{NAME}", f"couples/{NAME}/reviews", f"build/{NAME}/site")  # fmt: skip
    for folder in folders:
        (practice / folder).mkdir(parents=True, exist_ok=True)
        (practice / folder / stray).write_bytes(b"half a w\xf6rd")
    assert why(practice) is None
    run = mend("build", "--force", "--on", DAY, cwd=practice)
    assert run.returncode == DONE, run.stderr
    assert tree(practice / "build") == before


@pytest.mark.parametrize("held", ["templates/en/words.yml", f"couples/{NAME}/couple.yml"])
def test_a_link_that_an_editor_holds_a_file_with_stops_nothing(practice: Path, held: str) -> None:
    """While a file is open in Emacs, a link beside it leads nowhere; guides are built."""
    (practice / held).parent.mkdir(parents=True, exist_ok=True)
    (practice / held).with_name(f".#{Path(held).name}").symlink_to("someone@desk.7:1")
    assert why(practice) is None
    run = mend("build", "--force", "--on", DAY, cwd=practice)
    assert run.returncode == DONE, run.stderr


GOES = f"""\
import os, sys
looked = []

def listen(event, of):
    if event == "os.scandir" and str(of[0]).endswith("couples/{NAME}"):
        looked.append(of[0])
    if event == "open" and looked and str(of[0]).endswith("couple.yml"):
        os.unlink(os.path.join(looked.pop(), "zoe.yml"))

sys.addaudithook(listen)
"""
"""Takes a link away just after the folder that it was in was listed."""


def test_a_link_that_goes_while_it_is_looked_at_stops_nothing(
    practice: Path, tmp_path: Path
) -> None:
    """Gone between two looks: it is as if it had never been there."""
    (tmp_path / "sitecustomize.py").write_text(GOES)
    (practice / f"couples/{NAME}/zoe.yml").symlink_to("elsewhere.yml")
    path = filter(None, [str(tmp_path), os.environ.get("PYTHONPATH")])
    env = {"PYTHONPATH": os.pathsep.join(path)}
    run = mend("build", "--why", "--format", "json", "--on", DAY, cwd=practice, env=env)
    assert (run.returncode, run.stdout.strip()) == (DONE, "[]"), run.stderr
    assert not (practice / f"couples/{NAME}/zoe.yml").is_symlink()


def test_who_is_not_there_is_told_to_who_asks_why(practice: Path) -> None:
    """Asked about a couple who isn't there: it is told as a build would tell it."""
    run = mend("build", "nobody", NAME, "--why", "--format", "json", "--on", DAY, cwd=practice)
    assert run.returncode == ANSWERS_NEED_WORK
    (told,) = json.loads(run.stdout)
    assert (told["couple"], told["state"]) == ("nobody", "failed")
    assert [problem["code"] for problem in told["problems"]]


def test_to_ask_why_writes_nothing(practice: Path) -> None:
    """Who asks what would be built finds everything as it was, and reads it in words."""
    change_one(practice, NAME)
    before = tree(practice)
    run = mend("build", "--why", "--on", DAY, cwd=practice)
    assert run.returncode == DONE
    assert "answers changed" in run.stdout
    assert tree(practice) == before


@pytest.mark.parametrize("target", ["build/kim-lee", "couples/kim-lee"])
def test_what_a_killed_run_left_is_cleared_with_nothing_to_build(
    practice: Path, target: str
) -> None:
    """The next run takes it away though nobody is built; who only asks why finds it still there."""
    left = half_made(practice / target)
    with being_filled(practice / "build/lou") as in_use:
        for folder in (left, in_use):
            (folder / "page.html").write_text("Kim wrote this")
        before = tree(practice)
        assert why(practice) is None
        assert tree(practice) == before
        run = mend("build", "--format", "json", "--on", DAY, cwd=practice)
        assert [one["state"] for one in json.loads(run.stdout)] == ["kept"]
        del before[(left / "page.html").relative_to(practice).as_posix()]
        assert tree(practice) == before
        assert not left.exists()


def test_a_day_that_changes_nothing_builds_nothing(practice: Path) -> None:
    """On a day with nothing in it the guide stays, byte for byte, and isn't looked at again."""
    shutil.rmtree(practice / "build")
    assert mend("build", "--on", "2026-11-24", cwd=practice).returncode == DONE
    before = tree(practice / "build" / NAME)
    assert why(practice, on="2026-11-25") == "day"
    run = mend("build", "--format", "json", "--on", "2026-11-25", cwd=practice)
    assert [one["state"] for one in json.loads(run.stdout)] == ["kept"]
    after = tree(practice / "build" / NAME)
    assert [name for name in after if after[name] != before[name]] == ["manifest.json"]
    assert why(practice, on="2026-11-25") is None


def test_a_day_that_changes_something_is_a_reason(practice: Path) -> None:
    """When the day of a check-in has passed, the guide is made for the days after it."""
    assert why(practice, on=THE_NEXT) == "day"
    run = mend("build", "--format", "json", "--on", THE_NEXT, cwd=practice)
    assert [(one["state"], one["reason"]) for one in json.loads(run.stdout)] == [("built", "day")]


def test_who_could_not_be_built_is_told_again(practice: Path) -> None:
    """Answers that need work are told at each run until they are mended, and the guide stays."""
    before = tree(practice / "build")
    lengthen(f"couples/{NAME}/couple.yml", "unheard-of: yes\n")(practice)
    for _ in range(2):
        run = mend("build", "--on", DAY, cwd=practice)
        assert run.returncode == ANSWERS_NEED_WORK
        assert f"couples/{NAME}/couple.yml" in run.stderr
        assert tree(practice / "build") == before

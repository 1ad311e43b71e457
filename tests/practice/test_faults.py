"""Whatever befalls the machine: what was there before is still there, and whole."""

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from generator.answers.folder import read_folder
from generator.cli import ANSWERS_NEED_WORK, DONE
from generator.practice.practice import Practice
from tests.command import MEND, mend, tree
from tests.made_up import files
from tests.meddling import meddling, once
from tests.samples import ROOT
from tests.whole import assert_whole, leftovers

NAME = "alex-sam"
A_DAY, ANOTHER = "2026-11-24", "2026-12-03"
MOMENTS = 50
SEED = 20261127
"""The same moments in each run, so that what fails once can be looked at again."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a practice of one small couple, built for a day."""
    practice = tmp_path_factory.mktemp("built") / "practice"
    for file, content in files().items():
        path = practice / "couples" / NAME / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    shutil.copy(ROOT / "mkdocs.yml", practice)
    run = mend("build", "--on", A_DAY, cwd=practice)
    assert run.returncode == DONE, run.stderr
    return practice


@pytest.fixture
def practice(built: Path, tmp_path: Path) -> Path:
    """Return a copy of it."""
    return shutil.copytree(built, tmp_path / "practice")


class Killer:
    """Mend in this practice, killed at any step of what it does."""

    def __init__(self, practice: Path) -> None:
        path = filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.forking"],
            cwd=practice,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def do(self, command: str, at: int, on: str = A_DAY) -> int:
        """Do it, killed at step `at`; return the steps taken, or -1 where it was killed."""
        assert self.process.stdin
        assert self.process.stdout
        asked = {"do": command, "at": at, "name": NAME, "on": on}
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


@pytest.fixture
def killer(practice: Path) -> Iterator[Killer]:
    """Return a Mend to be killed, which is loaded but once."""
    one = Killer(practice)
    yield one
    one.process.communicate()


def couple(practice: Path) -> dict[str, bytes]:
    return tree(practice / "couples" / NAME)


def ready(practice: Path) -> None:
    """Fail unless all answers and approvals can be read, and nothing is wrong with them."""
    read_folder(NAME, Practice(practice).answer_files(NAME), f"couples/{NAME}")


# --- Killed -----------------------------------------------------------------------------------


def test_killed_at_fifty_moments_the_guide_is_old_or_new(practice: Path, killer: Killer) -> None:
    """A build killed at any step leaves the old guide or the new one, never a part of each."""
    build, answers = practice / "build" / NAME, couple(practice)
    old = tree(build)
    steps = killer.do("build", 0, ANOTHER)
    new = tree(build)
    assert new != old
    assert steps > 100
    shutil.rmtree(build)
    assert killer.do("build", 0, A_DAY) > 0
    assert tree(build) == old
    for moment in random.Random(SEED).choices(range(1, steps * 98 // 100), k=MOMENTS):  # noqa: S311
        on, wanted = (ANOTHER, new) if tree(build) == old else (A_DAY, old)
        before = tree(build)
        assert killer.do("build", moment, on) == -1, moment
        assert tree(build) in (before, wanted), moment
        assert_whole(build)
        assert couple(practice) == answers
    run = mend("build", "--force", "--on", A_DAY, cwd=practice)
    assert run.returncode == DONE
    assert tree(build) == old
    assert leftovers(practice / "build") == []


def test_killed_while_approving_there_is_an_approval_or_none(
    practice: Path, killer: Killer
) -> None:
    """At each of its steps: the approval is there and counts, or it isn't there at all.

    The next run takes away the file that was half written.
    """
    answers = couple(practice)
    for step in range(1, 1000):
        killed = killer.do("approve", step) == -1
        ready(practice)
        now = {name for name in couple(practice) if not Path(name).name.startswith(".new-")}
        assert now in ({*answers}, {*answers, "approved/1.yml"})
        if not killed:
            assert couple(practice).keys() == now
            return
        (practice / "couples" / NAME / "approved/1.yml").unlink(missing_ok=True)
    pytest.fail("it never came to an end")


def test_killed_while_reviewing_there_is_a_form_or_none(practice: Path, killer: Killer) -> None:
    """At each of its steps: the form for the review is there whole, or not at all."""
    form = None
    assert killer.do("review", 0) > 0
    path = practice / "couples" / NAME / "reviews" / f"{A_DAY}.yml"
    form = path.read_bytes()
    for step in range(1, 1000):
        path.unlink(missing_ok=True)
        killed = killer.do("review", step) == -1
        assert not path.exists() or path.read_bytes() == form
        if not killed:
            return
    pytest.fail("it never came to an end")


def test_killed_while_forgetting_the_rest_is_found(practice: Path, killer: Killer) -> None:
    """Killed at any step, doing it again forgets all; and the answers never go before the guide."""
    kept = practice.with_name("kept")
    shutil.copytree(practice, kept)
    steps = killer.do("forget", 0)
    for step in range(1, steps + 1):
        for folder in ("couples", "build"):
            shutil.rmtree(practice / folder)
            shutil.copytree(kept / folder, practice / folder)
        assert killer.do("forget", step) == -1
        guide = (practice / "build" / NAME).exists()
        assert (practice / "couples" / NAME / "couple.yml").exists() or not guide
        if [path for path in practice.rglob("*") if NAME in path.name]:
            assert killer.do("forget", 0) > 0
        assert not [path for path in practice.rglob("*") if NAME in path.name]


# --- No room, no right, no folder -------------------------------------------------------------


class Disk:
    """A small file system made for a test, that can be filled up and closed to writing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.is_real = _mount(folder, "size=40m")

    def run(self, *arguments: str, full: bool = False, closed: bool = False) -> Any:
        """Run `mend` in the practice on this disk, while it is full or can only be read."""
        if self.is_real:
            filler = self.folder / "filler"
            if full:
                _fill(filler)
            if closed:
                _mount(self.folder, "remount,ro")
            try:
                return self._mend(*arguments)
            finally:
                _mount(self.folder, "remount,rw")
                filler.unlink(missing_ok=True)
        return self._mend(*arguments, most=2000)

    def _mend(self, *arguments: str, most: int = 0) -> Any:
        def limit() -> None:  # where nobody may mount: no file may grow beyond this
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

        return subprocess.run(
            [MEND, *arguments],
            cwd=self.folder / "practice",
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=limit if most else None,
        )

    def close(self) -> None:
        """Take it away."""
        if self.is_real:
            subprocess.run(["umount", "--lazy", self.folder], check=True)


def _mount(folder: Path, options: str) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _fill(path: Path) -> None:
    with path.open("wb", buffering=0) as filler, suppress(OSError):
        while filler.write(b"0" * 4096):
            pass


@pytest.fixture
def disk(built: Path, tmp_path: Path) -> Iterator[Disk]:
    """Return a small disk with the practice on it."""
    one = Disk(tmp_path / "disk")
    shutil.copytree(built, one.folder / "practice")
    yield one
    one.close()


COMMANDS: Mapping[str, tuple[str, ...]] = {
    "build": ("build", "--force", "--on", ANOTHER),
    "approve": ("approve", NAME, "--by", "Dr Lee", "--on", A_DAY),
    "review": ("review", NAME, "--on", A_DAY),
}


@pytest.mark.parametrize("trouble", ["full", "closed"])
@pytest.mark.parametrize("command", COMMANDS)
def test_without_room_or_right_all_stays(disk: Disk, command: str, trouble: str) -> None:
    """A full disk, or one that can only be read: it is told kindly, and all is as it was."""
    practice = disk.folder / "practice"
    before = tree(practice)
    run = disk.run(*COMMANDS[command], **{trouble: True})
    assert run.returncode == ANSWERS_NEED_WORK, run.stderr
    assert "Mend can't write here" in run.stderr
    assert tree(practice) == before
    assert disk.run(*COMMANDS[command]).returncode == DONE or not disk.is_real


def test_without_room_for_anything_it_is_told(practice: Path) -> None:
    """Where no disk has room, not even for a file that is soon gone: it is told kindly."""
    before = tree(practice / "build")
    command = f"ulimit -f 0; exec '{MEND}' build --force"  # no file may hold anything
    run = subprocess.run(
        ["/bin/sh", "-c", command], cwd=practice, capture_output=True, text=True, check=False
    )
    assert run.returncode == ANSWERS_NEED_WORK, run.stderr
    assert "Mend can't write here" in run.stderr
    assert tree(practice / "build") == before


UNREADABLE = Path("/proc/self/mem")
"""A file at whose beginning nothing can be read by anyone, root among them."""


@pytest.mark.skipif(not UNREADABLE.is_file(), reason="only Linux has such a file")
@pytest.mark.parametrize("workers", [(), ("--workers", "1")])
def test_a_look_that_can_not_be_read_is_told(practice: Path, workers: tuple[str, ...]) -> None:
    """Where nobody may read mkdocs.yml, that file is named, and the guide stays."""
    before = tree(practice / "build")
    (practice / "mkdocs.yml").unlink()
    (practice / "mkdocs.yml").symlink_to(UNREADABLE)
    run = mend("build", *workers, cwd=practice)
    assert run.returncode == ANSWERS_NEED_WORK, run.stderr
    assert "mkdocs.yml  to mend: Mend can't read this file" in run.stderr
    assert tree(practice / "build") == before


def test_a_lock_that_can_not_be_taken_away_is_told(disk: Disk) -> None:
    """On a disk that can only be read, a lock stays, and it is told why."""
    if not disk.is_real:
        pytest.skip("nobody may mount here")
    (disk.folder / "practice/couples" / NAME / "lock.json").write_text("{}")
    before = tree(disk.folder)
    run = disk.run("lock", NAME, "--off", closed=True)
    assert run.returncode == ANSWERS_NEED_WORK, run.stderr
    assert "Mend can't write here" in run.stderr
    assert tree(disk.folder) == before


def test_a_disk_that_fills_up_midway_keeps_the_guide(disk: Disk) -> None:
    """Room for half a guide: the old one stays, what was begun is gone, and it is told."""
    practice = disk.folder / "practice"
    before = tree(practice)
    if disk.is_real:
        used = sum(path.stat().st_blocks * 512 for path in practice.rglob("*") if path.is_file())
        assert _mount(disk.folder, f"remount,size={used + 700_000}")
    run = disk.run("build", "--force", "--on", ANOTHER)
    assert run.returncode == ANSWERS_NEED_WORK, run.stderr
    assert "Mend can't write here" in run.stderr
    assert tree(practice) == before
    assert leftovers(practice / "build") == []


MEDDLING = {
    "the couple": (f"import shutil; shutil.rmtree('couples/{NAME}')", "There is no couple"),
    "the build": (
        "import shutil, glob\nfor one in glob.glob('build/.*~*'): shutil.rmtree(one)",
        "taken away",
    ),
}


@pytest.mark.parametrize("gone", MEDDLING)
def test_a_folder_that_vanishes_is_told(practice: Path, tmp_path: Path, gone: str) -> None:
    """Taken away while the guide is made: it is told, and the guide that was there stays."""
    do, _ = MEDDLING[gone]
    before = tree(practice / "build")
    env = meddling(tmp_path / "meddling", NAME, once(tmp_path / "done", do))
    run = mend("build", "--force", "--on", ANOTHER, cwd=practice, env=env)
    assert run.returncode == ANSWERS_NEED_WORK, run.stderr
    assert (tmp_path / "done").exists()
    assert tree(practice / "build") == before
    assert not (practice / "mend-error.log").exists()


EDIT = """\
with open("couples/alex-sam/couple.yml", "a") as file:
    file.write("# one more\\n")
"""

NEW_STYLE = """\
Path("templates/assets/css").mkdir(parents=True)
Path("templates/assets/css/practice.css").write_text("h1 { letter-spacing: 3pt }")
"""


def test_answers_edited_meanwhile_are_in_the_guide(practice: Path, tmp_path: Path) -> None:
    """Saved while the guide is made: it is made anew, and holds what was saved last."""
    env = meddling(tmp_path / "meddling", NAME, once(tmp_path / "done", EDIT))
    run = mend("build", "--force", "--on", A_DAY, cwd=practice, env=env)
    assert run.returncode == DONE, run.stderr
    assert (tmp_path / "done").exists()
    why = mend("build", "--why", "--format", "json", "--on", A_DAY, cwd=practice)
    assert json.loads(why.stdout) == []


@pytest.mark.parametrize("workers", [(), ("--workers", "1")], ids=["here", "worker"])
def test_a_style_that_changes_meanwhile_is_in_the_next_guide(
    practice: Path, tmp_path: Path, workers: tuple[str, ...]
) -> None:
    """Saved with answers while the guide is made: where this one misses it, the next has it."""
    do = once(tmp_path / "done", f"{EDIT}{NEW_STYLE}")
    env = meddling(tmp_path / "meddling", NAME, do)
    run = mend("build", "--force", "--on", A_DAY, *workers, cwd=practice, env=env)
    assert run.returncode == DONE, run.stderr
    assert mend("build", "--on", A_DAY, cwd=practice).returncode == DONE
    incremental = tree(practice / "build")
    assert mend("build", "--force", "--on", A_DAY, cwd=practice).returncode == DONE
    assert tree(practice / "build") == incremental


def test_answers_edited_all_the_time_are_told(practice: Path, tmp_path: Path) -> None:
    """Saved again and again: it is told, and the guide that was there stays."""
    before = tree(practice / "build")
    env = meddling(tmp_path / "meddling", NAME, EDIT)
    run = mend("build", "--force", "--on", ANOTHER, cwd=practice, env=env)
    assert run.returncode == ANSWERS_NEED_WORK
    assert "again and again" in run.stderr
    assert tree(practice / "build") == before


# --- Two at once ------------------------------------------------------------------------------

HOLD = f"""
import sys
from pathlib import Path
from generator.practice.claim import claimed
from generator.practice.practice import Practice
with claimed(Practice(Path()), "{NAME}"):
    print("at work", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def at_work(practice: Path) -> Iterator[subprocess.Popen[str]]:
    """Return another Mend, which is at work on the couple."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD],
        cwd=practice,
        env={**os.environ, "PYTHONPATH": os.environ.get("PYTHONPATH", str(ROOT))},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "at work\n"
    yield process
    process.kill()
    process.communicate()


@pytest.mark.parametrize("command", [*COMMANDS, "forget"])
def test_while_another_is_at_work_nobody_else_is(
    practice: Path, at_work: subprocess.Popen[str], command: str
) -> None:
    """Who comes second is told which process is at work, and changes nothing."""
    before = tree(practice)
    arguments = COMMANDS.get(command, ("forget", NAME, "--yes"))
    run = mend(*arguments, cwd=practice)
    assert run.returncode == ANSWERS_NEED_WORK
    assert f"process {at_work.pid}" in run.stderr
    assert tree(practice) == before


def test_a_lock_stays_while_another_is_at_work(
    practice: Path, at_work: subprocess.Popen[str]
) -> None:
    """A build under way reads it: it isn't taken away under its hands."""
    (practice / "couples" / NAME / "lock.json").write_text("{}")
    before = tree(practice)
    run = mend("lock", NAME, "--off", cwd=practice)
    assert run.returncode == ANSWERS_NEED_WORK
    assert f"process {at_work.pid}" in run.stderr
    assert tree(practice) == before


def test_a_claim_of_who_was_killed_is_noticed(
    practice: Path, at_work: subprocess.Popen[str]
) -> None:
    """Where the other was killed, the next one says so, goes on, and leaves no trace of it."""
    at_work.send_signal(signal.SIGKILL)
    at_work.communicate()
    assert leftovers(practice / "build") == [f".{NAME}.claim"]
    run = mend("build", "--force", "--on", A_DAY, cwd=practice)
    assert run.returncode == DONE
    assert f"process {at_work.pid}" in run.stderr
    assert leftovers(practice / "build") == []


def test_a_claim_of_another_machine_is_kept(practice: Path) -> None:
    """On a folder that machines share, only a person can tell whether the other is at work."""
    claim = practice / "build" / f".{NAME}.claim"
    claim.write_text(json.dumps({"process": 7, "host": "the-other-desk"}))
    before = tree(practice)
    run = mend("build", "--force", "--on", A_DAY, cwd=practice)
    assert run.returncode == ANSWERS_NEED_WORK
    assert "the-other-desk" in run.stderr
    assert tree(practice) == before


@pytest.mark.parametrize("is_there", [True, False])
def test_a_link_in_the_place_of_a_claim_is_told(
    practice: Path, tmp_path: Path, is_there: bool
) -> None:
    """A link where Mend says who is at work is named with what to do, and never followed."""
    if is_there:
        (tmp_path / "diary").write_text("mine")
    (practice / "build" / f".{NAME}.claim").symlink_to(tmp_path / "diary")
    before = tree(practice)
    run = mend("build", "--force", "--on", A_DAY, cwd=practice)
    assert run.returncode == ANSWERS_NEED_WORK
    assert f"build/.{NAME}.claim" in run.stderr
    assert tree(practice) == before
    assert [file.read_text() for file in tmp_path.glob("diary")] == ["mine"] * is_there


def test_two_builds_at_once_leave_one_whole_guide(practice: Path) -> None:
    """Started together: each builds it or is told that the other does, and it is whole."""
    start: Callable[[], subprocess.Popen[str]] = lambda: subprocess.Popen(  # noqa: E731
        [MEND, "build", "--force", "--on", ANOTHER],
        cwd=practice,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    both = [start(), start()]
    told = [process.communicate()[1] for process in both]
    codes = sorted(process.returncode for process in both)
    assert codes in ([DONE, DONE], [DONE, ANSWERS_NEED_WORK]), told
    assert_whole(practice / "build" / NAME)
    assert leftovers(practice / "build") == []


def test_a_folder_in_the_place_of_a_claim_is_told(practice: Path) -> None:
    """Whatever made it, the couple's name and its place are told, and the guide stays."""
    (practice / "build" / f".{NAME}.claim").mkdir()
    before = tree(practice)
    run = mend("build", "--force", "--on", A_DAY, cwd=practice)
    assert run.returncode == ANSWERS_NEED_WORK
    assert f"build/.{NAME}.claim" in run.stderr
    assert tree(practice) == before

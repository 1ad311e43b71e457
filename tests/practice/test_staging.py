import errno
import os
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from generator.practice import staging
from generator.practice.half_made import being_filled, set_aside
from generator.practice.staging import staged
from generator.problems import GuideError

# A build that writes half, says so, and waits to be killed or told to go on.
HALF = """
import sys
from pathlib import Path
from generator.practice.staging import staged
with staged(Path(sys.argv[1])) as folder:
    (folder / "index.html").write_text("half")
    print(folder, flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A couple's place in a build folder that isn't there yet."""
    return tmp_path / "build" / "alex-sam"


def build(target: Path, text: str) -> None:
    with staged(target) as folder:
        (folder / "site").mkdir()
        (folder / "site" / "index.html").write_text(text)


def what_is_there(target: Path) -> list[str]:
    return sorted(
        path.relative_to(target.parent).as_posix() for path in target.parent.rglob("*.html")
    )


def read(target: Path) -> str:
    return (target / "site" / "index.html").read_text()


def start_half_a_build(target: Path) -> tuple[subprocess.Popen[str], Path]:
    process = subprocess.Popen(
        [sys.executable, "-c", HALF, str(target)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def finish(process: subprocess.Popen[str]) -> int:
    process.communicate("\n")
    return process.returncode


def test_the_first_build_appears_whole(target: Path) -> None:
    """Where nothing was, the new build is put in place, and nothing else is left."""
    build(target, "new")
    assert what_is_there(target) == ["alex-sam/site/index.html"]
    assert [path.name for path in target.parent.iterdir()] == ["alex-sam"]


@pytest.mark.parametrize("can_exchange", [True, False], ids=["at once", "in two renames"])
def test_the_new_build_takes_the_place_of_the_old(
    target: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool
) -> None:
    """After a second build only the second is there, whatever the file system can do."""
    if not can_exchange:
        monkeypatch.setattr(staging, "exchange", lambda _one, _other: False)
    build(target, "old")
    (target / "gone.html").write_text("of the old build")
    build(target, "new")
    assert read(target) == "new"
    assert what_is_there(target) == ["alex-sam/site/index.html"]


def test_the_old_build_stays_until_the_new_one_is_whole(target: Path) -> None:
    """While the next build is written, the old one can be opened."""
    build(target, "old")
    with staged(target) as folder:
        (folder / "index.html").write_text("half")
        assert read(target) == "old"


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_a_build_that_fails_leaves_nothing(target: Path, error: type[BaseException]) -> None:
    """The old build stays, and no readable text of the failed one is left."""
    build(target, "old")
    with pytest.raises(error), staged(target) as folder:
        (folder / "index.html").write_text("half")
        raise error
    assert read(target) == "old"
    assert what_is_there(target) == ["alex-sam/site/index.html"]


def test_a_killed_build_leaves_the_old_one_whole(target: Path) -> None:
    """Killed without warning: the old build is there, and the next build clears the rest."""
    build(target, "old")
    process, leftover = start_half_a_build(target)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert read(target) == "old"
    assert leftover.is_dir()
    build(target, "new")
    assert what_is_there(target) == ["alex-sam/site/index.html"]


def test_a_build_under_way_is_not_a_leftover(target: Path) -> None:
    """Two builds of one couple at once: neither takes the other's folder; the last one stays."""
    process, folder = start_half_a_build(target)
    build(target, "quick")
    assert folder.is_dir()
    assert finish(process) == 0
    assert what_is_there(target) == ["alex-sam/index.html"]


def test_any_couples_leftover_is_cleared(target: Path) -> None:
    """Whoever is built next, nothing that can be read is left of a build that was killed."""
    process, leftover = start_half_a_build(target.with_name("noor-elias"))
    process.kill()
    process.communicate()
    (target.parent / ".keep~").write_text("a note")
    build(target, "new")
    assert not leftover.exists()
    assert (target.parent / ".keep~").read_text() == "a note"


def test_another_couples_build_under_way_stays(target: Path) -> None:
    """Two couples built side by side don't clear each other away."""
    process, folder = start_half_a_build(target.with_name("noor-elias"))
    build(target, "new")
    assert folder.is_dir()
    assert finish(process) == 0
    assert what_is_there(target) == ["alex-sam/site/index.html", "noor-elias/index.html"]


def test_another_couples_swap_cut_in_two_is_put_back(target: Path) -> None:
    """The old build of a couple that isn't built now comes back as well."""
    other = target.with_name("noor-elias")
    build(other, "old")
    other.rename(set_aside(other))
    build(target, "new")
    assert read(other) == "old"


def test_what_another_machine_makes_is_left_alone(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a folder that machines share, a lock of the other one's isn't seen: its build stays."""
    target.parent.mkdir()
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr("socket.gethostname", lambda: "the-other-desk")
        with being_filled(target) as theirs:
            pass
    build(target, "new")
    assert theirs.is_dir()
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr("socket.gethostname", lambda: "the-other-desk")
        build(target, "newer")
    assert not theirs.exists()


def test_a_swap_cut_in_two_is_put_back(target: Path) -> None:
    """Killed between the two renames of a plain file system, the old build comes back."""
    build(target, "old")
    target.rename(set_aside(target))
    with pytest.raises(ValueError, match="stop"), staged(target):
        assert read(target) == "old"
        raise ValueError("stop")
    assert read(target) == "old"


def test_nobody_else_can_read_it(target: Path) -> None:
    """Files are 0600 and folders 0700, while building and after, whatever was copied in."""
    with staged(target) as folder:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        (folder / "site").mkdir()
        (folder / "site" / "index.html").write_text("private")
        assert stat.S_IMODE((folder / "site" / "index.html").stat().st_mode) == 0o600
        (folder / "site" / "index.html").chmod(0o644)
        (folder / "site").chmod(0o755)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in [target, *target.rglob("*")]}
    assert modes == {"alex-sam": 0o700, "site": 0o700, "index.html": 0o600}


def test_the_umask_is_given_back(target: Path) -> None:
    """What the process writes elsewhere afterwards has the rights it had before."""
    before = os.umask(0o022)
    try:
        build(target, "new")
        assert os.umask(0o022) == 0o022
    finally:
        os.umask(before)


def test_a_link_is_refused(target: Path, tmp_path: Path) -> None:
    """A link in the place of a build could point anywhere: nothing is written or removed."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    target.parent.mkdir()
    target.symlink_to(elsewhere)
    with pytest.raises(GuideError) as caught:
        build(target, "new")
    assert [problem.code for problem in caught.value.problems] == ["target-is-link"]
    assert list(elsewhere.iterdir()) == []


def test_a_file_in_its_place_is_refused(target: Path) -> None:
    """A file where a build belongs was put there by someone: it stays."""
    target.parent.mkdir()
    target.write_text("a note")
    with pytest.raises(GuideError) as caught:
        build(target, "new")
    assert [problem.code for problem in caught.value.problems] == ["target-is-file"]
    assert target.read_text() == "a note"


@pytest.mark.parametrize("refusal", [errno.EACCES, errno.ENOSPC])
def test_a_folder_that_can_not_be_written_is_named(
    target: Path, monkeypatch: pytest.MonkeyPatch, refusal: int
) -> None:
    """A folder of someone else's or a full disk is told in words, and the old build stays."""
    build(target, "old")

    def refused(**_: object) -> str:
        raise OSError(refusal, os.strerror(refusal))

    monkeypatch.setattr(tempfile, "mkdtemp", refused)
    with pytest.raises(GuideError, match="build/alex-sam can-not-write"):
        build(target, "new")
    assert read(target) == "old"

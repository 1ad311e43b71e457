import dataclasses
import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.practice.doctor import Finding, Weight, examine
from generator.practice.half_made import being_filled
from generator.practice.machine import Machine, this_machine
from generator.practice.surroundings import open_to_others, synced_folder
from generator.shipped import practice_templates
from tests.whole import half_made

WELL = Machine((3, 12), "apt", has_pango=True, has_browser=True, is_checkout=True)


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    """Return a practice with one couple, closed to others, in git but for its couples."""
    (tmp_path / "couples" / "kim-lee").mkdir(parents=True)
    (tmp_path / "couples").chmod(0o700)
    (tmp_path / "couples" / "kim-lee" / "couple.yml").write_text("language: en\n")
    (tmp_path / ".gitignore").write_text("/couples/*\n/build/\n")
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    return tmp_path


def findings(practice: Path, machine: Machine = WELL) -> dict[str, Finding]:
    found = examine(practice, practice_templates(practice), machine)
    return {finding.code: finding for finding in found}


def test_all_is_well(practice: Path) -> None:
    """On a good machine, in a careful practice, every line is fine and asks for nothing."""
    found = findings(practice)
    assert {finding.weight for finding in found.values()} == {Weight.FINE}
    assert {finding.do for finding in found.values()} == {""}
    assert all("{" not in finding.says for finding in found.values())


@pytest.mark.parametrize(
    ("lack", "code", "weight"),
    [
        ({"python": (3, 10)}, "python", Weight.MISSING),
        ({"has_pango": False}, "pango", Weight.MISSING),
        ({"has_browser": False}, "browser", Weight.ADVICE),
    ],
)
@pytest.mark.parametrize(("manager", "command"), [("apt", "apt-get"), ("brew", "brew"), ("", "")])
def test_what_a_machine_lacks(
    practice: Path, lack: dict[str, object], code: str, weight: Weight, manager: str, command: str
) -> None:
    """What is missing comes with the command that gets it on this machine."""
    found = findings(practice, dataclasses.replace(WELL, manager=manager, **lack))[code]
    assert found.weight is weight
    assert command in found.do
    assert found.do


def test_a_browser_is_for_our_tests_only(practice: Path) -> None:
    """A therapist with an installed Mend is not asked for what only its tests need."""
    assert "browser" not in findings(practice, dataclasses.replace(WELL, is_checkout=False))


def test_a_font_that_is_not_there_is_named(practice: Path) -> None:
    """A font in the practice's list without its file is named with where to put it."""
    folder = practice / "templates" / "assets" / "fonts"
    folder.mkdir(parents=True)
    (folder / "fonts.yml").write_text(
        "- {file: ours.woff2, family: Ours, style: normal,"
        " weight: '400', role: text, shows: '41'}\n"
    )
    found = findings(practice)["fonts"]
    assert found.weight is Weight.MISSING
    assert "ours.woff2" in found.says


def test_a_practice_rewords_one_line(practice: Path) -> None:
    """A practice's own doctor.yml holds what it rewords; the rest stays ours."""
    folder = practice / "templates" / "en"
    folder.mkdir(parents=True)
    (folder / "doctor.yml").write_text("pango: {fine: Paper too., wrong: No paper., do: Ask.}\n")
    found = findings(practice)
    assert found["pango"].says == "Paper too."
    assert found["git"].weight is Weight.FINE


def test_a_folder_that_is_no_practice(tmp_path: Path) -> None:
    """In any other folder the doctor says how to begin, and looks no further."""
    found = findings(tmp_path)
    assert found["practice"].weight is Weight.ADVICE
    assert "mend init" in found["practice"].do
    assert "git" not in found


@pytest.mark.parametrize("way", ["forced in", "not kept out", "guide forced in"])
def test_couples_in_version_control(practice: Path, way: str) -> None:
    """A real couple that git holds, or would take next, is named; nothing else is."""
    if way == "forced in":
        subprocess.run(["git", "-C", practice, "add", "-f", "couples/kim-lee"], check=True)
    elif way == "not kept out":
        (practice / ".gitignore").write_text("/build/\n")
    else:
        (practice / "build" / "kim-lee").mkdir(parents=True)
        (practice / "build" / "kim-lee" / "manifest.json").write_text("{}")
        subprocess.run(["git", "-C", practice, "add", "-f", "build"], check=True)
    found = findings(practice)["git"]
    assert found.weight is Weight.ADVICE
    assert "kim-lee" in found.says


SOMEONE = ("-c", "user.name=Kim", "-c", "user.email=kim@example.org")


def commit(repository: Path, *paths: str) -> None:
    """Commit these paths, whatever keeps them out, and nothing else."""
    git = ["git", "-C", repository, *SOMEONE]
    if paths:
        subprocess.run([*git, "add", "-f", *paths], check=True)
    subprocess.run([*git, "commit", "-q", "-m", "x"], check=True)


@pytest.mark.parametrize("way", ["taken out", "taken out before a merge", "below the repository"])
def test_a_couple_in_older_commits(practice: Path, way: str) -> None:
    """Taken out of version control, a couple is still in its history: who they are is told."""
    if way == "below the repository":
        below = practice / "work"
        below.mkdir()
        for name in (".gitignore", "couples"):
            (practice / name).rename(below / name)
        practice = below
    git = ["git", "-C", practice]
    commit(practice, ".gitignore")
    subprocess.run([*git, "checkout", "-q", "-b", "aside"], check=True)
    commit(practice, "couples/kim-lee")
    subprocess.run([*git, "rm", "-q", "-r", "--cached", "couples/kim-lee"], check=True)
    commit(practice)
    if way == "taken out before a merge":
        subprocess.run([*git, "checkout", "-q", "-b", "ours", "HEAD~2"], check=True)
        (practice / "mkdocs.yml").touch()
        commit(practice, "mkdocs.yml")
        subprocess.run([*git, *SOMEONE, "merge", "-q", "-m", "x", "aside"], check=True)
        subprocess.run([*git, "branch", "-q", "-D", "aside"], check=True)
    found = findings(practice)
    assert found["git"].weight is Weight.FINE
    assert found["git-history"].weight is Weight.ADVICE
    assert "kim-lee" in found["git-history"].says


def test_the_sample_in_older_commits_is_nobody(practice: Path) -> None:
    """The invented sample may be committed and deleted again, as may what lies beside couples."""
    for name in ("couples/alex-sam/couple.yml", "couples/README.md"):
        (practice / name).parent.mkdir(exist_ok=True)
        (practice / name).write_text("language: en\n")
    commit(practice, "couples/alex-sam", "couples/README.md")
    subprocess.run(["git", "-C", practice, "rm", "-q", "-r", "couples"], check=True)
    commit(practice)
    assert findings(practice)["git-history"].weight is Weight.FINE


@pytest.mark.parametrize("why", ["someone else's", "broken", "no git"])
def test_where_git_does_not_answer_nothing_is_called_fine(
    practice: Path, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    """Where git refuses the folder, or isn't there to ask, the doctor says that it can't tell."""
    if why == "someone else's":
        monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
        monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    elif why == "broken":
        (practice / ".git/HEAD").write_text("nothing")
    else:
        monkeypatch.setenv("PATH", str(practice))
    found = findings(practice)
    assert found["git-unknown"].weight is Weight.ADVICE
    assert found["git-unknown"].do
    assert not {"git", "git-history"} & {*found}


@pytest.mark.parametrize("holder", ["couples", "build"])
@pytest.mark.parametrize("way", ["a link", "a repository"])
def test_a_part_of_a_practice_in_another_repository(tmp_path: Path, holder: str, way: str) -> None:
    """Where git holds the folder that a link leads to, or couples' folder alone, it is told."""
    elsewhere = tmp_path / ("elsewhere/ours" if way == "a link" else f"practice/{holder}")
    (elsewhere / "kim-lee").mkdir(parents=True)
    (elsewhere / "kim-lee/couple.yml").write_text("language: en\n")
    repository = elsewhere.parent if way == "a link" else elsewhere
    subprocess.run(["git", "init", "-q", repository], check=True)
    practice = tmp_path / "practice"
    (practice / "couples").mkdir(parents=True, exist_ok=True)
    if way == "a link":
        shutil.rmtree(practice / holder, ignore_errors=True)
        (practice / holder).symlink_to(elsewhere)
    assert "kim-lee" in findings(practice)["git"].says


def test_a_practice_outside_version_control(tmp_path: Path) -> None:
    """Without git in the folder no couple can be in it."""
    (tmp_path / "couples").mkdir(mode=0o700)
    assert findings(tmp_path)["git"].weight is Weight.FINE
    assert findings(tmp_path)["git-history"].weight is Weight.FINE


@pytest.mark.parametrize(
    "name",
    ["Dropbox", "OneDrive - Practice Ltd", "iCloud Drive", "Nextcloud2", "Google Drive (a@b)"],
)
def test_a_practice_that_is_copied_to_a_cloud(tmp_path: Path, name: str) -> None:
    """A practice anywhere inside such a folder is told which folder that is."""
    practice = tmp_path / name / "work" / "practice"
    (practice / "couples").mkdir(parents=True)
    found = findings(practice)["synced"]
    assert found.weight is Weight.ADVICE
    assert str(tmp_path / name) in found.says


@pytest.mark.parametrize(
    ("part", "is_there"), [("couples", True), ("build", True), ("build", False)]
)
def test_a_link_into_a_cloud(practice: Path, part: str, is_there: bool) -> None:
    """Answers or builds behind a link into such a folder are told, even before the first build."""
    elsewhere = practice / "Dropbox" / part
    elsewhere.mkdir(parents=True)
    if not is_there:
        elsewhere.rmdir()
    shutil.rmtree(practice / part, ignore_errors=True)
    (practice / part).symlink_to(elsewhere)
    found = findings(practice)["synced"]
    assert found.weight is Weight.ADVICE
    assert str(practice / "Dropbox") in found.says


@pytest.mark.parametrize("mark", [".dropbox", ".stfolder", ".sync_a1b2.db", ".owncloudsync.log"])
def test_a_cloud_is_known_by_what_it_leaves(tmp_path: Path, mark: str) -> None:
    """Whatever its folder is called, a service that copies it leaves a file of its own there."""
    practice = tmp_path / "our files" / "practice"
    practice.mkdir(parents=True)
    assert synced_folder(practice) is None
    (tmp_path / "our files" / mark).touch()
    assert synced_folder(practice) == tmp_path / "our files"


def test_a_practice_inside_another_repository(tmp_path: Path) -> None:
    """A couple that the repository around the practice would take is named as well."""
    couple = tmp_path / "practice/couples/kim-lee"
    couple.mkdir(parents=True)
    (couple / "couple.yml").write_text("language: en\n")
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    assert "kim-lee" in findings(tmp_path / "practice")["git"].says


def test_a_plain_folder_is_not_called_synced() -> None:
    """A folder with a name that only begins alike is nobody's cloud."""
    assert synced_folder(Path("/home/kim/onedriveway/practice")) is None


def test_a_folder_that_others_can_open(tmp_path: Path) -> None:
    """Rights are looked at all the way up: a closed folder above closes what it holds."""
    couples = tmp_path / "couples"
    couples.mkdir(mode=0o755)
    tmp_path.chmod(0o700)
    assert not open_to_others(couples)
    couples.chmod(0o700)
    assert not open_to_others(couples)
    assert open_to_others(Path("/usr"))


@pytest.fixture
def in_the_open(practice: Path) -> Iterator[Path]:
    """Return the practice, while everyone may pass through all folders above it."""
    closed = {
        folder: stat.S_IMODE(folder.stat().st_mode)
        for folder in (practice, *practice.parents)
        if folder.stat().st_mode & 0o011 != 0o011
    }
    for folder, mode in closed.items():
        folder.chmod(mode | 0o011)
    yield practice
    for folder, mode in closed.items():
        folder.chmod(mode)


@pytest.mark.parametrize("above", [0o711, 0o710])
@pytest.mark.parametrize("mode", [0o750, 0o710, 0o770])
def test_a_folder_that_a_group_can_open(in_the_open: Path, mode: int, above: int) -> None:
    """A group's members are others too: what they may look into isn't called closed."""
    in_the_open.chmod(above)
    (in_the_open / "couples").chmod(mode)
    assert findings(in_the_open)["access"].weight is Weight.ADVICE
    (in_the_open / "couples").chmod(0o700)
    assert findings(in_the_open)["access"].weight is Weight.FINE


def test_what_a_killed_run_left_is_told(practice: Path) -> None:
    """What nobody fills any more is named with what clears it; what is in use is left alone."""
    left = [half_made(practice / target) for target in ("build/kim-lee", "couples/lou")]
    with being_filled(practice / "build/max"):
        found = findings(practice)["leftovers"]
    assert found.weight is Weight.ADVICE
    assert all(folder.relative_to(practice).as_posix() in found.says for folder in left)
    assert "max" not in found.says
    assert "mend build" in found.do
    assert all(folder.is_dir() for folder in left)


def test_this_machine_can_build() -> None:
    """Where these tests run, Mend finds all it needs."""
    machine = this_machine()
    assert machine.python >= (3, 11)
    assert machine.has_pango

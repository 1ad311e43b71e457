import dataclasses
import subprocess
from pathlib import Path

import pytest

from generator.practice.doctor import Finding, Weight, examine
from generator.practice.machine import Machine, this_machine
from generator.practice.surroundings import open_to_others, synced_folder
from generator.shipped import practice_templates

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


def test_a_practice_outside_version_control(tmp_path: Path) -> None:
    """Without git in the folder no couple can be in it."""
    (tmp_path / "couples").mkdir(mode=0o700)
    assert findings(tmp_path)["git"].weight is Weight.FINE


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


def test_this_machine_can_build() -> None:
    """Where these tests run, Mend finds all it needs."""
    machine = this_machine()
    assert machine.python >= (3, 11)
    assert machine.has_pango

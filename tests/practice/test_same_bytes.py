"""The same answers make the same files, wherever and whenever they are made."""

from pathlib import Path

from tests.command import a_practice, mend, tree
from tests.samples import DAY


def test_another_machine_makes_the_same_bytes(sample_builds: Path, tmp_path: Path) -> None:
    """Clock, language, home, folder and the order of sets show in no file of a build."""
    practice = a_practice(tmp_path / "a practice elsewhere")
    (tmp_path / "home").mkdir()
    elsewhere = {
        "HOME": str(tmp_path / "home"),
        "TZ": "Pacific/Chatham",
        "LANG": "tr_TR.UTF-8",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "4711",
        "SOURCE_DATE_EPOCH": "1",
        "COLUMNS": "40",
    }
    run = mend("build", "--on", DAY, "--practice", str(practice), cwd=tmp_path, env=elsewhere)
    assert run.returncode == 0, run.stderr
    here, there = tree(sample_builds), tree(practice / "build")
    assert len(here) > 100
    assert here.keys() == there.keys()
    assert [name for name in here if here[name] != there[name]] == []


def test_nothing_is_left_lying_about(sample_builds: Path) -> None:
    """A build writes under build/ alone, and leaves no hidden folder there."""
    practice = sample_builds.parent
    assert sorted(path.name for path in practice.iterdir()) == ["build", "couples", "mkdocs.yml"]
    assert [path.name for path in sample_builds.iterdir() if path.name.startswith(".")] == []

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ["run", "dev"]
SAMPLES = re.findall(r"^!/couples/([^/]+)/$", (ROOT / ".gitignore").read_text(), re.MULTILINE)


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_place(name: str) -> None:
    """A lock holds versions and hashes: no registry's address, no path of a machine."""
    lines = (ROOT / "requirements" / f"{name}.txt").read_text().splitlines()[1:]
    requirement = r"[a-z0-9-]+==[0-9][^ @/:]*( ; [^@/:]+)? \\"
    digest = r"    --hash=sha256:[0-9a-f]{64}( \\)?"
    assert lines
    assert [line for line in lines if not re.fullmatch(f"{requirement}|{digest}", line)] == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_all_that_is_asked_for(name: str) -> None:
    """No dependency of the project is missing from a lock, nor what builds it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = project["dependencies"] + project["optional-dependencies"]["install"]
    asked += project["optional-dependencies"]["dev"] if name == "dev" else []
    names = {re.split(r"[^\w.-]", one)[0].lower().replace(".", "-") for one in asked}
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    assert (
        names - set(re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE))
        == {
            "dev": {"mend-guide"},
            "run": set(),
        }[name]
    )


def test_the_samples_are_those_let_in() -> None:
    """Each couple named in .gitignore is there, and git holds no other."""
    listed = subprocess.run(
        ["git", "ls-files", "couples"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    held = {Path(name).parts[1] for name in listed.stdout.splitlines() if name.count("/") > 1}
    assert len(SAMPLES) >= 3
    assert held <= set(SAMPLES)
    assert [name for name in SAMPLES if not (ROOT / "couples" / name).is_dir()] == []


def test_a_real_couple_stays_out_of_git() -> None:
    """A couple that a therapist adds in a checkout is ignored, and so is their guide."""
    paths = ["couples/kim-lee/couple.yml", "build/kim-lee/site/index.html"]
    found = subprocess.run(
        ["git", "check-ignore", *paths], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if found.returncode == 128:
        pytest.skip("not a git checkout")
    assert found.stdout.splitlines() == paths


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Build the wheel from a copy of what it is made of, with a real couple among the samples."""
    folder = tmp_path_factory.mktemp("wheel")
    copied = ["generator", "templates", "couples", "mkdocs.yml", "pyproject.toml"]
    copied += ["README.md", "LICENSE", ".gitignore"]
    subprocess.run(["cp", "-R", *copied, folder], cwd=ROOT, check=True)
    (folder / "couples" / "kim-lee").mkdir()
    (folder / "couples" / "kim-lee" / "couple.yml").write_text("language: en\n")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel"]
    subprocess.run(build, cwd=folder, check=True, capture_output=True)
    (path,) = (folder / "dist").glob("*.whl")
    return zipfile.ZipFile(path)


def test_a_wheel_holds_what_a_checkout_holds(wheel: zipfile.ZipFile) -> None:
    """Templates, look, samples and the typing mark are inside, file for file."""
    inside = set(wheel.namelist())
    for folder in ("templates", *(f"couples/{name}" for name in SAMPLES)):
        files = {
            f"generator/{path.relative_to(ROOT).as_posix()}"
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and path.name != ".DS_Store"
        }
        assert files
        assert files <= inside
    assert {"generator/mkdocs.yml", "generator/py.typed"} <= inside


def test_a_wheel_holds_no_real_couple(wheel: zipfile.ZipFile) -> None:
    """A wheel made in a folder that therapists work in carries the samples alone."""
    couples = {name.split("/")[2] for name in wheel.namelist() if "/couples/" in name}
    assert couples <= {*SAMPLES, "README.md"}
    assert couples >= set(SAMPLES)


@pytest.fixture(scope="module")
def mend(
    wheel: zipfile.ZipFile, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a command of the wheel, unpacked as pip would, where no checkout is."""
    installed = tmp_path_factory.mktemp("installed")
    wheel.extractall(installed)
    start = f"import sys; sys.path.insert(0, {str(installed)!r}); "
    start += f"import generator.cli; assert generator.__file__.startswith({str(installed)!r}); "
    start += "sys.argv[0] = 'mend'; generator.cli.main()"

    def run(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-P", "-c", start, *words]
        return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)

    return run


def test_a_newcomer_with_a_wheel(
    mend: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    """From an empty folder to a first guide: each command leads on to the next."""
    begun = mend("init", "p", cwd=tmp_path)
    assert begun.returncode == 0, begun.stderr
    practice = tmp_path / "p"
    assert mend("new", "a-couple", cwd=practice).returncode == 0
    checked = mend("check", cwd=practice)
    assert checked.returncode == 1
    assert re.search(r"couples/a-couple/couple\.yml:\d+:\d+", checked.stdout + checked.stderr)
    (sample,) = {path.name for path in (practice / "couples").iterdir()} - {"a-couple"}
    built = mend("build", sample, cwd=practice)
    assert built.returncode == 0, built.stdout + built.stderr
    made = {path.name for path in (practice / "build" / sample).iterdir()}
    assert {"site", "guide.pdf", "agreement.pdf", "check-ins.ics"} <= made


def test_a_wheel_works_in_an_empty_folder(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    """Away from any checkout, a newcomer makes a practice and builds the sample's guide."""
    wheel.extractall(tmp_path / "installed")
    here = {**os.environ, "PYTHONPATH": str(tmp_path / "installed")}
    run = "from generator.cli import main; main()"
    for arguments in (["init", "practice"], ["build", "--practice", "practice"]):
        command = [sys.executable, "-c", run, *arguments]
        subprocess.run(command, cwd=tmp_path, env=here, check=True, capture_output=True)
    built = tmp_path / "practice/build/alex-sam"
    assert {"site", "guide.pdf", "agreement.pdf"} <= {path.name for path in built.iterdir()}

"""A practice full of couples: built on all cores or on a cluster, and the same bytes each time."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Literal

import pytest

from generator.answers.answers import texts_for_both
from generator.answers.folder import read_folder
from generator.cli import ANSWERS_NEED_WORK, DONE
from generator.practice import workers
from generator.practice.claim import claim_path, claimed
from generator.practice.practice import Practice
from generator.practice.run import plan_run
from generator.practice.workers import work
from generator.problems import GuideError
from tests.command import MEND, mend, tree
from tests.many_couples import break_one, change_one, made_couple, make_practice
from tests.meddling import DIE, END_THE_RUN, HANG_UP, meddling, once
from tests.samples import DAY, ROOT
from tests.whole import assert_whole, leftovers

SIXTY = 60
BROKEN, CHANGED = 7, 11
FEW = (0, 1, 2)
"""Couples with these numbers are built in every way there is, and the bytes are compared."""
IMPATIENT = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "2s"}
"""So long a run waits for a cluster that doesn't answer."""
LITTLE = 0.2
"""They wrote little: how much they wrote decides nothing here, and `make bench` builds a thousand
who wrote as much as couples do.
"""


@dataclass(frozen=True)
class Many:
    """A practice of sixty couples, what a run over it told, and where the broken one is broken."""

    practice: Path
    code: int
    told: tuple[Mapping[str, Any], ...]
    place: str

    def of(self, state: str) -> list[str]:
        """Return the couples of whom the run told this."""
        return [one["couple"] for one in self.told if one["state"] == state]


def name_of(number: int) -> str:
    return made_couple(number)[0]


def build(practice: Path, *arguments: str, env: Mapping[str, str] | None = None) -> Any:
    run = mend("build", *arguments, "--on", DAY, "--format", "json", cwd=practice, env=env)
    assert run.returncode in (DONE, ANSWERS_NEED_WORK), run.stderr
    return run.returncode, tuple(json.loads(run.stdout))


@pytest.fixture(scope="module")
def sixty(tmp_path_factory: pytest.TempPathFactory) -> Many:
    """Return sixty couples, of whom one is broken, after a run on all cores."""
    practice = make_practice(tmp_path_factory.mktemp("sixty") / "practice", SIXTY, most=LITTLE)
    place = break_one(practice, name_of(BROKEN))
    return Many(practice, *build(practice), place)


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """Return a practice of a few of the same couples, of whom none was built."""
    return make_practice(tmp_path / "practice", len(FEW), most=LITTLE)


def test_one_mistake_stops_one_couple(sixty: Many) -> None:
    """Of sixty, the broken one is told with its place, and all others are built whole."""
    assert sixty.code == ANSWERS_NEED_WORK
    assert sixty.of("failed") == [name_of(BROKEN)]
    (told,) = [one for one in sixty.told if one["state"] == "failed"]
    where = [f"{one['file']}:{one['line']}:{one['column']}" for one in told["problems"]]
    assert sixty.place in where
    assert len(sixty.of("built")) == SIXTY - 1
    for name in sixty.of("built"):
        assert_whole(sixty.practice / "build" / name)
    assert leftovers(sixty.practice / "build") == []


def test_the_next_run_builds_who_was_changed(sixty: Many) -> None:
    """All but one stay untouched, who was changed is as if built anew, who is broken told again."""
    builds = sixty.practice / "build"
    before = {name: (builds / name).stat().st_ino for name in sixty.of("built")}
    change_one(sixty.practice, name_of(CHANGED))
    code, told = build(sixty.practice)
    assert code == ANSWERS_NEED_WORK
    assert {one["couple"]: one["reason"] for one in told if one["state"] == "built"} == {
        name_of(CHANGED): "answers"
    }
    assert [one["couple"] for one in told if one["state"] == "failed"] == [name_of(BROKEN)]
    after = {name: (builds / name).stat().st_ino for name in before}
    assert [name for name in before if before[name] != after[name]] == [name_of(CHANGED)]
    once_built = tree(builds / name_of(CHANGED))
    shutil.rmtree(builds / name_of(CHANGED))
    build(sixty.practice, name_of(CHANGED))
    assert tree(builds / name_of(CHANGED)) == once_built


def test_however_it_is_built_the_bytes_are_the_same(sixty: Many, few: Path, tmp_path: Path) -> None:
    """All at once, one after another, one by one by name, and on a cluster that loses a worker."""
    lost = name_of(FEW[1])
    ways = {"one after another": few, **{way: tmp_path / way for way in ("by name", "cluster")}}
    for way in ("by name", "cluster"):
        shutil.copytree(few, ways[way])
    build(few, "--workers", "1")
    for number in FEW:
        build(ways["by name"], name_of(number))
    flag = tmp_path / "died"
    with a_cluster(meddling(tmp_path / "meddling", lost, once(flag, DIE))) as address:
        code, told = build(ways["cluster"], "--cluster", address)
    assert flag.exists(), "no worker of the cluster was lost"
    assert (code, {one["state"] for one in told}) == (DONE, {"built"})
    for number in FEW:
        name = name_of(number)
        wanted = tree(sixty.practice / "build" / name)
        assert len(wanted) > 40
        for way, practice in ways.items():
            made = tree(practice / "build" / name)
            assert made.keys() == wanted.keys(), way
            assert [file for file in made if made[file] != wanted[file]] == [], way


@contextmanager
def a_cluster(
    env: Mapping[str, str], *, workers: int = 2, lost: Literal["anew", "gone"] = "anew"
) -> Iterator[str]:
    """Yield the address of a real cluster of so many workers on this machine."""
    known = env.get("PYTHONPATH") or os.environ.get("PYTHONPATH")
    path = os.pathsep.join(filter(None, [known, str(ROOT)]))
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.cluster", str(workers), lost],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path},
        text=True,
    )
    assert process.stdout is not None
    try:
        address = process.stdout.readline().strip()
        assert address, "the cluster didn't begin"
        yield address
    finally:
        process.communicate()


def test_a_lost_worker_loses_nobody(few: Path, tmp_path: Path) -> None:
    """Where the system stops a worker once, everyone is built, and nothing half made is left."""
    flag = tmp_path / "died"
    env = meddling(tmp_path / "meddling", name_of(FEW[2]), once(flag, DIE))
    code, told = build(few, "--workers", "2", env=env)
    assert flag.exists()
    assert (code, {one["state"] for one in told}) == (DONE, {"built"})
    codes = {problem["code"] for one in told for problem in one["problems"]}
    assert codes <= {"helplines-unknown"}, "something is told of what came right"
    assert leftovers(few / "build") == []


def test_when_the_run_is_killed_its_workers_leave_nothing(few: Path, tmp_path: Path) -> None:
    """Nobody waits for them any more: they end, and take away what they have begun."""
    env = meddling(tmp_path / "meddling", name_of(FEW[2]), END_THE_RUN)
    run = mend("build", "--workers", "2", "--on", DAY, cwd=few, env=env)
    assert run.returncode == -signal.SIGKILL
    assert leftovers(few / "build") == []


def test_when_the_terminal_is_closed_nothing_half_made_is_left(few: Path, tmp_path: Path) -> None:
    """Closing the window in the middle ends the run and its workers in order, all at once."""
    env = meddling(tmp_path / "meddling", name_of(FEW[2]), HANG_UP)
    run = subprocess.run(
        [MEND, "build", "--workers", "2", "--on", DAY],
        cwd=few,
        env={**os.environ, **env},
        start_new_session=True,
        check=False,
    )
    assert run.returncode == 128 + signal.SIGHUP
    assert leftovers(few / "build") == []


def test_a_run_that_is_to_outlive_its_terminal_does(few: Path, tmp_path: Path) -> None:
    """Started by `nohup`, it goes on where the window is closed, and so do its workers."""
    flag = tmp_path / "closed"
    env = meddling(tmp_path / "meddling", name_of(FEW[2]), once(flag, HANG_UP))
    run = subprocess.run(
        ["nohup", MEND, "build", "--workers", "2", "--on", DAY],
        cwd=few,
        env={**os.environ, **env},
        start_new_session=True,
        check=False,
    )
    assert flag.exists()
    assert run.returncode == DONE
    assert len([*(few / "build").iterdir()]) == len(FEW)


def test_workers_that_outlive_a_run_see_what_changed(few: Path, tmp_path: Path) -> None:
    """On the same cluster, pages and styles that changed between two runs are in the second one."""
    name, page = name_of(FEW[0]), "templates/en/documents/help.md.j2"
    shipped = (ROOT / page).read_text(encoding="utf-8")
    with a_cluster({}, workers=1) as address:
        build(few, name, "--cluster", address)
        (few / page).parent.mkdir(parents=True)
        (few / page).write_text(f"{shipped}\nThe door is always open.\n", encoding="utf-8")
        (few / "templates/assets/css").mkdir(parents=True)
        (few / "templates/assets/css/practice.css").write_text("h1 { letter-spacing: 1px }")
        code, told = build(few, name, "--cluster", address)
    assert (code, [one["reason"] for one in told]) == (DONE, ["templates"])
    anew = shutil.copytree(few, tmp_path / "anew")
    build(anew, name, "--force")
    assert tree(few / "build") == tree(anew / "build")


def test_a_worker_with_another_mend_builds_nothing(few: Path) -> None:
    """A worker that runs other code than whoever asks says so: two guides would differ."""
    (job,) = plan_run(Practice(few), [name_of(FEW[0])], date.fromisoformat(DAY)).jobs
    outcome = work(replace(job, program="another"))
    assert (outcome.state, [problem.code for problem in outcome.problems]) == (
        "failed",
        ["other-mend"],
    )
    assert not (few / "build").exists()


def test_a_cluster_that_goes_away_midway_is_told(few: Path, tmp_path: Path) -> None:
    """Its scheduler ends: whoever wasn't built is told as such, and why, and the run ends."""
    with a_cluster(meddling(tmp_path / "meddling", name_of(FEW[2]), END_THE_RUN)) as address:
        code, told = build(few, "--cluster", address, env=IMPATIENT)
    assert code == ANSWERS_NEED_WORK
    assert len(told) == len(FEW)
    failed = [one for one in told if one["state"] == "failed"]
    assert {problem["code"] for one in failed for problem in one["problems"]} == {"cluster-silent"}


def test_a_cluster_without_workers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A scheduler that nobody works for: nobody waits for it for ever."""
    monkeypatch.setattr(workers, "PATIENCE", 1)
    with (
        a_cluster({}, workers=0) as address,
        pytest.raises(GuideError, match="cluster-silent"),
        workers.cluster(address),
    ):
        pytest.fail("there was nobody")


def test_a_cluster_that_loses_all_its_workers_is_told(
    few: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its scheduler stays, and nobody works for it any more: nobody waits for it for ever."""
    monkeypatch.setattr(workers, "PATIENCE", 10)
    jobs = plan_run(Practice(few), [], date.fromisoformat(DAY)).jobs
    env = meddling(tmp_path / "meddling", name_of(FEW[0]), DIE)
    with a_cluster(env, workers=1, lost="gone") as address:
        told = [*workers.each(jobs, partial(workers.cluster, address))]
    assert sorted(outcome.name for outcome in told) == sorted(job.name for job in jobs)
    failed = [outcome for outcome in told if outcome.state == "failed"]
    assert name_of(FEW[0]) in [outcome.name for outcome in failed]
    assert {one.code for outcome in failed for one in outcome.problems} == {"cluster-silent"}


def test_a_cluster_of_another_mend_is_told(few: Path, tmp_path: Path) -> None:
    """Its workers don't even know what they are asked for: it is told as no mistake of ours."""
    (tmp_path / "sitecustomize.py").write_text(
        "import sys, types\n"
        "other = types.ModuleType('generator.practice.job')\n"
        "sys.modules['generator.practice.job'] = other\n"
    )
    env = {"PYTHONPATH": os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])}
    with a_cluster(env) as address:
        code, told = build(few, "--cluster", address)
    assert code == ANSWERS_NEED_WORK
    assert {problem["code"] for one in told for problem in one["problems"]} == {"other-mend"}


def test_a_claim_of_a_worker_that_the_run_lost_stops_nobody(few: Path) -> None:
    """A worker of another machine was lost: the same run tries again, and no other run does."""
    practice, name = Practice(few), name_of(FEW[0])
    path = claim_path(practice, name)
    path.parent.mkdir()
    path.write_text(json.dumps({"process": 7, "host": "the-other-desk", "run": "this one"}))
    with claimed(practice, name, "this one") as told:
        assert told == ()
    path.write_text(json.dumps({"process": 7, "host": "the-other-desk", "run": "this one"}))
    with pytest.raises(GuideError, match="claimed-elsewhere"), claimed(practice, name, "another"):
        pytest.fail("it is another's")


def test_who_loses_each_worker_is_told(few: Path, tmp_path: Path) -> None:
    """A couple whose build is stopped again and again is told, and all others are built."""
    doomed = name_of(FEW[2])
    env = meddling(tmp_path / "meddling", doomed, DIE)
    code, told = build(few, "--workers", "2", env=env)
    assert code == ANSWERS_NEED_WORK
    states = {one["couple"]: one["state"] for one in told}
    assert [name for name, state in states.items() if state != "built"] == [doomed]
    (failed,) = [one for one in told if one["couple"] == doomed]
    assert [problem["code"] for problem in failed["problems"]] == ["worker-lost"]


def test_a_cluster_that_is_not_there_is_told(few: Path) -> None:
    """Nobody at the address: it is said so, and nothing is built."""
    command = ("build", "--cluster", "tcp://127.0.0.1:9", "--on", DAY)
    run = mend(*command, cwd=few, env=IMPATIENT)
    assert run.returncode == ANSWERS_NEED_WORK
    assert "tcp://127.0.0.1:9" in run.stderr
    assert not (few / "build").exists()


def test_without_dask_it_is_said_how_to_get_it(few: Path, tmp_path: Path) -> None:
    """Dask is an extra: who asks for a cluster without it is told what to type."""
    (tmp_path / "without").mkdir()
    (tmp_path / "without/distributed.py").write_text("raise ImportError('distributed')\n")
    env = {"PYTHONPATH": str(tmp_path / "without")}
    run = mend("build", "--cluster", "tcp://127.0.0.1:9", "--on", DAY, cwd=few, env=env)
    assert run.returncode == ANSWERS_NEED_WORK
    assert "mend-guide[cluster]" in run.stderr


def test_names_can_be_hidden(few: Path) -> None:
    """Who builds with someone in the room sees numbers, and no couple's name."""
    break_one(few, name_of(FEW[1]))
    run = mend("build", "--hide-names", "--on", DAY, cwd=few)
    assert run.returncode == ANSWERS_NEED_WORK
    names = [name_of(number) for number in FEW]
    assert [name for name in names if name in run.stdout + run.stderr] == []
    assert f"Built: {len(FEW) - 1}." in run.stdout
    assert "when you are alone" in run.stderr


def test_names_are_hidden_wherever_they_stand(few: Path) -> None:
    """From another folder, and where words of one couple were found in another's guide, too."""
    names = [name_of(number) for number in FEW]
    folder = read_folder(names[0], Practice(few).answer_files(names[0]), f"couples/{names[0]}")
    said = max((text for _, _, text in texts_for_both(folder.answers)), key=len)
    page = "templates/en/documents/help.md.j2"
    (few / page).parent.mkdir(parents=True)
    shipped = (ROOT / page).read_text(encoding="utf-8")
    (few / page).write_text(f"{shipped}\n{said}\n", encoding="utf-8")
    told = mend("build", "-p", few.name, "--on", DAY, cwd=few.parent)
    assert f"build/{names[1]}/" in told.stderr
    assert f"({names[0]})" in told.stderr
    run = mend("build", "-p", few.name, "--hide-names", "--on", DAY, cwd=few.parent)
    assert run.returncode == ANSWERS_NEED_WORK
    assert [name for name in names if name in run.stdout + run.stderr] == []


def test_without_pango_all_sites_are_there(few: Path, tmp_path: Path) -> None:
    """Where the library that prints doesn't load, each couple's site is built, and it is told."""
    (tmp_path / "without/weasyprint").mkdir(parents=True)
    (tmp_path / "without/weasyprint/__init__.py").write_text("raise OSError('no libpango')\n")
    path = filter(None, [str(tmp_path / "without"), os.environ.get("PYTHONPATH")])
    code, told = build(few, env={"PYTHONPATH": os.pathsep.join(path)})
    assert (code, {one["state"] for one in told}) == (DONE, {"built"})
    for one in told:
        assert "pango-missing" in [problem["code"] for problem in one["problems"]]
    assert {one["reason"] for one in build(few, "--why")[1]} == {"incomplete"}

"""Measure the figures that the README gives, on this machine, in one go.

    python tools/bench.py             # what `make bench` runs
    python tools/bench.py --runs 9    # more rounds: the best one says most on a busy machine

Each measured command is a process of its own, started cold, after one round that warms the disk
cache and isn't counted. What is compared takes turns, so that a busy minute hits all alike.
mkdocs-with-pdf is fetched into .cache/bench/ and uses the MkDocs, Material and WeasyPrint that
Mend uses. It is given the same pages as a plain Material project, without their drawings, and
makes a site and one PDF of them; Mend makes a site, two PDFs and a calendar, and reads them all
for leaks.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
import yaml
from hard_night import slowest_to_show
from unlocking import measure_unlocking

from generator.guide.guide import make_guide
from generator.pages.page import Page
from generator.pages.pages import make_pages
from generator.pages.text import load_texts
from generator.practice.checking import check_couple, sound_folder
from generator.practice.practice import Practice
from tests.locked import lock_samples

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
WITH_PDF = ROOT / ".cache/bench/with-pdf"
PACKAGES = ("mkdocs-with-pdf==0.9.3", "beautifulsoup4==4.15.0", "soupsieve", "libsass")
DAY = date(2026, 11, 22)
COUPLES = ("alex-sam", "noor-elias", "ines-zoe")
"""From the longest guide to the shortest."""
THEIR_PDF = "site/pdf/document.pdf"
MOST_BUILD, MOST_CHECK, LEAST_RATIO, MOST_SHOWN = 2.2, 0.5, 4.0, 1000
MOST_UNLOCKED, MOST_LATER, MOST_LOCKED = 1500, 300, 1.25

_DRAWING = re.compile(r"<svg.*?</svg>", re.DOTALL)
_BREAK_ANYWHERE = "".join(
    f"*:not(article) {{ page-break-{side}: auto !important; }}\n"
    for side in ("before", "inside", "after")
)


@dataclass(frozen=True)
class Task:
    """One command to measure; `met` tells from its best time whether its figure is reached."""

    says: str
    run: Callable[[], None]
    asked: str = ""
    met: Callable[[float], bool] = lambda _: True


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the figures that the README gives.")
    parser.add_argument("--runs", type=int, default=5, help="rounds that count (default: 5)")
    runs = parser.parse_args().runs
    _get_with_pdf()
    with TemporaryDirectory(prefix="mend-bench-") as folder:
        practice = _practice(Path(folder) / "practice")
        project = _plain_project(practice, COUPLES[0], Path(folder) / "plain")
        locked = lock_samples(Path(folder) / "locked", *COUPLES[:1])
        tasks = _tasks(practice, project, locked.practice)
        before = os.getloadavg()[0]
        _round(tasks)
        rounds = [_round(tasks) for _ in range(runs)]
        made = [(f"{name}, {pdf}", practice / "build" / name / f"{pdf}.pdf")
                for name in COUPLES for pdf in ("guide", "agreement")]  # fmt: skip
        made.append((f"{COUPLES[0]}, mkdocs-with-pdf", project / THEIR_PDF))
        sheets = [_sheets(name, pdf) for name, pdf in made]
        shown = slowest_to_show(practice / "build")
        unlocking = measure_unlocking(locked, COUPLES[0], practice / "build")
    times = {task.says: [one[task.says] for one in rounds] for task in tasks}
    _tell(tasks, times, sheets, (before, os.getloadavg()[0]))
    _tell_shown("the page for a hard night, once tapped", shown, MOST_SHOWN)
    _tell_shown("a locked guide, once its passphrase is typed", unlocking.unlocked, MOST_UNLOCKED)
    _tell_shown("a page that is locked, later than an open one", unlocking.later, MOST_LATER)


def _tasks(practice: Path, project: Path, locked: Path) -> list[Task]:
    def mend(*words: str, there: Path = practice) -> Callable[[], None]:
        return lambda: _run([BIN / "mend", *words, "-p", there, "--on", DAY.isoformat()])

    builds = [
        Task(f"mend build {name}", mend("build", name), f"{MOST_BUILD} s", MOST_BUILD.__ge__)
        for name in COUPLES
    ]
    check = Task(
        f"mend check {COUPLES[0]}", mend("check", COUPLES[0]), f"{MOST_CHECK} s", MOST_CHECK.__ge__
    )
    paths = os.pathsep.join(filter(None, [str(WITH_PDF), os.environ.get("PYTHONPATH")]))
    config = project / "mkdocs.yml"
    plain = Task(
        f"mkdocs build, mkdocs-with-pdf, {COUPLES[0]}",
        lambda: _run([BIN / "mkdocs", "build", "-q", "-f", config], {"PYTHONPATH": paths}),
    )
    sealed = Task(f"mend build {COUPLES[0]}, locked", mend("build", COUPLES[0], there=locked))
    return [check, *builds, sealed, plain]


def _round(tasks: Sequence[Task]) -> dict[str, float]:
    return {task.says: _seconds(task.run) for task in tasks}


def _seconds(run: Callable[[], None]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def _run(command: Sequence[str | Path], extra: Mapping[str, str] | None = None) -> None:
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, **(extra or {})}
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")


def _get_with_pdf() -> None:
    """Fetch what we compare with, once; it is no part of Mend."""
    if (WITH_PDF / "mkdocs_with_pdf").is_dir():
        return
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _run([*pip, "--no-deps", "--target", WITH_PDF, *PACKAGES])


def _practice(folder: Path) -> Path:
    for name in COUPLES:
        shutil.copytree(ROOT / "couples" / name, folder / "couples" / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def _plain_project(practice: Path, name: str, project: Path) -> Path:
    """Write the couple's pages as anyone would who uses Material and mkdocs-with-pdf.

    Its rules against page breaks lose three quarters of these pages, so they are taken back.
    """
    here = Practice(practice)
    answers = sound_folder(check_couple(here, name, DAY)).answers
    texts = load_texts(here.templates, answers.couple.language, answers.couple.country)
    guide = make_guide(answers, DAY, texts.deck)
    pages = [p for p in make_pages(guide, texts, here.templates) if "site" in p.editions]
    for page in pages:
        path = project / "docs" / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_DRAWING.sub("", page.text), encoding="utf-8")
    (project / "styles.scss").write_text(_BREAK_ANYWHERE)
    settings = {
        "site_name": "Our guide",
        "theme": {"name": "material", "font": False},
        "markdown_extensions": yaml.safe_load(here.look.read_text())["markdown_extensions"],
        "plugins": ["search", {"with-pdf": {"author": "", "custom_template_path": str(project)}}],
        "nav": _nav(pages),
    }
    (project / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True))
    return project


def _nav(pages: Sequence[Page]) -> list[object]:
    nav: list[object] = []
    for section, group in groupby(pages, key=lambda page: page.section):
        entries = [{page.title: page.path} for page in group]
        nav.extend([{section: entries}] if section else entries)
    return nav


def _sheets(name: str, pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return f"{name}: {len(document)} pages, {ceil(len(document) / 2)} sheets on both sides"


def _tell_shown(what: str, found: float, most: float) -> None:
    verdict = "met" if found <= most else "NOT MET"
    print(f"{what}: {found:.0f} ms at the slowest, at most {most} ms: {verdict}")


def _tell(
    tasks: Sequence[Task],
    times: Mapping[str, Sequence[float]],
    sheets: Sequence[str],
    load: tuple[float, float],
) -> None:
    print(f"{'':48}  best   median  asked")
    for task in tasks:
        best, median = min(times[task.says]), statistics.median(times[task.says])
        verdict = f"at most {task.asked}: {'met' if task.met(best) else 'NOT MET'}"
        print(f"{task.says:48} {best:5.2f} s {median:5.2f} s  {verdict if task.asked else ''}")
    ours, theirs = (min(times[task.says]) for task in (tasks[1], tasks[-1]))
    ratio = theirs / ours
    verdict = "met" if ratio >= LEAST_RATIO else "NOT MET"
    print(f"{f'{COUPLES[0]}: faster than mkdocs-with-pdf':48} {ratio:5.1f} ×"
          f"{'':10}at least {LEAST_RATIO:.0f} ×: {verdict}")  # fmt: skip
    share = statistics.median(times[tasks[-2].says]) / statistics.median(times[tasks[1].says])
    verdict = "met" if share <= MOST_LOCKED else "NOT MET"
    print(f"{f'{COUPLES[0]}: locked, to unlocked':48} {share:5.2f} ×"
          f"{'':10}at most {MOST_LOCKED} ×: {verdict}")  # fmt: skip
    print(*sheets, sep="\n")
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, "
          f"load {load[0]:.1f} before and {load[1]:.1f} after")  # fmt: skip
    if load[0] > 0.5:
        print("This machine was busy with other things: expect better on a quiet one.")


if __name__ == "__main__":
    main()

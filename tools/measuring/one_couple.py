"""Scenarios with one couple at a time: checking, building cold, warm and locked, and the site."""

import json
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from statistics import mean

import pypdfium2

from generator.practice.practice import Practice
from measuring.bench import DAY, LONGEST, SAMPLES, Bench, Task, build_anew, in_turns, mend
from measuring.cost import Cost, run, size_of
from measuring.floor import Floor
from measuring.projects import PLUGINS, THEIR_PDF
from measuring.report import Figure, Row, Scenario, Spread, at_least, at_most, cpu, seconds
from tests.locked import lock_samples

INSIDE = Path(__file__).with_name("mend_inside.py")


def check(bench: Bench) -> Scenario:
    """Measure how soon answers are checked while someone fills them in."""
    what = f"mend check {LONGEST}"
    rows = in_turns([(what, lambda: mend(bench.samples, "check", LONGEST))], bench.runs)
    return Scenario("Check one couple", rows, [at_most(what, 0.5, "s", _time(rows[0]))])


def cold(bench: Bench) -> Scenario:
    """Measure one couple, each command a process of its own, beside the peers and our floor."""
    floor = bench.floor(bench.samples, [LONGEST], "cold")
    tasks: list[Task] = [("mend build", partial(build_anew, bench.samples, LONGEST))]
    tasks += [(f"{peer}", bench.plain(bench.samples, LONGEST, peer)) for peer in PLUGINS]
    tasks += [("bare mkdocs build", bench.mkdocs(floor.config)),
              ("bare WeasyPrint, all PDFs", floor.printing)]  # fmt: skip
    rows = in_turns(tasks, bench.runs)
    ours, with_pdf, *_, site, pdfs = rows
    slower = max(site, pdfs, key=lambda row: _time(row).middle)
    figures = [
        at_least("cold: faster than mkdocs-with-pdf", 5, "×", with_pdf.times(ours, seconds)),
        at_most(f"cold: time of {slower.what}", 1.3, "×", ours.times(slower, seconds)),
    ]
    title = f"One couple ({LONGEST}), cold: site and all PDFs, a process each"
    return Scenario(title, rows, figures, _pages(bench, floor))


def samples(bench: Bench) -> Scenario:
    """Measure all samples cold, and what a lock adds."""
    locked = Practice(lock_samples(bench.folder / "locked", LONGEST).practice)
    tasks: list[Task] = [
        (f"mend build {name}", partial(build_anew, bench.samples, name)) for name in SAMPLES
    ]
    tasks.append((f"mend build {LONGEST}, locked", partial(build_anew, locked, LONGEST)))
    rows = in_turns(tasks, bench.runs)
    longest, *_, sealed = rows
    figures = [at_most(row.what, 2.2, "s", _time(row)) for row in rows[:-1]]
    share = sealed.times(longest, seconds)
    figures.append(at_most(f"{LONGEST}: locked, to unlocked", 1.25, "×", share))
    return Scenario("The sample couples, cold", rows, figures)


def warm(bench: Bench) -> Scenario:
    """Measure couple after couple in one process: Mend's own functions, and our floor."""
    names = bench.typical_couples
    floor = bench.floor(bench.new, names, "new")
    rounds = [(_mean(_inside(bench, names)), _mean(floor.all())) for _ in range(bench.runs)]
    ours, bare = (Row(what, [costs[number] for costs in rounds]) for number, what in enumerate(
        ("mend, a couple", "bare MkDocs and WeasyPrint, a couple")))  # fmt: skip
    share = ours.times(bare, cpu)
    notes = [f"a row is the mean of {len(names) - 1} couples, after one more that isn't counted"]
    figure = at_most("warm: CPU of bare MkDocs and WeasyPrint", 1.25, "×", share)
    return Scenario("Couple after couple in one process, warm", [ours, bare], [figure], notes)


def site(bench: Bench) -> Scenario:
    """Measure how large the samples' sites are, without a lock."""
    return Scenario("The size of a couple's site", figures=[_site(bench, n) for n in SAMPLES])


def _site(bench: Bench, name: str) -> Figure:
    folder = bench.samples.builds / name / "site"
    if not folder.is_dir():
        mend(bench.samples, "build", name)
    return at_most(f"the site of {name}", 700, "kB", Spread([size_of(folder) / 1000]))


def _inside(bench: Bench, names: Sequence[str]) -> Sequence[Cost]:
    result = bench.folder / "inside.json"
    run([sys.executable, INSIDE, bench.new.root, DAY.isoformat(), result, *names])
    return [Cost(**took) for took in json.loads(result.read_text())]


def _mean(costs: Sequence[Cost]) -> Cost:
    """Return the mean of what is warm: all but the first."""
    warm = costs[1:]
    return Cost(mean(one.seconds for one in warm), mean(one.cpu for one in warm))


def _time(row: Row) -> Spread:
    return Spread([*map(seconds, row.costs)])


def _pages(bench: Bench, floor: Floor) -> list[str]:
    build = bench.samples.builds / LONGEST
    made = {f"mend, {pdf.relative_to(build)}": pdf for pdf in sorted(build.rglob("*.pdf"))}
    made |= {f"bare WeasyPrint, {pdf.name}": pdf for pdf in sorted(floor.pdfs.iterdir())}
    made |= {peer: bench.folder / f"plain-{peer}-{LONGEST}" / THEIR_PDF for peer in PLUGINS}
    return [f"{who}: {_length(pdf)} pages" for who, pdf in made.items()]


def _length(pdf: Path) -> int:
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)

"""Scenarios with a practice full of couples: all new, nothing changed, one changed, checked."""

import os
from collections.abc import Sequence
from shutil import copytree, rmtree
from statistics import mean

from generator.practice.practice import Practice
from generator.practice.workers import LONGEST
from measuring.bench import MANY, NEW, Bench, build_anew, mend
from measuring.cost import Cost
from measuring.memory import build_watched
from measuring.projects import PLUGINS
from measuring.report import MIB, Row, Scenario, Spread, at_least, at_most, cpu, seconds
from tests.many_couples import change_one

FEW = 20
MOST_MEMORY = 300
FLAT = 5
"""MiB and per cent."""


def new(bench: Bench) -> Scenario:
    """Measure a practice of which no couple was ever built; peers and floor by typical couples."""
    names = bench.new.couple_names()
    typical = bench.typical_couples
    ours = [build_anew(bench.new).each(len(names)) for _ in range(bench.long_runs)]
    rows = [Row(f"mend build, {len(names)} couples: each", ours)]
    rows += [Row(f"{peer}: each", _each(bench, peer, typical[1:])) for peer in PLUGINS]
    floor = bench.floor(bench.new, typical, "new")
    rows.append(Row("bare MkDocs and WeasyPrint, warm: each", [_mean(floor.all()[1:])]))
    mine, with_pdf, *_, bare = rows
    figures = [
        at_least(f"{len(names)} new: faster than mkdocs-with-pdf, per couple", 20, "×",
                 _over(with_pdf, mine), whole=len(names) >= NEW),
        at_most(f"{len(names)} new: CPU per couple, of the floor", 1.25, "×",
                Spread([cpu(one) / cpu(bare.costs[0]) for one in ours]), whole=len(names) >= NEW),
    ]  # fmt: skip
    notes = [
        f"the others made {len(typical) - 1} of them, the middle ones of as many groups by length",
        "a peer makes each couple in a process of its own, and uses one core; bytes: of one couple",
    ]
    return Scenario("A practice of couples, all new", rows, figures, notes)


def memory(bench: Bench) -> Scenario:
    """Measure what a worker holds while it builds couple after couple."""
    practice = bench.made(bench.couples, "many")
    watched = build_watched(practice)
    whole = bench.couples >= MANY
    grown = 100 * (watched.last / watched.second - 1)
    rows = [Row(f"mend build, {bench.couples} couples", [watched.cost])]
    figures = [
        at_most("a worker's memory, at the most", MOST_MEMORY, "MiB",
                Spread([watched.most / MIB]), whole=whole),
        at_most("a worker's memory: last fifth over second fifth", FLAT, "%", Spread([grown]),
                whole=whole),
    ]  # fmt: skip
    notes = [
        f"{os.cpu_count()} workers at once, and others take over after {LONGEST} builds each",
        "a worker's memory is the RSS of the largest of them, and the median of a fifth's builds",
        f"not built: {'; '.join(watched.failed) or 'nobody'}",
    ]
    return Scenario("A whole practice, built for the first time", rows, figures, notes)


def unchanged(bench: Bench) -> Scenario:
    """Measure a build where no couple's answers changed."""
    practice = _whole_practice(bench)
    row = Row("mend build, nothing changed", [mend(practice, "build") for _ in range(bench.runs)])
    return _quick(bench, f"{bench.couples} couples, nothing changed", row, 1.5)


def one_changed(bench: Bench) -> Scenario:
    """Measure a build where one couple's answers changed, another couple's in each round."""
    practice = _whole_practice(bench)
    names = practice.couple_names()
    costs = []
    for number in range(bench.runs):
        change_one(practice.root, names[len(names) * number // bench.runs])
        costs.append(mend(practice, "build"))
    row = Row("mend build, one changed", costs)
    return _quick(bench, f"{bench.couples} couples, one changed", row, 2.5)


def check_many(bench: Bench) -> Scenario:
    """Measure checking all couples."""
    practice = bench.made(bench.couples, "many")
    row = Row("mend check", [mend(practice, "check") for _ in range(bench.long_runs)])
    return _quick(bench, f"mend check of {bench.couples} couples", row, 20)


def _quick(bench: Bench, title: str, row: Row, limit: float) -> Scenario:
    taken = Spread([*map(seconds, row.costs)])
    whole = bench.couples >= MANY
    return Scenario(title, [row], [at_most(title, limit, "s", taken, whole=whole)])


def _whole_practice(bench: Bench) -> Practice:
    """Return the practice of all couples, built.

    Where the whole of it wasn't built before, a few couples are, and all others are copies of them,
    answers and guides. Whether anything changed is found by reading both, whoever they are.
    """
    practice = bench.made(bench.couples, "many")
    names = practice.couple_names()
    if not practice.builds.is_dir():
        mend(practice, "build", *names[:FEW])
        for number, name in enumerate(names[FEW:]):
            for folder in (practice.couples, practice.builds):
                rmtree(folder / name, ignore_errors=True)
                copytree(folder / names[number % FEW], folder / name)
    return practice


def _each(bench: Bench, peer: str, names: Sequence[str]) -> Sequence[Cost]:
    """Return what a peer takes for one couple: the mean of these, each a process of its own."""
    costs = [bench.plain(bench.new, name, peer)() for name in names]
    return [_mean(costs)]


def _mean(costs: Sequence[Cost]) -> Cost:
    return Cost(
        mean(one.seconds for one in costs),
        mean(one.cpu for one in costs),
        max(one.memory for one in costs),
        round(mean(one.written for one in costs)),
    )


def _over(slow: Row, fast: Row) -> Spread:
    """Return how many times faster each round of `fast` was than the one round of `slow`."""
    return Spread([slow.costs[0].seconds / one.seconds for one in fast.costs])

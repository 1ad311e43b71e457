"""A run over one couple or a thousand: who needs it is built, on all cores, and nobody waits."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from uuid import uuid4

from generator.practice.freshness import reason_to_build
from generator.practice.half_made import clear_leftovers
from generator.practice.job import NOTHING_MORE, Job, Order, Wanted
from generator.practice.manifest import read_manifest, sizes_in
from generator.practice.outcome import Outcome, built_from
from generator.practice.practice import Practice
from generator.practice.sources import PROGRAM, common_sources, couple_sources
from generator.practice.writing import refuse_no_room
from generator.problems import GuideError


@dataclass(frozen=True)
class Means:
    """By what a run is done: so many processes (None: as many as there are cores), or a cluster."""

    workers: int | None = None
    cluster: str = ""


@dataclass(frozen=True)
class Plan:
    """What a run has to do: jobs for those who need it. What becomes of all others is settled."""

    jobs: tuple[Job, ...]
    settled: tuple[Outcome, ...]


def plan_run(
    practice: Practice,
    names: Sequence[str],
    on: date,
    wanted: Wanted = NOTHING_MORE,
    *,
    force: bool = False,
) -> Plan:
    """Return who of these couples, or of all, is to be built for the day `on`, and why.

    With `force`, each is. Only files are read; what they hold isn't looked at. Who is named and
    isn't there has failed. Raises GuideError outside a practice.
    """
    common = common_sources(practice)
    found = {name: _refused(practice, name) for name in names}
    jobs, settled = [], [outcome for outcome in found.values() if outcome]
    for name in [n for n in found if not found[n]] if names else practice.couple_names():
        sources = {**common, **couple_sources(practice, name)}
        last, there = read_manifest(practice.builds / name), sizes_in(practice.builds / name)
        reason = reason_to_build(last, there, Order(on, wanted, sources), force=force)
        if last and reason is None:
            built = built_from(practice, name, last, tuple(sorted(there)))
            settled.append(Outcome(name, "kept", built=built))
        elif reason:
            jobs.append(Job(practice, name, reason, on, wanted, common[PROGRAM]))
    return Plan(tuple(jobs), tuple(settled))


def _refused(practice: Practice, name: str) -> Outcome | None:
    """Return what becomes of a couple who is named and isn't there as a folder of ours."""
    try:
        practice.couple(name)
    except GuideError as error:
        return Outcome(name, "failed", problems=error.problems)
    return None


def do_run(
    practice: Practice, plan: Plan, means: Means, done: Callable[[Outcome], None]
) -> tuple[Outcome, ...]:
    """Do what is planned, and return what became of each couple, sorted by name.

    Before that, what killed runs left half made is cleared, whether or not there is anything to
    do. `done` is told of each as it is done. One couple's problem doesn't stop the others. A single
    couple is built right here, its site and its PDFs side by side, unless `means` say otherwise.
    Raises GuideError where no cluster answers.
    """
    _clear_leftovers(practice)
    outcomes = list(plan.settled)
    for outcome in _outcomes(practice, plan.jobs, means):
        done(outcome)
        outcomes.append(outcome)
    return tuple(sorted(outcomes, key=lambda outcome: outcome.name))


def _clear_leftovers(practice: Practice) -> None:
    for folder in (practice.couples, practice.builds):
        with suppress(OSError):  # none there yet, or not ours: no reason not to do what can be done
            clear_leftovers(folder)


def _outcomes(practice: Practice, jobs: Sequence[Job], means: Means) -> Iterator[Outcome]:
    if not jobs:
        return
    refuse_no_room()
    if len(jobs) == 1 and not means.workers and not means.cluster:
        yield _build_here(practice, *_watched(practice, jobs))
        return
    # Here and not above: where there is nothing to build, nobody waits for it to load.
    from generator.practice.workers import cluster, each, processes  # noqa: PLC0415

    jobs = _watched(practice, jobs, anywhere=bool(means.cluster))
    number = min(len(jobs), means.workers or os.cpu_count() or 1)
    hire = partial(cluster, means.cluster) if means.cluster else partial(processes, number, jobs[0])
    yield from each(jobs, hire)


def _watched(practice: Practice, jobs: Sequence[Job], *, anywhere: bool = False) -> list[Job]:
    """Return jobs with whom to look for; `anywhere` has them name the practice from the root."""
    from generator.practice.told_by_templates import may_be_told  # noqa: PLC0415

    beside, run = may_be_told(practice), uuid4().hex
    here = Practice(practice.root.resolve()) if anywhere else practice
    return [replace(job, practice=here, beside=beside, run=run) for job in jobs]


def _build_here(practice: Practice, job: Job) -> Outcome:
    from generator.editions.press import Press  # noqa: PLC0415

    common = common_sources(practice)
    with Press(practice.templates) as press:  # it gets ready while the rest is loaded here
        from generator.practice.do_job import do_job  # noqa: PLC0415

        return do_job(job, press, common)

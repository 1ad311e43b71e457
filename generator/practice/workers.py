"""Workers: processes that build couple after couple, warm, on this machine or on a cluster.

Both come through the interface of `concurrent.futures`. No answer is sent to a worker: it reads a
couple's files where they lie, and sends back what became of them.
"""

import gc
import logging
import multiprocessing
import os
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from generator.garbage import no_collection
from generator.practice.bug import bug_from
from generator.practice.job import Job
from generator.practice.memories import keep_up_with
from generator.practice.outcome import Outcome
from generator.practice.sources import PROGRAM, common_sources, program
from generator.practice.worker_process import begin_to_work, tidy
from generator.practice.writing import writing
from generator.problems import GuideError, Place, Problem
from generator.shipped import TemplateFolders

if TYPE_CHECKING:
    from generator.editions.inline_press import InlinePress

PATIENCE = 30
"""Seconds in which a cluster has to show its first worker, or another where it lost them all."""

LONGEST = 12
"""After so many couples for each of its processes, others take over: they keep a little of each.

After twenty a process may hold more than 300 MiB; docs/performance.md tells how that was
seen. Python's own `max_tasks_per_child` can stand still in 3.11, where a process ends while jobs
wait.
"""

_known: dict[str, object] = {}
"""The code that this process runs."""

_one_at_a_time = threading.Lock()
"""A cluster may give one process several jobs; the rights of new files are set for all of it."""


@dataclass(frozen=True)
class Hands:
    """Who works: an executor, how many jobs at once, and after how many others take over.

    Where they are `elsewhere`, their Mend may be another. `is_anyone_there` tells whether any
    worker is left where that isn't told by the executor.
    """

    executor: Executor
    at_once: int
    most: int | None = None
    elsewhere: bool = False
    is_anyone_there: Callable[[], bool] = lambda: True


Hire = Callable[[], AbstractContextManager[Hands]]


@contextmanager
def processes(number: int, first: Job) -> Iterator[Hands]:
    """Yield `number` warm processes of this machine for the run of the job `first`.

    They end with the block, or with us. Raises GuideError where there is no room for them.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["generator.practice.preloaded"])
    # WeasyPrint unpacks fonts into a temporary folder. In ours they go though a process is lost.
    with writing(Place("TMPDIR")):
        folder = TemporaryDirectory(prefix="mend-")
    with folder as room:
        executor = ProcessPoolExecutor(number, context, _begin, (first, room))
        try:
            yield Hands(executor, number, LONGEST * number)
        finally:
            executor.shutdown(cancel_futures=True)


@contextmanager
def cluster(address: str) -> Iterator[Hands]:
    """Yield the workers of a running Dask cluster, who must see the practice at the same place.

    Raises GuideError where Dask isn't installed, or nobody answers at `address`.
    """
    place = Place("--cluster")
    try:
        dask: Any = import_module("distributed")  # an extra, and slow to load
    except ImportError:
        raise GuideError([Problem("cluster-not-installed", place)]) from None
    for name in ("distributed", "distributed.client"):  # what concerns a person, we say ourselves
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client = dask.Client(address, set_as_default=False)
        client.wait_for_workers(1, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        values = {"typed": address, "said": str(error)}
        raise GuideError([Problem("cluster-silent", place, values=values)]) from None
    with client, client.get_executor(pure=False) as executor:

        def is_anyone_there() -> bool:
            with suppress(OSError):  # the scheduler can't be asked any more
                return bool(client.nthreads())
            return False

        threads = sum(client.nthreads().values())
        yield Hands(executor, max(1, threads), elsewhere=True, is_anyone_there=is_anyone_there)


def each(jobs: Iterable[Job], hire: Hire) -> Iterator[Outcome]:
    """Yield what became of each job, as it is done, whatever becomes of the workers.

    Where a worker is lost (the system stops a process that takes too much memory, say), each job
    that may have been its own is tried once more, alone. One that loses it again has failed, and
    so have all that are left where nobody can be hired any more. Raises GuideError where nobody
    could be from the start.
    """
    untold = {job.name: job for job in jobs}
    was_there = False

    @contextmanager
    def hire_and_note() -> Iterator[Hands]:
        nonlocal was_there
        with hire() as hands:
            was_there = True
            yield hands

    try:
        for outcome in _each(deque(untold.values()), hire_and_note):
            del untold[outcome.name]
            yield outcome
    except GuideError as error:
        if not was_there:
            raise
        for job in untold.values():
            yield Outcome(job.name, "failed", job.reason, problems=error.problems)


def _each(waiting: deque[Job], hire: Hire) -> Iterator[Outcome]:
    while waiting:
        for job in (yield from _until_one_is_lost(waiting, hire)):
            if (yield from _until_one_is_lost(deque([job]), hire)):
                place = Place(f"couples/{job.name}")
                yield Outcome(job.name, "failed", job.reason, problems=(_lost(place),))


def _until_one_is_lost(waiting: deque[Job], hire: Hire) -> Generator[Outcome, None, list[Job]]:
    """Yield outcomes until these hands have done theirs; return what was under way at a loss."""
    running: dict[Future[Outcome], Job] = {}
    with hire() as hands:
        last = max(0, len(waiting) - hands.most) if hands.most else 0
        while len(waiting) > last or running:
            while len(waiting) > last and len(running) < 2 * hands.at_once:
                try:
                    future = hands.executor.submit(work, waiting[0])
                except BrokenExecutor:
                    return [*running.values()] or [waiting.popleft()]
                running[future] = waiting.popleft()
            done = wait(running, PATIENCE, FIRST_COMPLETED).done
            if not done and not hands.is_anyone_there():
                for future in running:
                    future.cancel()  # else the executor would wait for what nobody does
                return [*running.values()]
            for future in done:
                if _is_lost(future):
                    return [*running.values()]
                job = running.pop(future)
                error = future.exception()
                yield _not_begun(job, error, hands) if error else future.result()
    return []


def _is_lost(future: Future[Outcome]) -> bool:
    """Tell whether its worker ended. Dask's own error can't be named where there is no Dask."""
    if future.cancelled():
        return True
    error = future.exception()
    return isinstance(error, BrokenExecutor) or type(error).__name__ == "KilledWorker"


def _not_begun(job: Job, error: BaseException, hands: Hands) -> Outcome:
    """Return what became of a job that no worker could begin with: a job itself never raises.

    A machine where Mend is another one, or is missing, may not even know what a job is.
    """
    by_the_scheduler = isinstance(error, RuntimeError) and "deserialization" in str(error)
    is_unknown = by_the_scheduler or isinstance(error, (ImportError, AttributeError))
    if hands.elsewhere and is_unknown:
        return _for_another_mend(job)
    return Outcome(job.name, "failed", job.reason, bug=bug_from(error))


def _for_another_mend(job: Job) -> Outcome:
    problem = Problem("other-mend", Place("--cluster"))
    return Outcome(job.name, "failed", job.reason, problems=(problem,))


def _lost(place: Place) -> Problem:
    return Problem("worker-lost", place)


def work(job: Job) -> Outcome:
    """Do a job in this process, which keeps what it has loaded for the next one."""
    with _one_at_a_time, tidy():
        with no_collection():
            outcome = _work(job)
        gc.collect()  # once, and not a hundred times during the job
        return outcome


def _work(job: Job) -> Outcome:
    from generator.practice.do_job import do_job  # noqa: PLC0415  so that who only hires needn't wait

    if _known.setdefault(PROGRAM, program()) != job.program:
        return _for_another_mend(job)
    common = _kept_up_with(job)
    return do_job(job, _press(job.practice.templates), common)


def _kept_up_with(job: Job) -> Mapping[str, str]:
    """Forget what was read for another run, or before a change; return the hashes of what is there.

    A worker of a cluster outlives runs, and whoever changes a template in between. What couples of
    one run wrote is nothing for the next, which may be another practice's.
    """
    common = common_sources(job.practice)
    keep_up_with((job.run, common))
    return common


def _begin(first: Job, room: str) -> None:
    """Make a new process of ours ready for a first job of this run."""
    begin_to_work()
    tempfile.tempdir = os.environ["TMPDIR"] = room
    _kept_up_with(first)
    _press(first.practice.templates)


@cache
def _press(templates: TemplateFolders) -> "InlinePress":
    from generator.editions.inline_press import InlinePress  # noqa: PLC0415

    press = InlinePress(templates)
    gc.unfreeze()  # what an earlier press had loaded
    gc.collect()
    gc.freeze()  # what is loaded stays: there is no need to look through it again and again
    return press

"""One couple, from their files to their build: what a worker does, and what it tells."""

from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache

from generator.answers.folder import CoupleFolder
from generator.practice.bug import bug_from
from generator.practice.building import AnswersChanged, Printer, build_couple
from generator.practice.checking import Checked, check_couple
from generator.practice.claim import claimed
from generator.practice.job import Job, Order, Reason
from generator.practice.manifest import FILE, Manifest, names_in, read_manifest
from generator.practice.manuscript import write_manuscript
from generator.practice.outcome import Built, Outcome, built_from
from generator.practice.practice import Practice
from generator.practice.private_files import replace_file
from generator.practice.sources import PROGRAM, couple_sources
from generator.practice.told_by_templates import texts_of
from generator.practice.watched_words import Unread
from generator.problems import GuideError, Place, Problem

TRIES = 3
"""How often a couple is built anew whose files are edited meanwhile, before it is told."""

AT_HAND = 3
"""So many couples before this one are looked for in its build: a process could mix up no others."""


def do_job(job: Job, press: Printer, common: Mapping[str, str]) -> Outcome:
    """Build a couple, or find that a new day changes nothing for them. Raises nothing.

    `common` are the hashes of what all couples are built with, as `common_sources` gives them,
    from before this process or the press read any of it: what changes after that is built with at
    worst, and then the next run builds again.
    """
    try:
        with claimed(job.practice, job.name, job.run) as stale:
            outcome = _check_and_build(job, press, {**common, PROGRAM: job.program})
            return replace(outcome, problems=(*stale, *outcome.problems))
    except GuideError as error:
        return Outcome(job.name, "failed", job.reason, problems=error.problems)
    except Exception as error:  # told where someone can see it, and nobody else waits for it
        return Outcome(job.name, "failed", job.reason, bug=bug_from(error))


def _check_and_build(job: Job, press: Printer, common: Mapping[str, str]) -> Outcome:
    for _ in range(TRIES):
        sources = {**common, **couple_sources(job.practice, job.name)}
        order = Order(job.on, job.wanted, sources)
        checked = check_couple(job.practice, job.name, job.on)
        try:
            return _build(job, checked, press, order)
        except AnswersChanged:
            continue
    raise GuideError([Problem("answers-changing", Place(f"couples/{job.name}"))])


def _build(job: Job, checked: Checked, press: Printer, order: Order) -> Outcome:
    folder = checked.folder
    if folder is None or checked.errors:
        return Outcome(job.name, "failed", job.reason, problems=checked.problems)
    if job.reason is Reason.DAY and (kept := _as_before(job, folder)):
        return Outcome(job.name, "kept", None, kept)
    others = [
        *(other for other in _at_hand(job.run) if other.answers.name != job.name),
        *(_beside(job, name) for name in job.beside if name != job.name),
    ]
    _at_hand(job.run).append(folder)
    built = build_couple(job.practice, folder, others, press, order)
    warned = (*checked.warnings, *built.problems)
    return Outcome(job.name, "built", job.reason, replace(built, problems=()), warned)


@cache
def _at_hand(_run: str) -> deque[CoupleFolder]:
    """Return the couples of this run that this process built last."""
    return deque(maxlen=AT_HAND)


def _beside(job: Job, name: str) -> CoupleFolder | Unread:
    sources = couple_sources(job.practice, name)
    return _folder_of(job.practice, name, job.on, tuple(sources.values()))


@lru_cache(maxsize=512)
def _folder_of(
    practice: Practice, name: str, on: date, _sources: tuple[str, ...]
) -> CoupleFolder | Unread:
    """Return a couple's folder, read but once as long as nothing in it changes.

    A slip in it doesn't make what they wrote anyone else's: then their files are watched for as
    they stand.
    """
    folder = check_couple(practice, name, on).folder
    return folder or Unread(name, texts_of(practice, name))


def _as_before(job: Job, folder: CoupleFolder) -> Built | None:
    """Return the last build, marked as good for this day, where it says what it would now."""
    build = job.practice.builds / job.name
    last = read_manifest(build)
    if last is None or not _says_the_same(job, folder, last):
        return None
    replace_file(build / FILE, replace(last, for_day=job.on.isoformat()).to_json())
    return built_from(job.practice, job.name, last, names_in(build))


def _says_the_same(job: Job, folder: CoupleFolder, last: Manifest) -> bool:
    text = write_manuscript(
        folder,
        job.practice.templates,
        job.on,
        made_on=date.fromisoformat(last.made_on),
        sheets=job.wanted.sheets,
    )
    return text.said == last.said

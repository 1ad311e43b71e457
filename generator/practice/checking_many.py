"""The problems of a whole practice's answers, looked for on all cores."""

import multiprocessing
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial

from generator.practice.checking import Checked, check_all
from generator.practice.practice import Practice
from generator.practice.worker_process import begin_to_work

FEW = 40
"""Up to so many couples, one process is done before others would have begun."""

AT_ONCE = 10
"""So many couples are handed to a process together: they share what is read but once."""


def check_many(practice: Practice, names: Sequence[str], on: date) -> tuple[Checked, ...]:
    """Return all problems of these couples, or of all when none is named, without their answers.

    Raises GuideError outside a practice.
    """
    chosen = tuple(names) or practice.couple_names()
    if len(chosen) <= FEW:
        return check_all(practice, chosen, on) if chosen else ()
    batches = [chosen[start : start + AT_ONCE] for start in range(0, len(chosen), AT_ONCE)]
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    with ProcessPoolExecutor(os.cpu_count(), context, begin_to_work) as executor:
        done = executor.map(partial(_problems, practice, on=on), batches)
        return tuple(checked for batch in done for checked in batch)


def _problems(practice: Practice, names: Sequence[str], on: date) -> tuple[Checked, ...]:
    found = check_all(practice, names, on)
    return tuple(Checked(checked.name, None, checked.problems) for checked in found)

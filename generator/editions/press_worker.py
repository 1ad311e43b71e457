"""The process that prints: jobs come in through one pipe, PDFs go out through the other."""

import gc
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO

from generator.editions.press import Job, PangoMissing, PrintError
from generator.shipped import TemplateFolders

Printer = Callable[[Job], bytes | Exception]


def main() -> None:
    """Answer every job with a PDF or an exception, until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started us
    gc.disable()  # a third of the objects of a guide live until it is printed
    answers = _answers_alone()
    jobs = sys.stdin.buffer
    printer = _get_ready(pickle.load(jobs))  # noqa: S301  from our own process
    while (job := _next(jobs)) is not None:
        pickle.dump(printer(job), answers)
        answers.flush()
        gc.collect()


def _answers_alone() -> BinaryIO:
    """Keep standard output for answers: whatever else is printed goes where errors go."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _get_ready(templates: TemplateFolders) -> Printer:
    try:
        from generator.editions import print_edition  # noqa: PLC0415  needs Pango
    except OSError as error:
        missing = PangoMissing(str(error))
        return lambda _: missing
    with suppress(Exception):  # the first job will meet it, and be answered with it
        print_edition.warm_up(templates)
    gc.freeze()
    return lambda job: _printed(job, print_edition.make_pdf)


def _next(jobs: BinaryIO) -> Job | None:
    try:
        job: Job = pickle.load(jobs)  # noqa: S301  from our own process
    except EOFError:
        return None
    return job


def _printed(job: Job, make_pdf: Callable[..., bytes]) -> bytes | Exception:
    try:
        return make_pdf(job.pages, job.imprint, job.edition, job.look, job.templates)
    except PrintError as error:
        return error
    except Exception:  # a bug of ours, told where it can be seen
        return RuntimeError(traceback.format_exc())


if __name__ == "__main__":
    main()

"""The process that prints: it loads WeasyPrint once, and makes a copy of itself for each job."""

import gc
import os
import pickle
import signal
import socket
import sys
import tempfile
import traceback
from collections.abc import Callable
from contextlib import suppress
from io import BufferedRWPair
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.editions.press import PangoMissing, PressBug, PrintError, PrintJob
from generator.problems import GuideError
from generator.shipped import TemplateFolders

Printer = Callable[[PrintJob], bytes | Exception]


def main() -> None:
    """Take lines from the control socket, a job on each, until there are no more."""
    control = socket.socket(fileno=int(sys.argv[1]))
    templates = TemplateFolders(tuple(Path(folder) for folder in sys.argv[2:]))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a copy
    gc.disable()  # a copy ends before there is much to collect
    printer = _get_ready(templates)
    while (line := _next_line(control)) is not None:
        if os.fork() == 0:
            _do_and_end(line, printer)
        os.close(line)


def _get_ready(templates: TemplateFolders) -> Printer:
    try:
        from generator.editions import print_edition  # noqa: PLC0415  needs Pango
    except OSError as error:
        missing = PangoMissing(str(error))
        return lambda _: missing
    except Exception as error:
        bug = _bug(error)
        return lambda _: bug
    with suppress(Exception):  # the first job will meet it, and be answered with it
        print_edition.warm_up(templates)
    gc.freeze()
    return lambda job: _printed(job, print_edition.make_pdf)


def _next_line(control: socket.socket) -> int | None:
    _, lines, _, _ = socket.recv_fds(control, 1, 1)
    return lines[0] if lines else None


def _do_and_end(line: int, printer: Printer) -> None:
    """Answer the job on this line; then end without tidying up what belongs to the original."""
    with suppress(BaseException), socket.socket(fileno=line) as talk, talk.makefile("rwb") as both:
        both.write(_answer(both, printer))
    os._exit(0)


def _answer(job: BufferedRWPair, printer: Printer) -> bytes:
    try:
        return pickle.dumps(printer(pickle.load(job)))  # noqa: S301  from who started us
    except Exception as error:
        return pickle.dumps(_bug(error))


def _printed(job: PrintJob, make_pdf: Callable[..., bytes]) -> bytes | Exception:
    try:
        with TemporaryDirectory(ignore_cleanup_errors=True) as tempfile.tempdir:
            return make_pdf(*job)
    except (PrintError, GuideError) as error:
        return error
    except Exception as error:
        return _bug(error)


def _bug(error: Exception) -> PressBug:
    """Return what the process that started us is to tell: nobody sees what is said here."""
    errno = error.errno if isinstance(error, OSError) else None
    frames = traceback.extract_tb(error.__traceback__)
    return PressBug(type(error).__qualname__, frames, errno)


if __name__ == "__main__":
    main()

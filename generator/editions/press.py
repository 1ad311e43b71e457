"""Prints in a second process, which gets ready while this one still reads the answers.

Loading WeasyPrint takes longer than reading and checking a couple's answers. Each job is then
done by a copy of that process, which ends with it: PDFs are made side by side, and nothing of
one couple is there when the next is printed. What a couple wrote is never put on disk.
"""

import os
import pickle
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from traceback import FrameSummary
from types import TracebackType
from typing import NamedTuple, Self

import generator
from generator.pages.page import Imprint, Page
from generator.shipped import TemplateFolders

AT_ONCE = 2
"""Guide and agreement of one couple; more would only wait for each other."""

_WORKER = "generator.editions.press_worker"


class PangoMissing(Exception):  # noqa: N818  it says what is so
    """WeasyPrint doesn't load here, most likely because Pango isn't installed."""


class PrintError(Exception):
    """WeasyPrint complained: its words, one complaint a line."""


class PressStopped(Exception):  # noqa: N818  it says what is so
    """The process that prints ended before it was done, as the system may end it."""


class PressBug(Exception):  # noqa: N818  it says what it is
    """A mistake of ours in the process that prints: what kind of error, and where it arose.

    What it said stays there, since it may quote an answer. Where the system refused something,
    `errno` says what.
    """

    def __init__(self, kind: str, frames: Sequence[FrameSummary], errno: int | None) -> None:
        super().__init__(kind, frames, errno)
        self.kind, self.frames, self.errno = kind, frames, errno


class PrintJob(NamedTuple):
    """All that one PDF is made from: what `make_pdf` is given."""

    pages: Sequence[Page]
    imprint: Imprint
    edition: str
    look: Path
    templates: TemplateFolders


class Press:
    """A process that prints, for as long as the `with` block lasts.

    Collect the results inside the block: leaving it ends the process.
    """

    def __init__(self, templates: TemplateFolders) -> None:
        self._templates = templates

    def __enter__(self) -> Self:
        """Start the process; it loads what every guide needs without being waited for."""
        # WeasyPrint unpacks fonts into a temporary folder. In ours they go though it is killed.
        self._room = TemporaryDirectory(prefix="mend-")
        self._control, theirs = socket.socketpair()
        with theirs:
            folders = [str(folder) for folder in self._templates.folders]
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", _WORKER, str(theirs.fileno()), *folders],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env={**os.environ, "PYTHONPATH": import_path(), "TMPDIR": self._room.name},
                start_new_session=True,  # so that it ends together with its copies
            )
        self._hands = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="press")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End the process, its copies, and whatever they are doing."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._control.close()
        self._hands.shutdown(cancel_futures=True)
        self._room.cleanup()

    def print(self, job: PrintJob) -> Future[bytes]:
        """Return the PDF of an edition, while it is being made.

        The future raises PangoMissing; PrintError where WeasyPrint warns; GuideError for a mistake
        in a template; OSError where the system refuses something; PressStopped where it ends the
        process; and PressBug for what is ours.
        """
        return self._hands.submit(self._exchange, job)

    def _exchange(self, job: PrintJob) -> bytes:
        """Hand a line of its own to the process, and talk to the copy that takes it."""
        mine, theirs = socket.socketpair()
        with mine, mine.makefile("rwb") as line:
            try:
                with theirs:
                    socket.send_fds(self._control, [b"."], [theirs.fileno()])
                pickle.dump(job, line)
                line.flush()
                answer = pickle.load(line)  # noqa: S301  from our own process
            except (EOFError, OSError, pickle.UnpicklingError):
                raise PressStopped from None
        if isinstance(answer, PressBug) and answer.errno:
            raise OSError(answer.errno, os.strerror(answer.errno)) from answer
        if isinstance(answer, Exception):
            raise answer
        return bytes(answer)


def import_path() -> str:
    """Return where the other process finds this package, wherever it is started from."""
    here = str(Path(generator.__path__[0]).resolve().parent)
    return os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH")]))

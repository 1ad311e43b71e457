"""Prints in a second process, which gets ready while this one still reads the answers.

Loading WeasyPrint takes longer than reading and checking a couple's answers. What the couple
wrote goes through a pipe and is never put on disk.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

import generator
from generator.pages.page import Imprint, Page
from generator.shipped import TemplateFolders


class PangoMissing(Exception):  # noqa: N818  it says what is so
    """WeasyPrint doesn't load here, most likely because Pango isn't installed."""


class PrintError(Exception):
    """WeasyPrint complained: its words, one complaint a line."""


@dataclass(frozen=True)
class Job:
    """All that one PDF is made from."""

    pages: tuple[Page, ...]
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
        # WeasyPrint unpacks fonts into a temporary folder. In ours they go whatever happens.
        self._room = TemporaryDirectory(prefix="mend-")
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "generator.editions.press_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": _import_path(), "TMPDIR": self._room.name},
        )
        self._hand = ThreadPoolExecutor(1, thread_name_prefix="press")
        self._hand.submit(self._send, self._templates)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End the process, and whatever it is doing."""
        self._process.kill()
        self._hand.shutdown(cancel_futures=True)
        self._process.communicate()
        self._room.cleanup()

    def print(
        self,
        pages: Sequence[Page],
        imprint: Imprint,
        edition: str,
        look: Path,
        templates: TemplateFolders,
    ) -> Future[bytes]:
        """Return the PDF of an edition ("guide" or "agreement"), while it is being made.

        The future raises PangoMissing, or PrintError where WeasyPrint warns.
        """
        job = Job(tuple(pages), imprint, edition, look, templates)
        return self._hand.submit(self._exchange, job)

    def _exchange(self, job: Job) -> bytes:
        self._send(job)
        assert self._process.stdout is not None  # noqa: S101  a pipe was asked for
        try:
            answer = pickle.load(self._process.stdout)  # noqa: S301  from our own process
        except EOFError:
            raise RuntimeError(f"the press stopped ({self._process.wait()})") from None
        if isinstance(answer, Exception):
            raise answer
        return bytes(answer)

    def _send(self, message: object) -> None:
        assert self._process.stdin is not None  # noqa: S101  a pipe was asked for
        try:
            pickle.dump(message, self._process.stdin)
            self._process.stdin.flush()
        except BrokenPipeError:
            raise RuntimeError(f"the press stopped ({self._process.wait()})") from None


def _import_path() -> str:
    """Return where the other process finds this package, wherever it is started from."""
    here = str(Path(generator.__path__[0]).resolve().parent)
    return os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH")]))

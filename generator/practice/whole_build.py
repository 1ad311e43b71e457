"""A couple's whole build in a process of its own, which can be given up at any moment.

So a page that is asked for meanwhile neither waits for a PDF nor shares this process with it.
"""

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from generator.editions.press import import_path
from generator.practice.bug import Bug, bug_from
from generator.practice.claim import clear_stale
from generator.practice.outcome import Outcome
from generator.practice.practice import Practice
from generator.problems import Place, Problem

REST = 1.0
"""Seconds without a save after which the whole build begins: who types saves again soon."""

_PATIENCE = 10.0
"""Seconds in which a build that is given up takes away what it has begun."""

_WORKER = "generator.practice.whole_build_worker"


class WholeBuilds:
    """Brings a build up to date once nothing has changed for a moment; the last call counts.

    `done` gets what came of a build, unless it was given up for a newer one. It is called from
    another thread. Leaving the `with` block gives up what is under way.
    """

    def __init__(
        self,
        practice: Practice,
        name: str,
        today: Callable[[], date],
        done: Callable[[Outcome], None],
    ) -> None:
        self._practice, self._name, self._today, self._done = practice, name, today, done
        self._now: _Build | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Return when nothing is under way any more."""
        self.give_up()
        if self._now:
            self._now.end()

    def begin(self) -> None:
        """Build for this day, in a moment and without being waited for."""
        self.give_up()
        command = (str(self._practice.root.resolve()), self._name, self._today().isoformat())
        self._now = _Build(command, self._done, after=self._now)
        self._now.start()

    def give_up(self) -> None:
        """Give up the build that is under way, if there is one; not waited for either."""
        if self._now:
            self._now.give_up()


class _Build(threading.Thread):
    """One build: first the one before it ends, then comes a moment of rest."""

    def __init__(
        self,
        command: tuple[str, ...],
        done: Callable[[Outcome], None],
        *,
        after: "_Build | None",
    ) -> None:
        super().__init__(name="whole-build")
        self._command = command
        self._done, self._after = done, after
        self._given_up = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()

    def run(self) -> None:
        if self._after:
            self._after.join()
            self._after = None  # else each would keep all those before it
        if self._given_up.wait(REST):
            return
        try:
            outcome = self._build()
        except Exception as error:  # nobody waits for a thread: what isn't told here never is
            outcome = Outcome(self._command[1], "failed", bug=bug_from(error))
        with self._turn:
            if outcome and not self._given_up.is_set():
                self._done(outcome)

    def give_up(self) -> None:
        """Let it end; what came of it is told by now, or never."""
        with self._turn:
            self._given_up.set()
            if self._process:
                self._process.terminate()

    def end(self) -> None:
        """Return when it has ended, as it was told to or by force."""
        self.join(_PATIENCE)
        if self.is_alive():
            self.kill()
            self.join()

    def kill(self) -> None:
        """End its process at once, or the one that it waits for."""
        before, process = self._after, self._process
        if before:  # it is what this one waits for, and nothing of its own has begun
            before.kill()
        if process:
            process.kill()

    def _build(self) -> Outcome | None:
        with self._turn:
            if self._given_up.is_set():
                return None
            self._process = _start(self._command)
        with self._process as process:
            said = process.stdout.read() if process.stdout else b""
        root, name, _ = self._command
        clear_stale(Practice(Path(root)), name)  # it may have been stopped just as it took it
        return _read(said, name, was_killed=self._process.returncode < 0)


def _start(arguments: tuple[str, ...]) -> subprocess.Popen[bytes]:
    """Start the worker. It ends when its input does: with this process, however that ends."""
    return subprocess.Popen(
        [sys.executable, "-P", "-m", _WORKER, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": import_path()},
        start_new_session=True,
    )


def _read(said: bytes, name: str, *, was_killed: bool) -> Outcome:
    try:
        outcome = pickle.loads(said)  # noqa: S301  from our own process
    except (EOFError, pickle.UnpicklingError):
        if not was_killed:
            return Outcome(name, "failed", bug=Bug(BrokenExecutor.__name__, ()))
        stopped = Problem("build-stopped", Place(f"couples/{name}"))
        return Outcome(name, "failed", problems=(stopped,))
    if not isinstance(outcome, Outcome):
        raise TypeError(type(outcome).__name__)
    return outcome

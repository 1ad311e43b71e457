"""Run as a program: Mend, loaded once, of which a copy does each command and may be killed in it.

It reads a line of JSON for each command: `{"do": "build", "at": 17, ...}`. The copy kills itself at
its step `at` that touches a file, or that writes to one; with 0 it is left alone. It answers with
the number of steps that were taken, or -1 where the copy was killed.

What a copy that was left alone printed isn't laid out again by later ones: nothing is written
meanwhile, so none of their steps is passed over.
"""

import json
import os
import pickle
import signal
import struct
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from datetime import date
from io import BufferedWriter, FileIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from generator.editions.inline_press import InlinePress
from generator.editions.press import PrintJob
from generator.practice import unprinted  # noqa: F401  loaded before any copy is made
from generator.practice.approving import approve
from generator.practice.do_job import do_job
from generator.practice.forgetting import forget
from generator.practice.practice import Practice
from generator.practice.reviewing import start_review
from generator.practice.run import plan_run
from generator.practice.sources import common_sources
from tests.killed import touches_a_file

Command = Callable[[Practice, Mapping[str, Any], date], object]
HERE = Practice(Path())


class PrintedOnce:
    """A press that remembers what it printed, by all that it was printed from."""

    def __init__(self, press: InlinePress) -> None:
        self._press = press
        self.known: dict[bytes, bytes] = {}

    def print(self, job: PrintJob) -> Future[bytes]:
        """Return the PDF of an edition, printed now or before."""
        made_from = pickle.dumps(job)
        if made_from not in self.known:
            self.known[made_from] = self._press.print(job).result()
        done: Future[bytes] = Future()
        done.set_result(self.known[made_from])
        return done


PRESS = PrintedOnce(InlinePress(HERE.templates))
_FILLS = frozenset({"write", "writelines", "flush"})
COMMANDS: Mapping[str, Command] = {
    "build": lambda at, asked, on: do_job(
        plan_run(at, [asked["name"]], on, force=True).jobs[0], PRESS, common_sources(at)
    ),
    "approve": lambda at, asked, on: approve(at, asked["name"], "Dr Lee", on),
    "review": lambda at, asked, on: start_review(at, asked["name"], on),
    "forget": lambda at, asked, _: forget(at, asked["name"]),
}


def main() -> None:
    """Answer each line until there are no more."""
    with TemporaryDirectory() as folder:
        for line in sys.stdin:
            print(_in_a_copy(json.loads(line), Path(folder) / "printed"), flush=True)  # noqa: T201


def _in_a_copy(asked: Mapping[str, Any], printed: Path) -> int:
    """Return the number of steps that a copy took, or -1 where it was killed."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        _do(asked, writer, printed)
    os.close(writer)
    _, status = os.waitpid(child, 0)
    said = os.read(reader, 8)
    os.close(reader)
    if printed.exists():
        PRESS.known = pickle.loads(printed.read_bytes())  # noqa: S301  our own copy wrote it
        printed.unlink()
    return -1 if os.WIFSIGNALED(status) else int(struct.unpack("q", said)[0])


def _do(asked: Mapping[str, Any], writer: int, printed: Path) -> None:
    steps = 0

    def take_a_step() -> None:
        nonlocal steps
        steps += 1
        if steps == asked["at"]:
            os.kill(os.getpid(), signal.SIGKILL)

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        if touches_a_file(event, arguments):
            take_a_step()

    def see(_: object, event: str, function: object) -> None:
        if event == "c_call" and _fills_a_file(function):
            take_a_step()

    sys.addaudithook(hear)
    if asked["do"] != "build":  # of a build that would take minutes
        sys.setprofile(see)
    try:
        COMMANDS[asked["do"]](HERE, asked, date.fromisoformat(asked["on"]))
    finally:
        _tell(steps, writer, printed, asked)
        os._exit(0)


def _tell(steps: int, writer: int, printed: Path, asked: Mapping[str, Any]) -> None:
    os.write(writer, struct.pack("q", steps))
    if not asked["at"]:
        printed.write_bytes(pickle.dumps(PRESS.known))


def _fills_a_file(function: object) -> bool:
    """Tell whether this writes to an open file, which until then is empty or half full."""
    file, name = getattr(function, "__self__", None), getattr(function, "__name__", "")
    return name in _FILLS and isinstance(file, (BufferedWriter, FileIO, TextIOWrapper))


if __name__ == "__main__":
    main()

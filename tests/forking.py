"""Run as a program: Mend, loaded once, of which a copy does each command and may be killed in it.

It reads a line of JSON for each command: `{"do": "build", "at": 17, ...}`. The copy kills itself at
its step `at` that touches a file, or that writes to one; with 0 it is left alone. It answers with
the number of steps that were taken, or -1 where the copy was killed.
"""

import json
import os
import signal
import struct
import sys
from collections.abc import Callable, Mapping
from datetime import date
from io import BufferedWriter, FileIO, TextIOWrapper
from pathlib import Path
from typing import Any

from generator.editions.inline_press import InlinePress
from generator.practice import unprinted  # noqa: F401  loaded before any copy is made
from generator.practice.approving import approve
from generator.practice.do_job import do_job
from generator.practice.forgetting import forget
from generator.practice.practice import Practice
from generator.practice.reviewing import start_review
from generator.practice.run import plan_run
from tests.killed import touches_a_file

Command = Callable[[Practice, Mapping[str, Any], date], object]
HERE = Practice(Path())
PRESS = InlinePress(HERE.templates)
_FILLS = frozenset({"write", "writelines", "flush"})
COMMANDS: Mapping[str, Command] = {
    "build": lambda at, asked, on: do_job(
        plan_run(at, [asked["name"]], on, force=True).jobs[0], PRESS
    ),
    "approve": lambda at, asked, on: approve(at, asked["name"], "Dr Lee", on),
    "review": lambda at, asked, on: start_review(at, asked["name"], on),
    "forget": lambda at, asked, _: forget(at, asked["name"]),
}


def main() -> None:
    """Answer each line until there are no more."""
    for line in sys.stdin:
        asked = json.loads(line)
        reader, writer = os.pipe()
        child = os.fork()
        if not child:
            _do(asked, writer)
        os.close(writer)
        _, status = os.waitpid(child, 0)
        said = os.read(reader, 8)
        os.close(reader)
        killed = os.WIFSIGNALED(status)
        print(-1 if killed else struct.unpack("q", said)[0], flush=True)  # noqa: T201


def _do(asked: Mapping[str, Any], writer: int) -> None:
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
        os.write(writer, struct.pack("q", steps))
        os._exit(0)


def _fills_a_file(function: object) -> bool:
    """Tell whether this writes to an open file, which until then is empty or half full."""
    file, name = getattr(function, "__self__", None), getattr(function, "__name__", "")
    return name in _FILLS and isinstance(file, (BufferedWriter, FileIO, TextIOWrapper))


if __name__ == "__main__":
    main()

"""Run as a program: Mend, loaded once, of which a copy does each command and may be killed in it.

It reads a line of JSON for each command: `{"do": "build", "at": 17, ...}`. The copy kills itself at
its step `at` that touches a file; with 0 it is left alone. It answers with the number of steps that
were taken, or -1 where the copy was killed.
"""

import json
import os
import signal
import struct
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from generator.editions.inline_press import InlinePress
from generator.practice import unprinted  # noqa: F401  loaded before any copy is made
from generator.practice.approving import approve
from generator.practice.forgetting import forget
from generator.practice.job import do_job
from generator.practice.practice import Practice
from generator.practice.reviewing import start_review
from generator.practice.run import plan_run
from tests.killed import touches_a_file

Command = Callable[[Practice, Mapping[str, Any], date], object]
HERE = Practice(Path())
PRESS = InlinePress(HERE.templates)
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

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal steps
        if touches_a_file(event, arguments):
            steps += 1
            if steps == asked["at"]:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    try:
        COMMANDS[asked["do"]](HERE, asked, date.fromisoformat(asked["on"]))
    finally:
        os.write(writer, struct.pack("q", steps))
        os._exit(0)


if __name__ == "__main__":
    main()

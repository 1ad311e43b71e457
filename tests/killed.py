"""Run as a program: the real `mend`, which kills itself at its Nth step that touches a file.

`python -m tests.killed N COMMAND…` runs `mend COMMAND…`. With N = 0 it is left alone, and
tells the number of its steps at the end.
"""

import os
import signal
import sys

from generator.cli import main

STEPS = frozenset(
    {
        *("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "os.link"),
        *("os.truncate", "shutil.rmtree"),
    }
)


def main_killed(at: int) -> None:
    """Run the command of this process, and end it without warning at its step `at`."""
    steps = 0

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal steps
        if touches_a_file(event, arguments):
            steps += 1
            if steps == at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    try:
        main()
    finally:
        if not at:
            sys.stderr.write(f"steps: {steps}\n")


def touches_a_file(event: str, arguments: tuple[object, ...]) -> bool:
    """Tell whether what Python is about to do makes, moves, changes or deletes a file."""
    return event in STEPS and (event != "open" or _writes(arguments))


def _writes(arguments: tuple[object, ...]) -> bool:
    flags = arguments[2]
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))


if __name__ == "__main__":
    number = int(sys.argv.pop(1))
    main_killed(number)

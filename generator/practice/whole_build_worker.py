"""The process that brings a couple's whole build up to date while their site is shown.

It ends, and takes away what is half made, when it is told to, or when the process that started it
is gone.
"""

import os
import pickle
import signal
import sys
import threading
import time
from datetime import date
from pathlib import Path

from generator.ending import when_told_to_end
from generator.practice.bug import bug_from
from generator.practice.outcome import Outcome
from generator.practice.practice import Practice
from generator.practice.run import Means, do_run, plan_run
from generator.problems import GuideError

_A_MOMENT = 1.0
_POLITE = 10
"""How far this process stands back, as `nice` counts: who waits for a page comes first."""


def main(root: str, name: str, day: str) -> None:
    """Build a couple, and hand what came of it to the process that started this one."""
    when_told_to_end()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is told to the one that started us
    os.nice(_POLITE)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    answer = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever is printed is no answer
    outcome = _build(Practice(Path(root)), name, date.fromisoformat(day))
    with os.fdopen(answer, "wb") as line:
        pickle.dump(outcome, line)


def _build(practice: Practice, name: str, day: date) -> Outcome:
    try:
        outcome = _build_once(practice, name, day)
        while any(problem.code == "claimed" for problem in outcome.problems):
            time.sleep(_A_MOMENT)  # another Mend is at work on them, and soon done
            outcome = _build_once(practice, name, day)
    except GuideError as error:
        return Outcome(name, "failed", problems=error.problems)
    except Exception as error:  # ours to mend: told where it can be seen
        return Outcome(name, "failed", bug=bug_from(error))
    return outcome


def _build_once(practice: Practice, name: str, day: date) -> Outcome:
    (outcome,) = do_run(practice, plan_run(practice, [name], day), Means(), lambda _: None)
    return outcome


def _end_with_parent() -> None:
    """Wait until nobody holds the other end of our input: that is when our parent is gone."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main(*sys.argv[1:])

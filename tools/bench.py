"""Measure the figures that the README gives, on this machine, in one go.

    python tools/bench.py                       # what `make bench` runs
    python tools/bench.py --couples 6 --runs 1  # a look at it, with a small practice
    python tools/bench.py --only cold warm      # some scenarios alone

docs/performance.md says what is measured, how, and against what.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from measuring import many, one_couple, screens
from measuring.bench import MANY, Bench
from measuring.peers import versions
from measuring.report import Scenario, figure_line, lines

SCENARIOS: Mapping[str, Callable[[Bench], Scenario]] = {
    "check": one_couple.check,
    "cold": one_couple.cold,
    "samples": one_couple.samples,
    "site": one_couple.site,
    "warm": one_couple.warm,
    "new": many.new,
    "memory": many.memory,
    "unchanged": many.unchanged,
    "one-changed": many.one_changed,
    "check-many": many.check_many,
    "hard-night": screens.hard_night,
    "unlocking": screens.unlocking,
    "serving": screens.serving,
}


def main() -> None:
    """Measure and print."""
    asked = _arguments()
    with TemporaryDirectory(prefix="mend-bench-") as folder:
        bench = Bench(Path(folder), asked.runs, asked.long_runs, asked.couples, asked.typical)
        machine = _machine(bench)
        print(machine, flush=True)
        found = [_measured(name, bench) for name in asked.only or SCENARIOS]
    print("\nAll figures")
    print(*(figure_line(figure) for one in found for figure in one.figures), sep="\n")
    if asked.json:
        data = {"machine": machine, "scenarios": [one.as_data() for one in found]}
        asked.json.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n")


def _measured(name: str, bench: Bench) -> Scenario:
    print(f"measuring: {name}", file=sys.stderr, flush=True)
    scenario = SCENARIOS[name](bench)
    print(*lines(scenario), sep="\n", flush=True)
    return scenario


def _machine(bench: Bench) -> str:
    load = os.getloadavg()[0]
    busy = "\nbusy with other things: expect better on a quiet machine" if load > 0.5 else ""
    python = sys.version.split()[0]
    return f"{os.cpu_count()} cores, Python {python}, load {load:.1f}{busy}\n" + versions(
        bench.peers
    )


def _arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the figures that the README gives.")
    parser.add_argument("--only", nargs="+", choices=SCENARIOS, help="some scenarios alone")
    parser.add_argument("--runs", type=int, default=3, help="rounds of what is short (3)")
    parser.add_argument("--long-runs", type=int, default=1, help="rounds of what is long (1)")
    parser.add_argument("--couples", type=int, default=MANY, help="couples of a practice (1000)")
    parser.add_argument("--typical", type=int, default=3, help="couples that stand for all (3)")
    parser.add_argument("--json", type=Path, help="a file for all that was measured")
    return parser.parse_args(words)


if __name__ == "__main__":
    main()

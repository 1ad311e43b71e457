"""Scenarios on a screen: how soon a page is there, locked or open, and how soon an edit is."""

from hard_night import slowest_to_show
from unlocking import measure_unlocking

from measuring.bench import LONGEST, SAMPLES, Bench, mend
from measuring.report import Scenario, Spread, at_most
from tests.locked import lock_samples


def hard_night(bench: Bench) -> Scenario:
    """Measure how soon the page for a hard night is there."""
    mend(bench.samples, "build", *SAMPLES)
    shown = slowest_to_show(bench.samples.builds)
    what = "the page for a hard night, once tapped, at the slowest"
    return Scenario("A hard night", figures=[at_most(what, 1000, "ms", Spread([shown]))])


def unlocking(bench: Bench) -> Scenario:
    """Measure how soon a locked guide opens, and its pages."""
    mend(bench.samples, "build", LONGEST)
    locked = lock_samples(bench.folder / "to-unlock", LONGEST)
    found = measure_unlocking(locked, LONGEST, bench.samples.builds)
    figures = [
        at_most("a locked guide, once its passphrase is typed", 1500, "ms",
                Spread([found.unlocked])),
        at_most("a page that is locked, later than an open one", 300, "ms", Spread([found.later])),
    ]  # fmt: skip
    return Scenario("A locked guide", figures=figures)


def serving(bench: Bench) -> Scenario:
    """Measure how soon `mend serve` shows an edit."""
    from serving import measure_serving  # noqa: PLC0415  a file of its own, that others write

    shown = Spread(measure_serving(bench.samples.root, LONGEST))
    return Scenario("Serving", figures=[at_most("an edit, once saved", 1000, "ms", shown)])

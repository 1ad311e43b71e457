"""What was measured, as lines to read and as data: costs and figures, with their spread."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any

from measuring.cost import Cost

MIB = 2**20


@dataclass(frozen=True)
class Row:
    """One thing that was measured, as often as there were rounds."""

    what: str
    costs: Sequence[Cost]

    def times(self, other: "Row", of: Callable[[Cost], float]) -> "Spread":
        """Return how many times as much this took as the other, round by round."""
        pairs = zip(self.costs, other.costs, strict=False)
        return Spread([of(mine) / of(theirs) for mine, theirs in pairs])


@dataclass(frozen=True)
class Spread:
    """Values of one kind, a round each."""

    values: Sequence[float]

    @property
    def middle(self) -> float:
        """Return the median."""
        return median(self.values)

    def __format__(self, spec: str) -> str:
        low, high = min(self.values), max(self.values)
        middle = format(self.middle, spec)
        return middle if len(self.values) == 1 else f"{middle} ({low:{spec}}–{high:{spec}})"


@dataclass(frozen=True)
class Figure:
    """What is asked, what was found; `met` is None where less was measured than is asked."""

    what: str
    asked: str
    measured: str
    met: bool | None

    @property
    def verdict(self) -> str:
        """Return it in a word or two."""
        return {True: "met", False: "NOT MET", None: "measured with less"}[self.met]


@dataclass
class Scenario:
    """All that one scenario found. The first row is Mend's: the others are held against it."""

    title: str
    rows: list[Row] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def as_data(self) -> dict[str, Any]:
        """Return it for JSON."""
        return asdict(self)


def seconds(cost: Cost) -> float:
    """Return the time on the clock."""
    return cost.seconds


def cpu(cost: Cost) -> float:
    """Return the CPU seconds."""
    return cost.cpu


def at_most(what: str, limit: float, unit: str, found: Spread, *, whole: bool = True) -> Figure:
    """Return a figure that is met where the median is no more than `limit`."""
    met = found.middle <= limit
    asked = f"at most {limit:g} {unit}"
    return Figure(what, asked, _measured(found, limit, unit), met if whole else None)


def at_least(what: str, limit: float, unit: str, found: Spread, *, whole: bool = True) -> Figure:
    """Return a figure that is met where the median is no less than `limit`."""
    met = found.middle >= limit
    asked = f"at least {limit:g} {unit}"
    return Figure(what, asked, _measured(found, limit, unit), met if whole else None)


def lines(scenario: Scenario) -> Iterator[str]:
    """Yield what is printed of a scenario."""
    yield f"\n{scenario.title}"
    if scenario.rows:
        yield f"  {'':44}{'time, s':>20}{'CPU, s':>20}{'memory, MiB':>13}{'bytes, kB':>11}"
    for row in scenario.rows:
        time, work = Spread([*map(seconds, row.costs)]), Spread([*map(cpu, row.costs)])
        memory, written = (max(getattr(one, key) for one in row.costs) for key in _SIZES)
        sizes = f"{_known(memory / MIB):>13}{_known(written / 1000):>11}"
        yield f"  {row.what:44}{f'{time:.2f}':>20}{f'{work:.2f}':>20}{sizes}"
    if len(scenario.rows) > 1:
        yield f"  as many times what {scenario.rows[0].what} took:"
    for row in scenario.rows[1:]:
        time, work = (row.times(scenario.rows[0], of) for of in (seconds, cpu))
        yield f"  {row.what:44}{f'× {time:.2f}':>20}{f'× {work:.2f}':>20}"
    yield from (f"  {note}" for note in scenario.notes)
    yield from (figure_line(figure) for figure in scenario.figures)


def figure_line(figure: Figure) -> str:
    """Return a figure as one line."""
    said = f"{figure.what}: {figure.measured}, {figure.asked}"
    return f"  {said:100} {figure.verdict}"


_SIZES = ("memory", "written")


def _known(size: float) -> str:
    return f"{size:,.0f}" if size else "–"


def _measured(found: Spread, limit: float, unit: str) -> str:
    return f"{found:{'.0f' if limit >= 100 else '.2f'}} {unit}"

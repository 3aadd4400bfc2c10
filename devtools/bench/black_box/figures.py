"""What a measurement found, as rows of a table and as JSON."""

import os
import platform
import statistics
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from devtools.console import say


@dataclass(frozen=True)
class Figure:
    """One measured quantity: its median, and the tenth and ninetieth percentile of its values (`count`)."""

    what: str
    unit: str
    median: float
    low: float
    high: float
    count: int

    @property
    def row(self) -> tuple[str, str, str, str]:
        spread = "" if self.count == 1 else f"{number(self.low)} – {number(self.high)}"
        return self.what, f"{number(self.median)} {self.unit}".strip(), spread, str(self.count)


def figure(what: str, values: Sequence[float], unit: str = "ms") -> Figure:
    """Raises `ValueError` if there are no values."""
    if not values:
        raise ValueError(f"{what}: nothing was measured")
    ordered = sorted(values)
    low, high = (ordered[round((len(ordered) - 1) * share)] for share in (0.1, 0.9))
    return Figure(what, unit, statistics.median(ordered), low, high, len(ordered))


def milliseconds(seconds: Iterable[float]) -> list[float]:
    return [each * 1000 for each in seconds]


def number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


@dataclass(frozen=True)
class Section:
    """The figures of one measurement. `foreign`: the share of the machine's CPU time, during it, that other programs
    used."""

    name: str
    title: str
    figures: list[Figure]
    foreign: float

    def show(self) -> None:
        say(f"\n### {self.title}\n")
        say("| | median | 10th – 90th percentile | values |\n|---|---:|---:|---:|")
        for each in self.figures:
            say(f"| {' | '.join(each.row)} |")
        say(f"\nOther programs used {self.foreign:.0%} of the machine's processors meanwhile.")


def as_json(sections: list[Section]) -> dict[str, object]:
    return {
        "measured_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "machine": {"system": platform.platform(), "processors": os.cpu_count(), "python": platform.python_version()},
        "sections": [asdict(each) for each in sections],
    }

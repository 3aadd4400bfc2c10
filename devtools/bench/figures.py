"""What a measurement found: values in rounds, their median and spread, as rows of a table and as JSON."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypedDict

from devtools.console import say


@dataclass(frozen=True)
class Values:
    """What one round measured of one quantity."""

    what: str
    values: list[float]
    unit: str = "ms"


class Figure(TypedDict):
    """One measured quantity: the median, and the lower and upper quartile, of all values of all rounds (`count`).
    `rounds`: the median of each round."""

    what: str
    unit: str
    median: float
    low: float
    high: float
    count: int
    rounds: list[float]


class Section(TypedDict):
    """The figures of one measurement. `foreign`: the share of the machine's CPU time, during it, that other programs
    used. `seconds`: how long it took. `measured_at`: of the run that it belongs to."""

    name: str
    title: str
    figures: list[Figure]
    foreign: float
    seconds: float
    measured_at: str


@dataclass
class Rounds:
    """Collects the rounds of one measurement."""

    name: str
    title: str
    found: list[list[Values]] = field(default_factory=list)
    foreign: list[tuple[float, float]] = field(default_factory=list)  # seconds of each round, and the share

    def add(self, values: Iterable[Values], seconds: float, foreign: float) -> None:
        self.found.append(list(values))
        self.foreign.append((seconds, foreign))

    def section(self) -> Section:
        took = sum(seconds for seconds, _ in self.foreign)
        foreign = sum(seconds * share for seconds, share in self.foreign) / took if took else 0.0
        return Section(
            name=self.name,
            title=self.title,
            figures=together(self.found),
            foreign=foreign,
            seconds=took,
            measured_at="",
        )


def together(rounds: Sequence[Sequence[Values]]) -> list[Figure]:
    """Each quantity in the order of its first appearance. Raises `ValueError` if one has no values."""
    by_name: dict[str, list[Values]] = {}
    for each in rounds:
        for found in each:
            by_name.setdefault(found.what, []).append(found)
    return [figure(each) for each in by_name.values()]


def figure(rounds: Sequence[Values]) -> Figure:
    what, unit = rounds[0].what, rounds[0].unit
    values = [value for each in rounds for value in each.values]
    if not values:
        raise ValueError(f"{what}: nothing was measured")
    low, high = quartiles(values)
    return Figure(
        what=what,
        unit=unit,
        median=statistics.median(values),
        low=low,
        high=high,
        count=len(values),
        rounds=[statistics.median(each.values) for each in rounds if each.values],
    )


def quartiles(values: Sequence[float]) -> tuple[float, float]:
    if len(values) == 1:
        return values[0], values[0]
    low, _, high = statistics.quantiles(values, n=4, method="inclusive")
    return low, high


def milliseconds(seconds: Iterable[float]) -> list[float]:
    return [each * 1000 for each in seconds]


def number(value: float) -> str:
    """With three digits, or more where it is large."""
    if value == round(value) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def amount(found: Figure) -> str:
    return f"{number(found['median'])} {found['unit']}".strip()


def spread(found: Figure) -> str:
    """The quartiles. Empty for a single value, and where all are the same."""
    same = found["low"] == found["high"]
    return "" if found["count"] == 1 or same else f"{number(found['low'])} – {number(found['high'])}"


def show(section: Section) -> None:
    say(f"\n### {section['title']}\n")
    say("| | median | quartiles | medians of the rounds | values |\n|---|---:|---:|---:|---:|")
    for each in section["figures"]:
        rounds = ", ".join(map(number, each["rounds"])) if len(each["rounds"]) > 1 else ""
        say(f"| {each['what']} | {amount(each)} | {spread(each)} | {rounds} | {each['count']:,} |")
    say(f"\n{foreign(section)}")


def foreign(section: Section) -> str:
    return f"Other programs used {section['foreign']:.0%} of the machine's processors meanwhile."

"""When somebody is there to answer a site's visitors. Pages compute whether that is now: client/ui/opening_hours.js."""

import itertools
from dataclasses import dataclass
from typing import Literal, TypeAlias

from chalicelib.model.sites import Outside as Outside

Day: TypeAlias = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

DAYS: tuple[Day, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class OpenTime:
    """From `opens` to `closes`, both "HH:MM". If `closes` is not later than `opens`, it is on the next day."""

    opens: str
    closes: str

    def minutes(self) -> tuple[int, int]:
        """Minutes after the midnight before `opens`."""
        start, end = minute_of(self.opens), minute_of(self.closes)
        return start, end if end > start else end + DAY_MINUTES


@dataclass(frozen=True, slots=True)
class Holiday:
    """A date, or every year that day of the month, on which other times replace those of the week. None: closed."""

    date: str  # YYYY-MM-DD
    yearly: bool
    name: str  # for the owner; visitors do not receive it
    times: tuple[OpenTime, ...]


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """`zone`: IANA name of the time zone of all times. `week`: the times of each day, Monday first.

    Times belong to the day on which they begin: a holiday replaces those that begin on it.
    """

    zone: str
    week: tuple[tuple[OpenTime, ...], ...]
    holidays: tuple[Holiday, ...] = ()
    outside: Outside = "message"


def minute_of(time: str) -> int:
    return int(time[:2]) * 60 + int(time[3:])


def overlap(times: list[tuple[int, int]], period: int | None = None) -> bool:
    """Returns whether any two of these times overlap. With a period, time is a circle of that length."""
    ordered = sorted(times)
    if period and ordered:
        start, end = ordered[0]
        ordered.append((start + period, end + period))
    return any(one[1] > other[0] for one, other in itertools.pairwise(ordered))

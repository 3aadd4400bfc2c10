"""Rows that this process has read recently, so that not every call reads them. Bounded: callers choose the keys."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from chalicelib.config import config

K = TypeVar("K")
V = TypeVar("V")


def recent_seconds() -> float:
    """For rows that other processes change: how long a change may go unnoticed."""
    return config().recent_seconds


class RecentCache(Generic[K, V]):
    """Returns values for a number of seconds. When another one is put, those that are older are dropped, and the ones
    stored first if there are more than `most`.

    Only existing rows are kept: made-up keys take no room. Threads may share it.
    """

    def __init__(self, seconds: Callable[[], float], most: int) -> None:
        self.seconds = seconds
        self.most = most
        self.entries: OrderedDict[K, tuple[float, V]] = OrderedDict()
        self.changing = Lock()

    def get(self, key: K, within: float = math.inf) -> V | None:
        """`within`: seconds, if what was read earlier is too old for the caller."""
        read_at, value = self.entries.get(key, (None, None))
        age = math.inf if read_at is None else time.monotonic() - read_at
        return value if age < min(self.seconds(), within) else None

    def put(self, key: K, value: V | None, read_at: float | None = None) -> None:
        """`value`: None where there is no such row. `read_at` (monotonic): when it was read; now, if omitted."""
        with self.changing:
            self.entries.pop(key, None)
            if value is not None:
                self.entries[key] = (time.monotonic() if read_at is None else read_at, value)
            self.drop_old()

    def drop_old(self) -> None:
        latest = time.monotonic() - self.seconds()
        while self.entries:
            read_at, _ = next(iter(self.entries.values()))
            if len(self.entries) <= self.most and read_at > latest:
                return
            self.entries.popitem(last=False)

    def forget(self, key: K) -> None:
        self.put(key, None)

    def clear(self) -> None:
        with self.changing:
            self.entries.clear()

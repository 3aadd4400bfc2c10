"""The kinds of faults, how often each occurs, and the seeded random sources that decide when."""

import json
import random
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Kind:
    """`alone` and `together`: the rate when it is the only active fault, and when all are.

    For http, push and store: the probability for each request, frame or call. For tab: the probability a second. For
    clock: the seconds between two.
    """

    place: str  # http | push | store | tab | clock
    alone: float
    together: float
    text: str


KINDS = {
    "lost-request": Kind("http", 0.10, 0.02, "requests lost before the server"),
    "lost-answer": Kind("http", 0.10, 0.02, "responses lost after the commit"),
    "error": Kind("http", 0.10, 0.02, "500, 502, 504 of API Gateway, without the server"),
    "busy": Kind("http", 0.10, 0.02, "429, 503 of API Gateway, with Retry-After"),
    "reset": Kind("http", 0.10, 0.02, "connections reset in the middle of a response"),
    "slow": Kind("http", 0.10, 0.02, "slow requests and responses, some beyond the time-out"),
    "push-dropped": Kind("push", 0.30, 0.05, "pushes dropped"),
    "push-doubled": Kind("push", 0.30, 0.05, "pushes doubled"),
    "push-delayed": Kind("push", 0.30, 0.05, "pushes delayed, so that later ones overtake"),
    "push-reordered": Kind("push", 0.30, 0.05, "pushes in the wrong order"),
    "half-open": Kind("push", 0.01, 0.002, "sockets that stop passing frames without closing"),
    "cut": Kind("push", 0.02, 0.004, "sockets cut"),
    "restart": Kind("clock", 15, 90, "the server killed (-9) and restarted"),
    "store-refused": Kind("store", 0.08, 0.01, "DynamoDB throttling, conflicts, or errors"),
    "store-lost": Kind("store", 0.04, 0.005, "DynamoDB's connection lost before or after the commit"),
    "store-torn": Kind("store", 0.30, 0.03, "DynamoDB's Query returning n+1 without n"),
    "store-down": Kind("clock", 12, 75, "DynamoDB unreachable for seconds"),
    "reload": Kind("tab", 0.05, 0.01, "tabs reloaded with something in the outbox"),
    "crash": Kind("tab", 0.04, 0.006, "tabs crashed, and reopened later"),
    "clear": Kind("tab", 0.04, 0.006, "host pages that clear the storage with something in the outbox"),
    "sleep": Kind("tab", 0.04, 0.006, "machines asleep for seconds"),
}


class Injector:
    """The active faults. Counts and logs each fault that occurs."""

    def __init__(self, seed: int, trace: Path) -> None:
        self.seed = seed
        self.active: dict[str, float] = {}
        self.counts: Counter[str] = Counter()
        self.trace = trace.open("w", encoding="utf-8")

    def activate(self, kinds: list[str], speedup: float = 1.0) -> None:
        """Replaces the active kinds. `speedup` shortens the time between two outages."""
        together = len(kinds) > 1
        self.active = {}
        for name in kinds:
            kind = KINDS[name]
            rate = kind.together if together else kind.alone
            self.active[name] = rate / speedup if kind.place == "clock" else rate

    def source(self, name: str) -> "Source":
        return Source(self, name)

    def record(self, kind: str, source: str, detail: Any = None) -> None:
        self.counts[kind] += 1
        self.trace.write(json.dumps([round(time.time(), 3), source, kind, detail]) + "\n")

    def close(self) -> None:
        self.trace.close()

    def rates(self, place: str) -> dict[str, float]:
        return {name: rate for name, rate in self.active.items() if KINDS[name].place == place}


class Source:
    """A random sequence of its own for the requests or frames of one tab, or for calls to the database."""

    def __init__(self, injector: Injector, name: str) -> None:
        self.injector = injector
        self.name = name
        self.random = random.Random(f"{injector.seed}/{name}")

    def draw(self, place: str, *, excluding: frozenset[str] = frozenset()) -> str | None:
        """Returns the kind of fault to inject now, or None."""
        value = self.random.random()
        for kind, rate in self.injector.rates(place).items():
            if value < rate:
                return None if kind in excluding else kind
            value -= rate
        return None

    def record(self, kind: str, detail: Any = None) -> None:
        self.injector.record(kind, self.name, detail)

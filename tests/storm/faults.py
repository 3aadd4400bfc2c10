"""Every kind of fault, how often it strikes, and the seeded sources that decide."""

import json
import random
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Kind:
    """`alone` and `together`: how often, when it is the only fault and when all are on. Of a request, a frame or a
    store call: the probability; of what befalls a tab: the probability a second; `seconds`: the time between two."""

    where: str  # http | push | store | tab | clock
    alone: float
    together: float
    text: str


KINDS = {
    "lost-request": Kind("http", 0.10, 0.02, "requests lost before the server"),
    "lost-answer": Kind("http", 0.10, 0.02, "answers lost after the commit"),
    "error": Kind("http", 0.10, 0.02, "500, 502, 504 of API Gateway, without the server"),
    "busy": Kind("http", 0.10, 0.02, "429, 503 of API Gateway, with Retry-After"),
    "reset": Kind("http", 0.10, 0.02, "connections reset in the middle of an answer"),
    "slow": Kind("http", 0.10, 0.02, "slow requests and answers, some beyond the time-out"),
    "push-dropped": Kind("push", 0.30, 0.05, "pushes dropped"),
    "push-doubled": Kind("push", 0.30, 0.05, "pushes doubled"),
    "push-delayed": Kind("push", 0.30, 0.05, "pushes delayed, so that later ones overtake"),
    "push-reordered": Kind("push", 0.30, 0.05, "pushes in the wrong order"),
    "half-open": Kind("push", 0.01, 0.002, "sockets through which nothing passes any more"),
    "cut": Kind("push", 0.02, 0.004, "sockets cut"),
    "restart": Kind("clock", 15, 90, "the server killed (-9) and started again"),
    "store-refused": Kind("store", 0.08, 0.01, "DynamoDB throttled, in conflict, or failing"),
    "store-lost": Kind("store", 0.04, 0.005, "DynamoDB's connection lost before or after the commit"),
    "store-torn": Kind("store", 0.30, 0.03, "DynamoDB's Query showing n+1 and missing n"),
    "store-down": Kind("clock", 12, 75, "DynamoDB gone for seconds"),
    "reload": Kind("tab", 0.05, 0.01, "tabs reloaded with something in the outbox"),
    "crash": Kind("tab", 0.04, 0.006, "tabs crashed, and opened again later"),
    "clear": Kind("tab", 0.04, 0.006, "host pages that clear the storage with something in the outbox"),
    "sleep": Kind("tab", 0.04, 0.006, "machines asleep for seconds"),
}


class Weather:
    """What can strike now. Every decision is drawn by the source that it befalls, counted and written down."""

    def __init__(self, seed: int, trace: Path) -> None:
        self.seed = seed
        self.now: dict[str, float] = {}
        self.counts: Counter[str] = Counter()
        self.trace = trace.open("w", encoding="utf-8")

    def become(self, kinds: list[str], hurry: float = 1.0) -> None:
        """`hurry` shortens the time between two of what strikes by the clock."""
        together = len(kinds) > 1
        self.now = {}
        for name in kinds:
            kind = KINDS[name]
            rate = kind.together if together else kind.alone
            self.now[name] = rate / hurry if kind.where == "clock" else rate

    def source(self, name: str) -> "Source":
        return Source(self, name)

    def struck(self, kind: str, source: str, detail: Any = None) -> None:
        self.counts[kind] += 1
        self.trace.write(json.dumps([round(time.time(), 3), source, kind, detail]) + "\n")

    def close(self) -> None:
        self.trace.close()

    def of(self, where: str) -> dict[str, float]:
        return {name: rate for name, rate in self.now.items() if KINDS[name].where == where}


class Source:
    """One tab's requests, one tab's frames, one gateway's store calls: a sequence of decisions of its own."""

    def __init__(self, weather: Weather, name: str) -> None:
        self.weather = weather
        self.name = name
        self.random = random.Random(f"{weather.seed}/{name}")

    def draw(self, where: str, *, apart_from: frozenset[str] = frozenset()) -> str | None:
        """Returns the kind of fault that strikes now, if any."""
        drawn = self.random.random()
        for kind, rate in self.weather.of(where).items():
            if drawn < rate:
                return None if kind in apart_from else kind
            drawn -= rate
        return None

    def struck(self, kind: str, detail: Any = None) -> None:
        self.weather.struck(kind, self.name, detail)

"""API Gateway's throttle: a token bucket for each method of each route. A local run has none unless one is set."""

import time
from collections.abc import Callable

from devtools.local_run.arguments import Arguments

BURST_SECONDS = 4  # as deployment/api_gateway.py: 50 a second, 200 at one moment


class Throttle:
    def __init__(self, rate: float, burst: float, clock: Callable[[], float] = time.monotonic) -> None:
        """`rate`: calls a second that are let through; `burst`: how many at one moment."""
        self.rate = rate
        self.burst = burst
        self.clock = clock
        self.buckets: dict[tuple[str, str], tuple[float, float]] = {}  # what is left, and when that was

    def allows(self, method: str, route: str) -> bool:
        now = self.clock()
        left, then = self.buckets.get((method, route), (self.burst, now))
        left = min(self.burst, left + (now - then) * self.rate)
        allowed = left >= 1
        self.buckets[method, route] = (left - 1 if allowed else left, now)
        return allowed


def throttle(arguments: Arguments) -> Throttle | None:
    if arguments.throttle is None:
        return None
    return Throttle(arguments.throttle, arguments.burst or arguments.throttle * BURST_SECONDS)

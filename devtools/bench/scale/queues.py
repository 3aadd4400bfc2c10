"""The arithmetic of AWS's limits: token buckets, a table's or partition's units, and a function's processes."""

import math
from collections.abc import Callable

Clock = Callable[[], float]  # seconds


class TokenBucket:
    """`rate` requests a second and `burst` at one moment, as API Gateway counts them."""

    __slots__ = ("burst", "clock", "rate", "refilled", "tokens")

    def __init__(self, clock: Clock, rate: float, burst: float) -> None:
        self.clock, self.rate, self.burst = clock, rate, burst
        self.tokens, self.refilled = burst, clock()

    def take(self, wanted: int = 1) -> int:
        """Takes up to so many tokens. Returns how many there were."""
        now = self.clock()
        self.tokens = min(self.burst, self.tokens + (now - self.refilled) * self.rate)
        self.refilled = now
        taken = min(wanted, int(self.tokens + 1e-9))
        self.tokens -= taken
        return taken


class Units:
    """The units of a table or a partition: those of a second are there at once, as with a token bucket."""

    __slots__ = ("clock", "owed", "rate", "refused", "updated")

    def __init__(self, clock: Clock, rate: float) -> None:
        self.clock, self.rate = clock, rate
        self.owed, self.updated, self.refused = 0.0, clock(), 0

    def wait(self, units: float, patience: float) -> float | None:
        """Seconds until a caller who tries again and again gets these units, or nothing: it gives up after `patience`
        seconds. A request that is refused uses no unit."""
        now = self.clock()
        self.owed = max(0.0, self.owed - (now - self.updated) * self.rate)
        self.updated = now
        waited = max(0.0, (self.owed + units) / self.rate - 1)
        if waited > patience:
            self.refused += 1
            return None
        self.owed += units
        return waited


class Workers:
    """A function's processes: one call each, up to `most`; `ramp` new ones in ten seconds, and each is slow at first.

    A part of the load varies more than the whole load, in proportion. So a part may exceed its part of `most` for a
    moment, by three standard deviations of that difference, but not on the average of a second.
    """

    __slots__ = ("average", "averaged", "busy", "clock", "highest", "most", "new", "room", "started")

    def __init__(self, clock: Clock, most: float, ramp: float, started: float = 0, share: float = 1) -> None:
        whole = most * share
        self.clock, self.most = clock, whole
        self.room = int(whole + 3 * (math.sqrt(whole) - share * math.sqrt(most)))
        self.new = TokenBucket(clock, ramp * share / 10, ramp * share)
        self.started, self.busy, self.highest = min(int(started * share), self.room), 0, 0
        self.average, self.averaged = 0.0, clock()

    def take(self, wanted: int = 1) -> tuple[int, int]:
        """Returns how many of these calls run, and how many of them in a new process."""
        self.update()
        allowed = self.room if self.average < self.most else min(self.room, int(self.most))
        running = max(0, min(wanted, allowed - self.busy))
        cold = self.new.take(max(0, self.busy + running - self.started))
        running = min(running, self.started + cold - self.busy)
        self.busy += running
        self.started += cold
        self.highest = max(self.highest, self.busy)
        return running, cold

    def release(self, calls: int = 1) -> None:
        self.update()
        self.busy -= calls

    def update(self) -> None:
        now = self.clock()
        weight = math.exp(self.averaged - now)
        self.average = self.average * weight + self.busy * (1 - weight)
        self.averaged = now

"""The back-off of client/delivery/retry.js. A test gives both the same answers and the same chance."""

from collections.abc import Callable
from typing import NamedTuple

from devtools.bench.scale.engine import Engine
from devtools.bench.scale.world import Timer, World


class Refusal(NamedTuple):
    busy: bool
    retry_after: float  # seconds


class Retry:
    __slots__ = ("base", "cap", "ceiling", "eases", "engine", "quiet_until", "timer", "world")

    def __init__(self, world: World, engine: Engine, job: Callable[[], None], base: float, cap: float) -> None:
        self.world, self.engine, self.base, self.cap = world, engine, base, cap
        self.timer = Timer(world, job)
        self.quiet_until, self.ceiling, self.eases = 0.0, 0.0, False

    def must_wait(self) -> bool:
        left = self.quiet_until - self.world.now()
        if left > 0 and not self.timer.set:
            self.timer.within(left)
        return left > 0

    def waiting(self) -> bool:
        return self.must_wait() or self.timer.set

    def later(self, refusal: Refusal | None = None) -> None:
        requested = refusal.retry_after if refusal else 0.0
        self.quiet_until = self.world.now() + requested
        self.eases = refusal.busy if refusal else False
        busy = 2 * requested if self.eases else 0.0
        self.ceiling = min(self.engine.busy_cap if busy else self.cap, max(2 * self.ceiling, busy or self.base))
        self.timer.within(requested + self.world.chance() * min(self.ceiling, busy or self.ceiling))

    def ease(self, seconds: float) -> None:
        eased = self.ceiling * self.engine.ease
        self.ceiling = eased if self.eases and eased > self.base else 0.0
        self.timer.within(seconds * (0.9 + 0.1 * self.world.chance()) + self.world.chance() * self.ceiling)

    def wake(self) -> None:
        if not self.must_wait():
            self.timer.stop()
            self.timer.job()

    def reset(self) -> None:
        self.ceiling = 0.0

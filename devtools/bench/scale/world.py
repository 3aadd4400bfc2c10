"""Simulated time and chance: simpy's events, without a process for each of a hundred thousand pages."""

import random
from collections.abc import Callable

import simpy


class World:
    def __init__(self, seed: int) -> None:
        self.env = simpy.Environment()
        self.random = random.Random(seed)
        self.chance = self.random.random

    def now(self) -> float:
        return float(self.env.now)

    def after(self, seconds: float, job: Callable[[], None]) -> None:
        self.env.timeout(seconds).callbacks.append(lambda _event: job())

    def run(self, until: float) -> None:
        self.env.run(until=until)


class Timer:
    """One moment in the future; a later one replaces it."""

    __slots__ = ("job", "set", "version", "world")

    def __init__(self, world: World, job: Callable[[], None]) -> None:
        self.world, self.job = world, job
        self.version, self.set = 0, False

    def within(self, seconds: float) -> None:
        self.version += 1
        self.set = True
        self.world.env.timeout(seconds, self.version).callbacks.append(self.ring)

    def ring(self, event: simpy.Event) -> None:
        if self.set and event.value == self.version:
            self.set = False
            self.job()

    def stop(self) -> None:
        self.set = False

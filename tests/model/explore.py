"""Visits every reachable state once, nearest first, so the first trace to a mistake is a shortest one."""

import gc
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.model.model import Model
from tests.model.promises import all_delivered, broken, broken_between
from tests.model.state import State
from tests.model.steps import NOT_GUARANTEED, Step, described

STUCK = "from here not every message can be sent, acknowledged and read without help from optional events"


@dataclass
class Exploration:
    states: int = 0
    depth: int = 0
    seconds: float = 0.0
    happened: Counter[str] = field(default_factory=Counter)  # steps by their text
    broken: str = ""  # the violation, or an empty text
    trace: list[str] = field(default_factory=list)  # the steps that lead to it


class Explorer:
    def __init__(self, start: State) -> None:
        self.indexes = {start: 0}
        self.states = [start]
        self.origins: list[tuple[int, Step]] = [(0, ())]
        self.depths = [0]
        self.before: list[list[int]] = [[]]  # the states from which a guaranteed step leads here
        self.happened: Counter[str] = Counter()

    def explore(self, model: Model) -> tuple[str, list[str]]:
        """Visits every state, or stops at the first violation. Returns the violation and the steps that lead to it."""
        for here, state in enumerate(self.states):
            for step, after in model.next(state):
                self.happened[step[0]] += 1
                there = self.indexes.setdefault(after, len(self.states))
                new = there == len(self.states)
                if new:
                    self.states.append(after)
                    self.origins.append((here, step))
                    self.depths.append(self.depths[here] + 1)
                    self.before.append([])
                if step[0] not in NOT_GUARANTEED:
                    self.before[there].append(here)
                if problem := broken_between(state, after) or (broken(after) if new else ""):
                    return problem, [*self.trace(here), described(step)]
        return self.stuck()

    def stuck(self) -> tuple[str, list[str]]:
        """Checks that guaranteed steps lead from every state to one in which everything is delivered."""
        ends = [place for place, state in enumerate(self.states) if all_delivered(state)]
        finishing = set(ends)
        while ends:
            fresh = set(self.before[ends.pop()]) - finishing
            finishing |= fresh
            ends.extend(fresh)
        stuck = [place for place in range(len(self.states)) if place not in finishing]
        if not stuck:
            return "", []
        going_on = {place for places in self.before for place in places}
        return STUCK, self.trace(next((place for place in stuck if place not in going_on), stuck[0]))

    def trace(self, place: int) -> list[str]:
        backwards = []
        while place:
            place, step = self.origins[place]
            backwards.append(described(step))
        return backwards[::-1]


def explore(model: Model) -> Exploration:
    started = time.monotonic()
    explorer = Explorer(model.start)
    with without_collector():
        problem, trace = explorer.explore(model)
    return Exploration(
        states=len(explorer.states),
        depth=explorer.depths[-1],
        seconds=time.monotonic() - started,
        happened=explorer.happened,
        broken=problem,
        trace=trace,
    )


@contextmanager
def without_collector() -> Iterator[None]:
    """States have no circular references. The collector would look at all of them again and again, for nothing."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()

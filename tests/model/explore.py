"""Every state that can be reached, each once, nearest first: so the first trace to a mistake is a shortest one."""

import time
from collections import Counter
from dataclasses import dataclass, field

from tests.model.model import Model
from tests.model.promises import at_rest, broken, broken_between
from tests.model.state import State
from tests.model.steps import NOT_COUNTED_ON, Step, told

STUCK = "from here not all can be written, acknowledged and read, if only what can be counted on happens"


@dataclass
class Exploration:
    states: int = 0
    depth: int = 0
    seconds: float = 0.0
    happened: Counter[str] = field(default_factory=Counter)  # steps, by their text
    broken: str = ""  # the promise that is broken
    trace: list[str] = field(default_factory=list)  # and how that comes about


class Explorer:
    def __init__(self, start: State) -> None:
        self.places = {start: 0}
        self.states = [start]
        self.came: list[tuple[int, Step]] = [(0, ())]
        self.depths = [0]
        self.before: list[list[int]] = [[]]  # from where a step that can be counted on leads here
        self.happened: Counter[str] = Counter()

    def explore(self, model: Model) -> tuple[str, list[str]]:
        """Visits everything, or stops at the first broken promise. Returns which, and how it came to that."""
        for here, state in enumerate(self.states):
            for step, after in model.next(state):
                self.happened[step[0]] += 1
                there = self.places.setdefault(after, len(self.states))
                new = there == len(self.states)
                if new:
                    self.states.append(after)
                    self.came.append((here, step))
                    self.depths.append(self.depths[here] + 1)
                    self.before.append([])
                if step[0] not in NOT_COUNTED_ON:
                    self.before[there].append(here)
                if problem := broken_between(state, after) or (broken(after) if new else ""):
                    return problem, [*self.trace(here), told(step)]
        return self.stuck()

    def stuck(self) -> tuple[str, list[str]]:
        """From every state all can still come to rest, by steps that can be counted on."""
        ends = [place for place, state in enumerate(self.states) if at_rest(state)]
        hopeful = set(ends)
        while ends:
            fresh = set(self.before[ends.pop()]) - hopeful
            hopeful |= fresh
            ends.extend(fresh)
        hopeless = [place for place in range(len(self.states)) if place not in hopeful]
        if not hopeless:
            return "", []
        going_on = {place for places in self.before for place in places}
        return STUCK, self.trace(next((place for place in hopeless if place not in going_on), hopeless[0]))

    def trace(self, place: int) -> list[str]:
        told_backwards = []
        while place:
            place, step = self.came[place]
            told_backwards.append(told(step))
        return told_backwards[::-1]


def explore(model: Model) -> Exploration:
    begun = time.monotonic()
    explorer = Explorer(model.start)
    problem, trace = explorer.explore(model)
    return Exploration(
        states=len(explorer.states),
        depth=explorer.depths[-1],
        seconds=time.monotonic() - begun,
        happened=explorer.happened,
        broken=problem,
        trace=trace,
    )

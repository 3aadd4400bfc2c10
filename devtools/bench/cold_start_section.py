"""Cold starts as a section of the bench."""

from collections.abc import Sequence

from devtools.bench import cold_start
from devtools.bench.figures import Rounds, Section, Values
from devtools.bench.machine import Watch
from devtools.bench.plan import Plan
from devtools.bench.quantities import PEAK

NAME = "cold-start"


def measure(names: Sequence[str], plan: Plan) -> list[Section]:
    found, watch = Rounds(NAME, "First call of a new process"), Watch()
    starts = cold_start.measured(plan.cold_starts * plan.rounds)
    values = [Values(name, [each.cpu_ms for each in runs]) for name, runs in starts.items()]
    memory = [Values(f"{name}: {PEAK}", [each.memory_mb for each in runs], "MB") for name, runs in starts.items()]
    found.add([*values, *memory], *watch.read())
    return [found.section()]

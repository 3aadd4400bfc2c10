"""Every name of the bench, by the groups that are measured together, each in a process of its own.

    python -m devtools.bench.measuring GROUP PLAN ROUNDS FILE NAME ...

measures names of one group and writes their sections to a file.
"""

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from devtools.bench.figures import Section
from devtools.bench.plan import FULL, QUICK, Plan
from devtools.processes import stop_on_signals

Measure = Callable[[Sequence[str], Plan], list[Section]]


class Group(NamedTuple):
    module: str  # has `measure`
    names: tuple[str, ...]


BLACK_BOX = ("relay", "send", "polls", "busy-8", "busy-32", "fan-out-100", "fan-out-500", "fan-out-1000")
GROUPS = {
    "black box": Group("devtools.bench.black_box.rounds", BLACK_BOX),
    "memory": Group("devtools.bench.black_box.memory", ("memory",)),
    "handlers": Group("devtools.bench.handlers.rounds", ("cpu", "growth", "store")),
    "cold start": Group("devtools.bench.cold_start_section", ("cold-start",)),
    "pages": Group("devtools.bench.pages.rounds", ("weight", "loading", "long-log", "long-inbox")),
    "requests": Group("devtools.bench.requests.section", ("requests",)),
}
NAMES = tuple(name for group in GROUPS.values() for name in group.names)
PLANS = {"full": FULL, "quick": QUICK}


def main(arguments: Sequence[str]) -> None:
    group, plan, rounds, file, *names = arguments
    stop_on_signals()
    measure: Measure = import_module(GROUPS[group].module).measure
    Path(file).write_text(json.dumps(measure(names, replace(PLANS[plan], rounds=int(rounds)))), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

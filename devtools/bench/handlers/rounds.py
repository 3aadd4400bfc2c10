"""Measures the handlers in rounds."""

from collections.abc import Callable, Sequence

from devtools.bench.figures import Rounds, Section, Values
from devtools.bench.handlers import cpu, growth
from devtools.bench.handlers.server import Server, running
from devtools.bench.handlers.store import Store
from devtools.bench.machine import Watch
from devtools.bench.plan import Plan
from devtools.console import say

TITLES = {
    "cpu": "CPU of a handler, in a warm process",
    "growth": "More messages, more conversations",
    "store": "DynamoDB Local alone",
}


def measure(names: Sequence[str], plan: Plan) -> list[Section]:
    with running() as server:
        prepared = {name: prepare(name, server, plan) for name in TITLES if name in names}
        found = {name: Rounds(name, TITLES[name]) for name in prepared}
        for number in range(plan.rounds):
            say(f"  Round {number + 1} of {plan.rounds} …")
            for name, once in prepared.items():
                watch = Watch()
                values = once()
                found[name].add(values, *watch.read())
    return [each.section() for each in found.values()]


def prepare(name: str, server: Server, plan: Plan) -> Callable[[], list[Values]]:
    """Returns what measures one round."""
    say(f"  {TITLES[name]} …")
    if name == "growth":
        pairs = growth.pairs(server, plan)
        return lambda: growth.measure(pairs, plan.calls)
    if name == "store":
        return Store(server, plan).measure
    calls = cpu.calls(server)
    requests = cpu.requests_of(calls)

    def once() -> list[Values]:
        used = cpu.measure(calls, plan.calls)
        return [*used, *cpu.line(used, requests)]

    return once

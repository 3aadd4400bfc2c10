"""The memory of a local run of its own, fresh and after many messages."""

import asyncio
import secrets
from collections.abc import Sequence
from contextlib import suppress

from devtools.bench.black_box.measurements import Bench, at_work
from devtools.bench.black_box.people import Refused, Visitor
from devtools.bench.black_box.stack import Stack, running
from devtools.bench.figures import Rounds, Section, Values
from devtools.bench.machine import Watch
from devtools.bench.plan import Plan
from devtools.console import say

TITLES = {"memory": "Memory of the local run"}


def measure(names: Sequence[str], plan: Plan) -> list[Section]:
    found = []
    for name in names:
        say(f"  {TITLES[name]} …")
        rounds, watch = Rounds(name, TITLES[name]), Watch()
        with running() as stack:
            rounds.add(asyncio.run(states(stack, plan)), *watch.read())
        found.append(rounds.section())
    return found


async def states(stack: Stack, plan: Plan) -> list[Values]:
    async with at_work(stack, plan) as bench:
        fresh = memory(bench, "fresh")
        await fill(bench)
        return [*fresh, *memory(bench, f"after {plan.stored:,} messages")]


async def fill(bench: Bench) -> None:
    """Sends the plan's messages, as eight visitors."""
    people = [await bench.visitor() for _ in range(8)]

    async def write(visitor: Visitor) -> None:
        while bench.sent < bench.plan.stored:
            with suppress(Refused):
                await bench.send(visitor, secrets.token_urlsafe(12))

    await asyncio.gather(*map(write, people))


def memory(bench: Bench, state: str) -> list[Values]:
    """Megabytes of all processes of the local run, and of each part."""
    parts = bench.stack.memory()
    rows = [Values(f"{state}: all processes", [sum(parts.values()) / 1e6], "MB")]
    return rows + [Values(f"{state}: {name}", [size / 1e6], "MB") for name, size in sorted(parts.items())]

"""One local run, measured from outside in several rounds, with the Socket.IO relay in each."""

import asyncio
from collections.abc import Sequence

from aiohttp import ClientError

from devtools.bench.black_box import relay
from devtools.bench.black_box.measurements import REPEATED, Bench, at_work
from devtools.bench.black_box.people import Refused
from devtools.bench.black_box.stack import Stack, running
from devtools.bench.figures import Rounds, Section
from devtools.bench.machine import Watch
from devtools.bench.plan import Plan
from devtools.console import say

RELAY = "relay"
NAMES = (RELAY, *REPEATED)
TITLES = {
    RELAY: "A Socket.IO relay that stores nothing, for comparison",
    **{name: title for name, (title, _) in REPEATED.items()},
}
MOST_ROUNDS = {"fan-out-500": 2, "fan-out-1000": 2}  # opening so many sockets takes long


def measure(names: Sequence[str], plan: Plan) -> list[Section]:
    found = {name: Rounds(name, TITLES[name]) for name in NAMES if name in names}
    if RELAY in found:
        relay.ensure()
    if found.keys() == {RELAY}:
        for _ in range(plan.rounds):
            relay_alone(found[RELAY], plan)
    else:
        with running() as stack:
            asyncio.run(measure_stack(stack, found, plan))
    return [each.section() for each in found.values() if each.found]


async def measure_stack(stack: Stack, found: dict[str, Rounds], plan: Plan) -> None:
    async with at_work(stack, plan) as bench:
        for number in range(plan.rounds):
            say(f"  Round {number + 1} of {plan.rounds} …")
            for name, rounds in found.items():
                if name == RELAY:
                    relay_alone(rounds, plan)
                elif number < MOST_ROUNDS.get(name, plan.rounds):
                    await once(bench, rounds)


async def once(bench: Bench, rounds: Rounds) -> None:
    """A round that fails, as on a machine that is too busy, is left out."""
    say(f"    {rounds.title} …")
    watch = Watch()
    try:
        values = await REPEATED[rounds.name][1](bench)
    except (Refused, ClientError, TimeoutError) as error:
        say(f"    Failed, and left out: {error}")
    else:
        rounds.add(values, *watch.read())


def relay_alone(rounds: Rounds, plan: Plan) -> None:
    watch = Watch()
    values = relay.measure(plan.relayed)
    rounds.add(values, *watch.read())

"""Runs measurements and prints their tables: see `dev.py bench --help`."""

import argparse
import asyncio
import json
import os
import time
from pathlib import Path

from devtools.bench.black_box import relay
from devtools.bench.black_box.figures import Figure, Section, as_json
from devtools.bench.black_box.measurements import MEASUREMENTS, Bench
from devtools.bench.black_box.people import Admin, Server
from devtools.bench.black_box.stack import Stack, busy_seconds, own_seconds, running
from devtools.console import Problem, say
from devtools.processes import stop_on_signals

RELAY = "relay"
NAMES = (RELAY, *MEASUREMENTS)


def main() -> None:
    parser = argparse.ArgumentParser(prog="dev.py bench")
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    stop_on_signals()
    if wrong := sorted({*arguments.names} - {*NAMES}):
        raise Problem(f"There is no measurement {', '.join(wrong)}. Choose from: {', '.join(NAMES)}.", exit_code=2)
    names = arguments.names or NAMES
    sections: list[Section] = []
    if RELAY in names:
        relay.ensure()
        sections.append(relay_alone())
    if chosen := [name for name in MEASUREMENTS if name in names]:
        with running() as stack:
            sections += asyncio.run(measure(stack, chosen))
    for section in sections:
        section.show()
    if arguments.json:
        arguments.json.write_text(json.dumps(as_json(sections), indent=2) + "\n", encoding="utf-8")


def relay_alone() -> Section:
    watch = Watch()
    return Section(RELAY, "A Socket.IO relay that stores nothing, for comparison", relay.measure(), watch.foreign())


async def measure(stack: Stack, names: list[str]) -> list[Section]:
    sections = []
    async with Server(stack.origins) as server:
        admin = await Admin.signed_in(server)
        await admin.allow_everything()
        for name in names:
            title, measurement = MEASUREMENTS[name]
            say(f"  {title} …")
            watch = Watch()
            figures: list[Figure] = await measurement(Bench(stack, server, admin))
            sections.append(Section(name, title, figures, watch.foreign()))
    return sections


class Watch:
    """How much of the machine other programs use while something is measured."""

    def __init__(self) -> None:
        self.started, self.busy, self.own = time.monotonic(), busy_seconds(), own_seconds()

    def foreign(self) -> float:
        there_was = (time.monotonic() - self.started) * (os.cpu_count() or 1)
        return max(0.0, busy_seconds() - self.busy - (own_seconds() - self.own)) / there_was


if __name__ == "__main__":
    main()

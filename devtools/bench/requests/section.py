"""The requests of each action as a section of the bench, for each browser."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from devtools import pages
from devtools.bench.figures import Rounds, Section, Values
from devtools.bench.machine import Watch
from devtools.bench.plan import Plan
from devtools.bench.quantities import PREFLIGHTS, REQUESTS, ROUND_TRIPS
from devtools.bench.requests.actions import Action, actions
from devtools.bench.requests.browsers import chromium, firefox
from devtools.bench.requests.recorder import Request, recorded_run
from devtools.console import say

NAME = "requests"


def measure(names: Sequence[str], plan: Plan) -> list[Section]:
    """Chromium and, if the machine has it, Firefox. The plan does not matter: every run counts the same."""
    pages.build()
    found = Rounds(NAME, "Requests that pages make")
    watch = Watch()
    with tempfile.TemporaryDirectory() as folder, recorded_run(Path(folder)) as run:
        for browser in (chromium, firefox):
            with browser() as running:
                if running:
                    say(f"    {running.name} …")
                    values = list(counts(running.name, actions(running, run, with_polls=False)))
                    found.add(values, *watch.read())
    return [found.section()]


def counts(browser: str, performed: Iterator[Action]) -> Iterator[Values]:
    for name, sent in performed:
        http = [each for each in sent if "favicon" not in each.path and each.method != "socket"]
        numbers = {
            REQUESTS: len(http),
            PREFLIGHTS: sum(each.method == "OPTIONS" for each in http),
            ROUND_TRIPS: round_trips(http),
        }
        for what, number in numbers.items():
            yield Values(f"{browser}: {name}: {what}", [number], "")


def round_trips(requests: list[Request]) -> int:
    """The length of the longest chain in which each request started after the response to the one before."""
    chain, free_at = 0, 0.0
    for each in sorted(requests, key=lambda one: one.ended or one.started):
        if each.started >= free_at:
            chain, free_at = chain + 1, each.ended or each.started
    return chain

"""Measures the pages of a local run in rounds."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser

from devtools import pages
from devtools.bench.black_box import stack
from devtools.bench.figures import Rounds, Section, Values
from devtools.bench.machine import Watch
from devtools.bench.pages import loading, much, people, weight
from devtools.bench.pages.browser import chromium
from devtools.bench.plan import Plan
from devtools.console import say
from devtools.local_run.origins import Origins

TITLES = {
    "weight": "Bytes and requests of the pages",
    "loading": "Pages on a processor four times slower",
    "long-log": "Pages with a long conversation",
    "long-inbox": "The dashboard with a long inbox",
}
MOST_ROUNDS = {"weight": 1, "long-log": 2, "long-inbox": 2}  # the first counts the same each time, the others are slow


def measure(names: Sequence[str], plan: Plan) -> list[Section]:
    found = {name: Rounds(name, TITLES[name]) for name in TITLES if name in names}
    with released() as folder, stack.running(folder) as run, chromium() as browser:
        a_conversation(browser, run.origins)
        measurements = once(browser, run.origins, folder, plan)
        for number in range(plan.rounds):
            say(f"  Round {number + 1} of {plan.rounds} …")
            for name, rounds in found.items():
                if number < MOST_ROUNDS.get(name, plan.rounds):
                    say(f"    {rounds.title} …")
                    watch = Watch()
                    values = measurements[name]()
                    rounds.add(values, *watch.read())
    return [each.section() for each in found.values()]


@contextmanager
def released() -> Iterator[Path]:
    """The pages as a deployment has them: the local run's builder leaves out what takes long and makes them smaller."""
    with tempfile.TemporaryDirectory(prefix="porchlight-pages-") as folder:
        pages.build(Path(folder), hashed=True)
        yield Path(folder)


def once(browser: Browser, origins: Origins, folder: Path, plan: Plan) -> dict[str, Callable[[], list[Values]]]:
    return {
        "weight": lambda: weight.measure(browser, origins, folder),
        "loading": lambda: loading.measure(browser, origins, plan.loads),
        "long-log": lambda: much.log(browser, origins, plan.messages),
        "long-inbox": lambda: much.inbox(browser, origins, plan.open_conversations),
    }


def a_conversation(browser: Browser, origins: Origins) -> None:
    """The inbox has one, so that there is something to open. The first page of a new site makes one call more."""
    visitor = people.Visitor(people.new_page(browser, people.PHONE), origins)
    visitor.visit()
    visitor.open()
    visitor.write()
    visitor.page.context.close()

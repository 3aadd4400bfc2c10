"""Runs the tests: unit, js (Node), integration and contract (DynamoDB Local), e2e (Chromium), deploy (emulated AWS)."""

import argparse
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from devtools import pages, setup
from devtools.commands import side_by_side
from devtools.commands.side_by_side import Ended, Job
from devtools.console import Problem, complain, say
from devtools.processes import stop_on_signals
from devtools.setup import browser, ministack
from devtools.setup.node_packages import with_node
from devtools.setup.python_packages import PYTHON, node
from devtools.tools import exit_code

Command = list[str | Path]
Need = Callable[[], object]


@dataclass(frozen=True)
class Part:
    """`command` makes the command from the arguments after `--`. `needs` set up what it needs besides the packages."""

    command: Callable[[list[str]], Command]
    needs: tuple[Need, ...] = ()


def pytest(*targets: str) -> Callable[[list[str]], Command]:
    return lambda extra: [PYTHON, "-m", "pytest", *targets, *extra]


def node_tests(extra: list[str]) -> Command:
    return [node(), "--test", "--test-reporter=spec", "tests/client/**/*.test.js"]


# From the fastest to the slowest.
PARTS: dict[str, Part] = {
    # The tests of a file run in one process.
    "unit": Part(pytest("tests/unit", "-n", "2", "--dist", "loadfile")),
    "js": Part(node_tests),
    "contract": Part(pytest("tests/contract")),
    "deploy": Part(pytest("tests/deploy", "--timeout", "900"), (browser.ensure, ministack.ensure)),
    "e2e": Part(pytest("tests/e2e"), (browser.ensure, pages.build)),
    "integration": Part(pytest("tests/integration", "tests/model", "tests/properties", "tests/storm"), (pages.build,)),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)} (default: all)")
    parser.epilog = "Arguments after -- are passed to pytest: dev.py test unit -- -k tokens"


def command(arguments: argparse.Namespace) -> int:
    unknown = [part for part in arguments.parts if part not in PARTS]
    if unknown:
        raise Problem(f"There are no {unknown[0]} tests. Choose from: {', '.join(PARTS)}.", exit_code=2)
    stop_on_signals()
    setup.ensure(tests=True)
    chosen = [part for part in PARTS if part in arguments.parts or not arguments.parts]
    if len(chosen) == 1:
        return run_alone(chosen[0], arguments.extra)
    return run_together(chosen, arguments.extra)


def run_alone(part: str, extra: list[str]) -> int:
    """Runs one part with its output on the screen."""
    if not prepared([part]):
        return 1
    return 0 if succeeds(PARTS[part].command(extra)) else 1


def run_together(parts: list[str], extra: list[str]) -> int:
    """Runs as many parts at once as there are processors, the slowest first: each waits half of its time, for the
    database or for a browser. A part that cannot be prepared fails alone."""
    ready = prepared(parts)
    jobs = [Job(f"{part} tests", PARTS[part].command(extra)) for part in reversed(ready)]
    say(f"\n── {len(jobs)} parts, {at_once()} at a time")
    ended = {each.name: each for each in side_by_side.run(jobs, at_once(), env=with_node())}
    say("")
    passed = [summed_up(part, ended.get(f"{part} tests")) for part in parts]
    return 0 if all(passed) else 1


def prepared(parts: Iterable[str]) -> list[str]:
    """Sets up what the parts need, each thing once, and returns those that can run."""
    problems: dict[Need, Problem | None] = {}
    ready = []
    for part in parts:
        for need in PARTS[part].needs:
            if need not in problems:
                problems[need] = attempt(need)
        failed = [problem for need in PARTS[part].needs if (problem := problems[need])]
        for problem in failed:
            complain(f"The {part} tests cannot run. {problem}")
        if not failed:
            ready.append(part)
    return ready


def attempt(need: Need) -> Problem | None:
    try:
        need()
    except Problem as problem:
        return problem
    return None


def summed_up(part: str, ended: Ended | None) -> bool:
    """Prints a line about a part, and returns whether it passed."""
    passed = ended is not None and ended.exit_code == 0
    took = f"{ended.seconds:.0f} s" if ended else "did not run"
    say(f"{'✓' if passed else '✗'} {part:<12} {took}")
    return passed


def at_once() -> int:
    return max(2, os.cpu_count() or 1)


def succeeds(command: Command) -> bool:
    return exit_code(command, env=with_node()) == 0

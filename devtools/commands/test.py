"""Runs the tests: unit, js (Node), integration and contract (DynamoDB Local), e2e (Chromium), deploy (emulated AWS)."""

import argparse
from collections.abc import Callable
from pathlib import Path

from devtools import pages, setup
from devtools.console import Problem, complain, say
from devtools.processes import stop_on_signals
from devtools.setup import browser, ministack
from devtools.setup.node_packages import with_node
from devtools.setup.python_packages import PYTHON, node
from devtools.tools import exit_code

Part = Callable[[list[str]], bool]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help="unit, js, integration, contract, e2e, deploy (default: all)"
    )
    parser.epilog = "Arguments after -- are passed to pytest: dev.py test unit -- -k tokens"


def command(arguments: argparse.Namespace) -> int:
    unknown = [part for part in arguments.parts if part not in PARTS]
    if unknown:
        raise Problem(f"There are no {unknown[0]} tests. Choose from: {', '.join(PARTS)}.", exit_code=2)
    stop_on_signals()
    setup.ensure(tests=True)
    results = {part: run_part(part, arguments.extra) for part in arguments.parts or PARTS}
    say("")
    for part, passed in results.items():
        say(f"{'✓' if passed else '✗'} {part}")
    return 0 if all(results.values()) else 1


def run_part(part: str, extra: list[str]) -> bool:
    """Runs one part and returns whether it passed. A `Problem` fails this part only, so that the others still run."""
    say(f"\n── {part} tests")
    try:
        return PARTS[part](extra)
    except Problem as problem:
        complain(str(problem))
        return False


def unit(extra: list[str]) -> bool:
    return pytest(["tests/unit", "tests/model", "-n", "2"], extra)


def integration(extra: list[str]) -> bool:
    return pytest(["tests/integration", "tests/properties", "tests/storm"], extra)


def contract(extra: list[str]) -> bool:
    return pytest(["tests/contract"], extra)


def e2e(extra: list[str]) -> bool:
    browser.ensure()
    pages.build()
    return pytest(["tests/e2e"], extra)


def deploy(extra: list[str]) -> bool:
    browser.ensure()
    ministack.ensure()
    return pytest(["tests/deploy", "--timeout", "900"], extra)


def js(extra: list[str]) -> bool:
    return succeeds([node(), "--test", "--test-reporter=spec", "tests/client/**/*.test.js"])


# From the fastest to the slowest.
PARTS: dict[str, Part] = {
    "unit": unit,
    "js": js,
    "integration": integration,
    "contract": contract,
    "e2e": e2e,
    "deploy": deploy,
}


def pytest(targets: list[str], extra: list[str]) -> bool:
    return succeeds([PYTHON, "-m", "pytest", *targets, *extra])


def succeeds(command: list[str | Path]) -> bool:
    return exit_code(command, env=with_node()) == 0

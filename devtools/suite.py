"""Runs the tests: unit, js (Node), integration and contract (DynamoDB Local), e2e (Chromium), deploy (emulated AWS)."""

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from devtools import browser, ministack, pages, preparation
from devtools.console import complain, say
from devtools.node_packages import with_node
from devtools.places import ROOT
from devtools.problem import Problem
from devtools.processes import start, stop
from devtools.python_packages import PYTHON, node
from devtools.signals import stop_on_signals

Part = Callable[[list[str]], bool]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help="unit, js, integration, contract, e2e, deploy (default: all)"
    )
    parser.epilog = "What follows -- is passed to pytest: dev.py test unit -- -k tokens"


def command(arguments: argparse.Namespace) -> int:
    unknown = [part for part in arguments.parts if part not in PARTS]
    if unknown:
        raise Problem(f"There are no {unknown[0]} tests. Choose from: {', '.join(PARTS)}.", exit_code=2)
    stop_on_signals()
    preparation.ensure(tests=True)
    results = {part: run_part(part, arguments.passed_on) for part in arguments.parts or PARTS}
    say("")
    for part, passed in results.items():
        say(f"{'✓' if passed else '✗'} {part}")
    return 0 if all(results.values()) else 1


def run_part(part: str, passed_on: list[str]) -> bool:
    """Every part runs, whatever became of the one before."""
    say(f"\n── {part} tests")
    try:
        return PARTS[part](passed_on)
    except Problem as problem:
        complain(str(problem))
        return False


def unit(passed_on: list[str]) -> bool:
    return pytest(["tests/unit", "tests/model", "-n", "2"], passed_on)


def integration(passed_on: list[str]) -> bool:
    return pytest(existing("tests/integration", "tests/properties", "tests/storm"), passed_on)


def contract(passed_on: list[str]) -> bool:
    return pytest(["tests/contract"], passed_on)


def e2e(passed_on: list[str]) -> bool:
    browser.ensure()
    pages.build()
    return pytest(["tests/e2e"], passed_on)


def deploy(passed_on: list[str]) -> bool:
    browser.ensure()
    ministack.ensure()
    return pytest(["tests/deploy", "--timeout", "900"], passed_on)


def js(passed_on: list[str]) -> bool:
    return succeeds([node(), "--test", "--test-reporter=spec", "tests/client/**/*.test.js"])


# From the quickest to the slowest.
PARTS: dict[str, Part] = {
    "unit": unit,
    "js": js,
    "integration": integration,
    "contract": contract,
    "e2e": e2e,
    "deploy": deploy,
}


def pytest(targets: list[str], passed_on: list[str]) -> bool:
    return succeeds([PYTHON, "-m", "pytest", *targets, *passed_on])


def existing(*folders: str) -> list[str]:
    return [folder for folder in folders if (ROOT / folder).is_dir()]


def succeeds(command: list[str | Path]) -> bool:
    return exit_code(command) == 0


def exit_code(command: list[str | Path]) -> int:
    process = start(command, cwd=ROOT, env={**os.environ, **with_node()})
    try:
        return process.wait()
    finally:
        stop([process])

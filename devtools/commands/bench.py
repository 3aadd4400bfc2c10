"""Measures Porchlight in rounds: a local run from outside next to a Socket.IO relay, the handlers, cold starts, and the
pages in Chromium. docs/performance.md has the results. `scale` simulates a large deployment instead: docs/scale.md."""

import argparse
from pathlib import Path

from devtools import setup
from devtools.console import Problem
from devtools.processes import stop_on_signals
from devtools.setup import python_packages, simulation
from devtools.setup.python_packages import PYTHON
from devtools.tools import exit_code

WITHOUT_BROWSER = (
    *("relay", "send", "polls", "busy-8", "busy-32", "fan-out-100", "fan-out-500", "fan-out-1000", "memory"),
    *("cpu", "growth", "store", "cold-start"),
)
IN_BROWSER = ("weight", "loading", "long-log", "long-inbox", "requests")
MEASUREMENTS = ", ".join((*WITHOUT_BROWSER, *IN_BROWSER))
SCALE = "scale"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"what to measure (default: all): {MEASUREMENTS}; or {SCALE}"
    )
    parser.add_argument("--quick", action="store_true", help="only show that everything works")
    parser.add_argument("--rounds", type=positive, metavar="N", help="how often to measure everything (default: 3)")
    parser.add_argument(
        "--write-docs", action="store_true", help="update the tables of docs/performance.md, or those of docs/scale.md"
    )
    parser.add_argument("--tables", action="store_true", help="update them from the last run and today's arithmetic")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to a file, too")


def command(arguments: argparse.Namespace) -> int:
    stop_on_signals()
    names: list[str] = arguments.names
    if SCALE in names and names != [SCALE]:
        raise Problem(f"{SCALE} is a simulation, and measures nothing of this machine: run it alone.", exit_code=2)
    if arguments.tables and arguments.write_docs:
        raise Problem("--tables measures nothing: use it without --write-docs.", exit_code=2)
    setup.ensure(tests=False)
    given = [f"--json={arguments.json.resolve()}"] if arguments.json else []
    given += ["--write-docs"] * arguments.write_docs + ["--tables"] * arguments.tables
    if names == [SCALE]:
        return exit_code([simulation.ensure(), "-m", "devtools.bench.scale", *given])
    if not arguments.tables and (not names or {*names} & {*IN_BROWSER}):
        python_packages.ensure_browser_driver()
    given += [f"--rounds={arguments.rounds}"] if arguments.rounds else []
    given += ["--quick"] * arguments.quick
    return exit_code([PYTHON, "-m", "devtools.bench", *given, *names])


def positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number

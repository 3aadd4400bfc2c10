"""Measures a local run of its own over HTTP and WebSocket: latency, throughput, fan-out, memory. A Socket.IO relay is
measured in the same run, for comparison. `scale` simulates a large deployment instead: docs/scale.md."""

import argparse
from pathlib import Path

from devtools import setup
from devtools.console import Problem
from devtools.processes import stop_on_signals
from devtools.setup import simulation
from devtools.setup.python_packages import PYTHON
from devtools.tools import exit_code

MEASUREMENTS = "relay, memory, send, polls, busy-8, busy-32, fan-out-100, fan-out-500"
SCALE = "scale"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"what to measure (default: all): {MEASUREMENTS}; or {SCALE}"
    )
    parser.add_argument(
        "--write-docs", action="store_true", help="of scale: update the tables and plots of docs/scale.md"
    )
    parser.add_argument("--tables", action="store_true", help="of scale: the same without another simulation")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to a file, too")


def command(arguments: argparse.Namespace) -> int:
    stop_on_signals()
    setup.ensure(tests=False)
    given = [f"--json={arguments.json.resolve()}"] if arguments.json else []
    if SCALE in arguments.names:
        return simulate(arguments, given)
    if arguments.write_docs or arguments.tables:
        raise Problem(f"--write-docs and --tables go with {SCALE} only.", exit_code=2)
    return exit_code([PYTHON, "-m", "devtools.bench.black_box", *given, *arguments.names])


def simulate(arguments: argparse.Namespace, given: list[str]) -> int:
    if arguments.names != [SCALE]:
        raise Problem(f"{SCALE} is a simulation, and measures nothing of this machine: run it alone.", exit_code=2)
    given += ["--write-docs"] * arguments.write_docs + ["--tables"] * arguments.tables
    return exit_code([simulation.ensure(), "-m", "devtools.bench.scale", *given])

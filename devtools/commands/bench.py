"""Measures a local run of its own over HTTP and WebSocket: latency, throughput, fan-out, memory. A Socket.IO relay is
measured in the same run, for comparison."""

import argparse
from pathlib import Path

from devtools import setup
from devtools.processes import stop_on_signals
from devtools.setup.python_packages import PYTHON
from devtools.tools import exit_code

MEASUREMENTS = "relay, memory, send, polls, busy-8, busy-32, fan-out-100, fan-out-500"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"what to measure (default: all): {MEASUREMENTS}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to a file, too")


def command(arguments: argparse.Namespace) -> int:
    stop_on_signals()
    setup.ensure(tests=False)
    given = [f"--json={arguments.json.resolve()}"] if arguments.json else []
    return exit_code([PYTHON, "-m", "devtools.bench.black_box", *given, *arguments.names])

"""Runs the storm: real pages and server, with every kind of fault between them, and every message verified."""

import argparse

from devtools import setup
from devtools.commands.test import succeeds
from devtools.processes import stop_on_signals
from devtools.setup.python_packages import PYTHON

OPTIONS = {
    "seed": "seed of the random decisions (default: 1)",
    "messages": "number of messages to send (default: 400)",
    "faults": "all, none, or kinds separated by commas (default: all); a wrong kind prints the list",
    "conversations": "number of conversations that share the messages",
    "tabs": "tabs that each visitor has open (default: 2)",
    "admins": "admins of each site (default: 2)",
    "minutes": "stop sending after this time (default: 60)",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    for name, text in OPTIONS.items():
        parser.add_argument(f"--{name}", help=text)
    parser.epilog = "Arguments after -- are passed on: dev.py storm -- --help lists further options"


def command(arguments: argparse.Namespace) -> int:
    stop_on_signals()
    setup.ensure(tests=True)
    given = [f"--{name}={value}" for name in OPTIONS if (value := getattr(arguments, name)) is not None]
    return 0 if succeeds([PYTHON, "-m", "tests.storm", *given, *arguments.extra]) else 1

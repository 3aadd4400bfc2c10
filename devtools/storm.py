"""Runs a storm: real engines and the real server with every fault between them, checked message by message."""

import argparse

from devtools import preparation
from devtools.python_packages import PYTHON
from devtools.signals import stop_on_signals
from devtools.suite import succeeds

OPTIONS = {
    "seed": "decides everything that is not left to the machine's pace (default: 1)",
    "messages": "how many are written (default: 400)",
    "faults": "all, none, or kinds with commas between them (default: all); a wrong one lists them",
    "conversations": "how many they are spread over",
    "tabs": "that each visitor has open (default: 2)",
    "admins": "of each site (default: 2)",
    "minutes": "after so many nothing more is written (default: 60)",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    for name, text in OPTIONS.items():
        parser.add_argument(f"--{name}", help=text)
    parser.epilog = "What follows -- is passed on: dev.py storm -- --help lists what else there is"


def command(arguments: argparse.Namespace) -> int:
    stop_on_signals()
    preparation.ensure(tests=True)
    given = [f"--{name}={value}" for name in OPTIONS if (value := getattr(arguments, name)) is not None]
    return 0 if succeeds([PYTHON, "-m", "tests.storm", *given, *arguments.passed_on]) else 1

"""The commands of dev.py and their arguments."""

import argparse
import sys
from collections.abc import Callable

from devtools import build, check, cloud, run, storm, suite
from devtools.console import complain
from devtools.problem import Problem
from devtools.signals import Stopped

Command = Callable[[argparse.Namespace], int]


def main(argv: list[str]) -> int:
    """Returns the exit code: 1 when something failed, 2 when the command line is wrong."""
    try:
        return cloud.run(argv) if argv and argv[0] in cloud.COMMANDS else run_own(argv)
    except Problem as problem:
        complain(str(problem))
        return problem.exit_code
    except (KeyboardInterrupt, Stopped):
        print(file=sys.stderr)
        return 130


def run_own(argv: list[str]) -> int:
    own, passed_on = split(argv)
    arguments = parser().parse_args(own)
    arguments.passed_on = passed_on
    command: Command = arguments.command
    return command(arguments)


def split(argv: list[str]) -> tuple[list[str], list[str]]:
    """What stands after `--` is for pytest."""
    if "--" not in argv:
        return argv, []
    at = argv.index("--")
    return argv[:at], argv[at + 1 :]


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="dev.py", description="Runs, tests, checks, builds and deploys Porchlight.")
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    for name, module, help_text in [
        ("run", run, "run everything on this machine: shop page, dashboard, API, store"),
        ("test", suite, "run the tests, or one part of them"),
        ("storm", storm, "prove the delivery: every fault at once, every message checked"),
        ("check", check, "lint, format, types, import rules, secrets"),
        ("build", build, "build the pages"),
    ]:
        command = commands.add_parser(name, help=help_text, description=module.__doc__)
        module.add_arguments(command)
        command.set_defaults(command=module.command)
    for name, help_text in cloud.COMMANDS.items():
        commands.add_parser(name, help=help_text)
    return top

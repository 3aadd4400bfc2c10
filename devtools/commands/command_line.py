"""The command line of dev.py."""

import argparse
import sys
from collections.abc import Callable

from devtools import pages, setup
from devtools.commands import bench, check, run, storm, test
from devtools.console import Problem, complain
from devtools.processes import Stopped, stop_on_signals
from devtools.setup.node_packages import with_node
from devtools.setup.python_packages import PYTHON
from devtools.tools import exit_code

Command = Callable[[argparse.Namespace], int]

# The commands of `deployment`, with their help texts. They need the packages in .venv and parse their own arguments.
DEPLOYMENT: dict[str, str] = {
    "deploy": "create or update a stage in an AWS account",
    "destroy": "remove a stage from an AWS account, and its data on request",
    "site": "list a stage's sites, or add one",
    "rescue": "restore access for an admin who has lost the password or the phone",
    "backup": "copy the tables and settings into a folder",
    "cost": "estimate what a month on AWS costs",
    "doctor": "check that everything works, and suggest fixes",
    "restore": "restore a backup",
}


def main(argv: list[str]) -> int:
    """Returns the exit code: 1 when something failed, 2 when the command line is wrong."""
    try:
        return run_deployment(argv) if argv and argv[0] in DEPLOYMENT else run_own(argv)
    except Problem as problem:
        complain(str(problem))
        return problem.exit_code
    except (KeyboardInterrupt, Stopped):
        print(file=sys.stderr)
        return 130


def run_deployment(argv: list[str]) -> int:
    stop_on_signals()
    setup.ensure(tests=False)
    return exit_code([PYTHON, "-m", "deployment", *argv], env=with_node())


def run_own(argv: list[str]) -> int:
    own, extra = split(argv)
    arguments = parser().parse_args(own)
    arguments.extra = extra
    command: Command = arguments.command
    return command(arguments)


def split(argv: list[str]) -> tuple[list[str], list[str]]:
    """Separates dev.py's own arguments from those after `--`, which are passed to pytest or the storm."""
    if "--" not in argv:
        return argv, []
    at = argv.index("--")
    return argv[:at], argv[at + 1 :]


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="dev.py", description="Runs, tests, checks, builds and deploys Porchlight.")
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    for name, module, help_text in [
        ("run", run, "run everything on this machine: demo shop, dashboard, API, database"),
        ("test", test, "run the tests, or one part of them"),
        ("storm", storm, "test message delivery under every fault at once"),
        ("bench", bench, "measure latency, throughput, fan-out and memory"),
        ("check", check, "check lint, format, types, import rules, secrets"),
    ]:
        command = commands.add_parser(name, help=help_text, description=module.__doc__)
        module.add_arguments(command)
        command.set_defaults(command=module.command)
    commands.add_parser("build", help="build the pages into .porchlight/dist").set_defaults(command=build)
    for name, help_text in DEPLOYMENT.items():
        commands.add_parser(name, help=help_text)
    return top


def build(arguments: argparse.Namespace) -> int:
    setup.ensure(tests=False)
    pages.build()
    return 0

"""The deployment commands of dev.py and their arguments."""

import argparse
import sys
from collections.abc import Callable
from types import ModuleType

from botocore.exceptions import BotoCoreError, ClientError

from deployment import deploy, destroy, rescue, site
from deployment.backup import create as backup
from deployment.backup import restore
from deployment.cost import command as cost
from deployment.doctor import command as doctor
from devtools.console import Problem, complain
from devtools.processes import Stopped

Command = Callable[[argparse.Namespace], int]

# Each module has `add_arguments(parser)` and `command(arguments)`, which returns the exit code.
MODULES: dict[str, ModuleType] = {
    "deploy": deploy,
    "destroy": destroy,
    "site": site,
    "rescue": rescue,
    "backup": backup,
    "cost": cost,
    "doctor": doctor,
    "restore": restore,
}


def main(argv: list[str]) -> int:
    arguments = parser().parse_args(argv)
    command: Command = arguments.command
    try:
        return command(arguments)
    except Problem as problem:
        complain(str(problem))
        return problem.exit_code
    except (ClientError, BotoCoreError) as error:
        complain(f"AWS returned an error: {error} Fix the cause and run this again to continue.")
        return 1
    except (KeyboardInterrupt, Stopped):
        print(file=sys.stderr)
        return 130


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="dev.py", description=__doc__)
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    for name, module in MODULES.items():
        command = commands.add_parser(name, description=module.__doc__)
        module.add_arguments(command)
        command.set_defaults(command=module.command)
    return top

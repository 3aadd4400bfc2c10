"""The commands of `deployment/`: they need the packages in .venv, and get their arguments as they are."""

from devtools import preparation
from devtools.python_packages import PYTHON
from devtools.signals import stop_on_signals
from devtools.suite import exit_code

# Each with its line of help.
COMMANDS: dict[str, str] = {
    "deploy": "put a stage into an AWS account, or bring it up to date",
    "destroy": "take a stage out of an AWS account, and its data if it is named",
    "site": "list a stage's sites, or make another one",
    "rescue": "let an admin in again who has lost the password or the phone",
    "backup": "copy the tables and settings into a folder",
    "cost": "what a month on AWS costs",
    "doctor": "look whether everything works, and what helps where it does not",
    "restore": "put a backup back",
}


def run(argv: list[str]) -> int:
    stop_on_signals()
    preparation.ensure(tests=False)
    return exit_code([PYTHON, "-m", "deployment", *argv])

"""The commands of `deployment/`: they need the packages in .venv, and get their arguments as they are."""

from devtools import preparation
from devtools.python_packages import PYTHON
from devtools.signals import stop_on_signals
from devtools.suite import succeeds

# Each with its line of help.
COMMANDS: dict[str, str] = {
    "cost": "what a month on AWS costs",
    "doctor": "look whether everything works, and what helps where it does not",
}


def run(argv: list[str]) -> int:
    stop_on_signals()
    preparation.ensure(tests=False)
    return 0 if succeeds([PYTHON, "-m", "deployment", *argv]) else 1

"""Installs everything that commands need into ignored folders: Python and npm packages, and DynamoDB Local."""

from devtools.folders import STATE, lock
from devtools.setup import dynamodb_local, node_packages, python_packages


def ensure(*, tests: bool) -> None:
    """Installs what is missing or has a new pinned version. Two commands that set up at the same time take turns."""
    with lock(STATE / "setup.lock", waiting="Waiting for another dev.py that is setting up …"):
        python_packages.ensure(tests=tests)
        node_packages.ensure(tests=tests)
        dynamodb_local.ensure()

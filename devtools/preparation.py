"""What must be there before anything runs. Commands that set up at the same time wait for each other."""

import os

from devtools import engine, node_packages, python_packages
from devtools.locks import waited_for
from devtools.places import STATE
from devtools.problem import Problem


def ensure(*, tests: bool) -> None:
    """Installs what is missing or was pinned anew; takes no time when nothing was."""
    if os.name != "posix":
        raise Problem("Porchlight's tools run on Linux and macOS. On Windows, use the Subsystem for Linux (WSL).")
    with waited_for(STATE / "setup.lock", waiting="Waiting for another dev.py that is setting up …"):
        python_packages.ensure(tests=tests)
        node_packages.ensure(tests=tests)
        engine.ensure()

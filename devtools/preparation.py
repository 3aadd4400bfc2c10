"""What must be there before anything runs. Commands that set up at the same time wait for each other."""

from devtools import engine, node_packages, python_packages
from devtools.locks import waited_for
from devtools.places import STATE


def ensure(*, tests: bool) -> None:
    """Installs what is missing or was pinned anew; takes no time when nothing was."""
    with waited_for(STATE / "setup.lock", waiting="Waiting for another dev.py that is setting up …"):
        python_packages.ensure(tests=tests)
        node_packages.ensure(tests=tests)
        engine.ensure()

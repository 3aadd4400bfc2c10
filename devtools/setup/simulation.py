"""The simulation's packages, simpy and matplotlib, in an environment of their own: nothing else needs them."""

import shutil
import sys
from pathlib import Path

from devtools.console import step
from devtools.folders import STATE, lock
from devtools.setup import python_packages
from devtools.setup.stamps import Stamp
from devtools.tools import run_tool

FOLDER = STATE / "simulation"
PYTHON = FOLDER / "bin" / "python"
REQUIREMENTS = Path(__file__).parent / "requirements-simulation.txt"
PLOTS = Path(__file__).parent / "requirements-plots.txt"


def ensure(*, plots: bool = True) -> Path:
    """Returns the Python of the environment. The tests draw no plots, and need simpy alone, which is small."""
    wanted = [REQUIREMENTS, PLOTS] if plots else [REQUIREMENTS]
    stamps = [Stamp(f"simulation-{file.stem}", file, sys.version, str(FOLDER)) for file in wanted]
    with lock(STATE / "simulation.lock", waiting="Waiting for another dev.py that sets up the simulation …"):
        if all(stamp.is_current() for stamp in stamps) and PYTHON.exists():
            return PYTHON
        with step("The simulation's packages"):
            if not PYTHON.exists():
                shutil.rmtree(FOLDER, ignore_errors=True)
                create: list[str | Path] = [sys.executable, "-m", "venv", "--without-pip", FOLDER]
                run_tool("The environment of the simulation could not be created.", create, log="simulation.log")
            failure = "The simulation's packages could not be installed."
            python_packages.install(failure, PYTHON, wanted, "--no-deps")
        for stamp in stamps:
            stamp.write()
    return PYTHON


def packages() -> Path:
    """The folder of the installed packages, for the tests: they import simpy from it."""
    ensure(plots=False)
    return next(FOLDER.glob("lib/python*/site-packages"))

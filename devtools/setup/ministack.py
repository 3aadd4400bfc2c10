"""ministack: an emulated AWS for the deploy tests. It has its own environment, because it pins other versions."""

import shutil
import sys
from pathlib import Path

from devtools.console import step
from devtools.folders import TOOLS
from devtools.setup.python_packages import install
from devtools.setup.stamps import Stamp
from devtools.tools import run_tool

VERSION = "1.5.33"
FOLDER = TOOLS / f"ministack-{VERSION}"
PYTHON = FOLDER / "bin" / "python"
REQUIREMENTS = Path(__file__).parent / "requirements-ministack.txt"


def ensure() -> Path:
    """Returns the Python of the environment that has it."""
    stamp = Stamp("ministack", REQUIREMENTS, sys.version, str(FOLDER))
    if stamp.is_current() and PYTHON.exists():
        return PYTHON
    with step("ministack, an AWS on this machine"):
        shutil.rmtree(FOLDER, ignore_errors=True)
        create: list[str | Path] = [sys.executable, "-m", "venv", "--without-pip", FOLDER]
        run_tool("The environment of ministack could not be created.", create, log="ministack.log")
        # The list names every package, so that each one is pinned.
        install("ministack could not be installed.", PYTHON, [REQUIREMENTS], "--no-deps")
    stamp.write()
    return PYTHON

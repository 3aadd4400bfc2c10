"""ministack, an AWS on this machine to deploy to in tests. In an environment of its own: it pins other packages."""

import shutil
import sys
from pathlib import Path

from devtools.console import step
from devtools.folders import TOOLS
from devtools.setup import python_packages
from devtools.setup.stamps import Stamp
from devtools.tools import run_tool

VERSION = "1.5.33"
FOLDER = TOOLS / f"ministack-{VERSION}"
PYTHON = FOLDER / "bin" / "python"
REQUIREMENTS = Path(__file__).parent / "requirements-ministack.txt"


def ensure() -> Path:
    """Returns the Python that has it."""
    stamp = Stamp("ministack", REQUIREMENTS, sys.version, str(FOLDER))
    if stamp.is_current() and PYTHON.exists():
        return PYTHON
    with step("ministack, an AWS on this machine"):
        shutil.rmtree(FOLDER, ignore_errors=True)
        run_tool(
            "Its environment could not be made.",
            [sys.executable, "-m", "venv", "--without-pip", FOLDER],
            log="ministack.log",
        )
        # Every package that it needs is listed, so that none comes unpinned.
        options = ["--no-deps", "--progress-bar", "off", "--disable-pip-version-check"]
        run_tool(
            "ministack could not be installed.",
            [python_packages.PYTHON, "-m", "pip", "--python", PYTHON, "install", *options, "-r", REQUIREMENTS],
            log="ministack.log",
        )
    stamp.write()
    return PYTHON

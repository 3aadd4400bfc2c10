"""The server's packages as Lambda needs them: for its system, trimmed and compiled; made once for each set of pins."""

import json
import shutil
import sys
from pathlib import Path

from chalice.config import Config

from deployment.release import bytecode, trim
from deployment.release.contents import settle
from devtools.console import Problem, megabytes, step
from devtools.folders import STATE
from devtools.setup.python_packages import CONSTRAINTS, LAMBDA
from devtools.setup.stamps import Stamp
from devtools.tools import run_tool

MACHINES = {"arm64": "aarch64", "x86_64": "x86_64"}  # Lambda's names, and those of wheels
# The C library of Lambda's systems: Amazon Linux 2 under Python 3.10 and 3.11, 2023 under later ones.
OLD_SYSTEM, OLD_GLIBC, GLIBC = ("3.10", "3.11"), 26, 34


def ready(architecture: str) -> Path:
    """Returns a folder with the packages. Nobody changes it: it serves every stage."""
    folder = STATE / "release" / "packages" / f"{architecture}-{python_version()}"
    stamp = Stamp(f"release-packages-{architecture}", recipe(architecture))
    if stamp.is_current() and folder.is_dir():
        return folder
    stamp.clear()
    shutil.rmtree(folder, ignore_errors=True)
    with step(f"Packages for Lambda on {architecture}") as shown:
        install(folder, architecture)
        trim.trim(folder)
        bytecode.of_packages(folder)
        settle(folder)
        shown.done_with = megabytes(sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()))
    stamp.write()
    return folder


def recipe(architecture: str) -> str:
    """All that decides what is in the folder."""
    ways = sorted(Path(__file__).parent.glob("*.py"))
    texts = [path.read_text(encoding="utf-8") for path in (LAMBDA, CONSTRAINTS, *ways)]
    return json.dumps([sys.version, architecture, *texts])


def install(folder: Path, architecture: str) -> None:
    command: list[str | Path] = [sys.executable, "-m", "pip", "install", "--no-compile", "--progress-bar", "off"]
    command += ["--target", folder, "-r", LAMBDA, "-c", CONSTRAINTS]
    command += ["--only-binary=:all:", "--python-version", python_version(), "--implementation", "cp"]
    for platform in platforms(architecture):
        command += ["--platform", platform]
    run_tool(
        "The packages for Lambda could not be installed.",
        command,
        log="release.log",
        env={"PIP_DISABLE_PIP_VERSION_CHECK": "1"},
    )


def platforms(architecture: str) -> list[str]:
    """The tags of wheels that run there, the newest first."""
    machine = MACHINES[architecture]
    newest = OLD_GLIBC if python_version() in OLD_SYSTEM else GLIBC
    return [*(f"manylinux_2_{minor}_{machine}" for minor in range(newest, 16, -1)), f"manylinux2014_{machine}"]


def python_version() -> str:
    """Lambda's Python, which Chalice derives from the one that runs it: so this one compiles for it."""
    own = f"{sys.version_info.major}.{sys.version_info.minor}"
    if Config().lambda_python_version != f"python{own}":
        known = Config().lambda_python_version
        raise Problem(f"Lambda has no Python {own}. Remove .venv and start dev.py with {known}.")
    return own

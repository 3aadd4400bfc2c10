"""Builds the pages with client/build.mjs."""

import subprocess
from pathlib import Path

from devtools.console import step
from devtools.places import PAGES, ROOT
from devtools.processes import start
from devtools.python_packages import node
from devtools.tools import run_tool


def build() -> None:
    with step("Pages"):
        run_tool("The pages could not be built.", command(), log="pages.log")


def watch() -> "subprocess.Popen[bytes]":
    """Rebuilds what is edited, until it is stopped. Mistakes in the pages are shown as they are made."""
    return start([*command(), "--watch"], cwd=ROOT)


def command() -> list[str | Path]:
    return [node(), "client/build.mjs", "--out", PAGES]

"""Builds the pages with devtools/pages/build.mjs."""

import shutil
import subprocess
from pathlib import Path

from devtools.console import step
from devtools.places import PAGES, ROOT
from devtools.processes import start
from devtools.python_packages import node
from devtools.tools import run_tool


def build(out: Path = PAGES, *, hashed: bool = False) -> None:
    """`hashed`: what may be cached for ever has its content's hash in its name, and nothing older is in the folder."""
    if hashed:
        shutil.rmtree(out, ignore_errors=True)
    with step("Pages"):
        run_tool("The pages could not be built.", [*command(out), *(["--hashed"] if hashed else [])], log="pages.log")


def watch() -> "subprocess.Popen[bytes]":
    """Rebuilds what is edited, until it is stopped. Mistakes in the pages are shown as they are made."""
    return start([*command(PAGES), "--watch"], cwd=ROOT)


def command(out: Path) -> list[str | Path]:
    return [node(), "devtools/pages/build.mjs", "--out", out]

"""Finds a Chromium for the end-to-end tests, and installs Debian's where that is possible."""

import os
import shutil
import subprocess
from pathlib import Path

from devtools.console import Problem, step
from devtools.tools import run_tool

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def ensure() -> Path:
    """Returns the browser's program."""
    return find() or install()


def find() -> Path | None:
    for name in NAMES:
        if path := shutil.which(name):
            return Path(path)
    return MAC if MAC.exists() else None


def install() -> Path:
    apt_get = as_root()
    with step("Chromium"):
        for step_of_apt in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
            run_tool(
                "Chromium could not be installed.",
                [*apt_get, *step_of_apt],
                log="chromium.log",
                env={"DEBIAN_FRONTEND": "noninteractive"},
            )
    if path := find():
        return path
    raise Problem("Chromium was installed, but is not on the search path.")


def as_root() -> list[str | Path]:
    """How to call apt-get with the rights that it needs, without asking for a password."""
    if shutil.which("apt-get"):
        if os.geteuid() == 0:
            return ["apt-get"]
        if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
            return ["sudo", "-n", "apt-get"]
    raise Problem("The end-to-end tests need Chromium. Install it, so that `chromium` is on the search path.")

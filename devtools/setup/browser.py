"""Finds Chromium for the end-to-end tests, or installs it with apt-get where that is possible."""

import os
import shutil
import subprocess
from pathlib import Path

from devtools.console import Problem, step
from devtools.tools import run_tool

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def ensure() -> Path:
    """Returns the path of the browser."""
    return find() or install()


def find() -> Path | None:
    for name in NAMES:
        if path := shutil.which(name):
            return Path(path)
    return MAC if MAC.exists() else None


def install() -> Path:
    apt_get = as_root()
    with step("Chromium"):
        for arguments in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
            run_tool(
                "Chromium could not be installed.",
                [*apt_get, *arguments],
                log="chromium.log",
                env={"DEBIAN_FRONTEND": "noninteractive"},
            )
    if path := find():
        return path
    raise Problem("Chromium was installed, but is not on the PATH.")


def as_root() -> list[str | Path]:
    """Returns the command for apt-get as root. Raises `Problem` if that would need a password."""
    if shutil.which("apt-get"):
        if os.geteuid() == 0:
            return ["apt-get"]
        if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
            return ["sudo", "-n", "apt-get"]
    raise Problem("The end-to-end tests need Chromium. Install it so that `chromium` is on the PATH.")

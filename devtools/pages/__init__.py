"""Builds the pages with devtools/pages/build.mjs, and names the media types of their files."""

import shutil
import subprocess
from pathlib import Path, PurePath

from devtools.console import step
from devtools.folders import PAGES, ROOT
from devtools.processes import start
from devtools.setup.python_packages import node
from devtools.tools import run_tool

# Not from `mimetypes`, whose answers depend on the machine.
MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".ts": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
}


def build(out: Path = PAGES, *, hashed: bool = False) -> None:
    """Builds into a folder. `hashed`: empties it first, and puts hashes into the names of files that never expire."""
    if hashed:
        shutil.rmtree(out, ignore_errors=True)
    with step("Pages"):
        run_tool("The pages could not be built.", [*command(out), *(["--hashed"] if hashed else [])], log="pages.log")


def build_linked(*, again: bool) -> "subprocess.Popen[bytes]":
    """Starts a build for developers, which prints errors in the pages on the screen. `again`: builds after each line of
    its standard input, too, until that is closed."""
    return start([*command(PAGES), "--linked"], cwd=ROOT, stdin=subprocess.PIPE if again else subprocess.DEVNULL)


def command(out: Path) -> list[str | Path]:
    return [node(), "devtools/pages/build.mjs", "--out", out]


def media_type(name: str | PurePath) -> str:
    return MEDIA_TYPES.get(PurePath(name).suffix, "application/octet-stream")

"""Runs the tools that set things up: their output goes to a log, what matters of it to the screen."""

import os
import subprocess
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path

from devtools.places import LOGS, ROOT
from devtools.problem import Problem
from devtools.processes import start, stop

OFFLINE = ("name resolution", "ENOTFOUND", "EAI_AGAIN", "Network is unreachable", "ECONNREFUSED", "Connection refused")


def run_tool(
    failure: str,
    command: list[str | Path],
    *,
    log: str,
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
    on_line: Callable[[str], None] | None = None,
) -> None:
    """Runs a command to its end. Raises a `Problem` that begins with `failure` if it does not succeed."""
    LOGS.mkdir(parents=True, exist_ok=True)
    path = LOGS / log
    last: deque[str] = deque(maxlen=60)
    with path.open("w", encoding="utf-8", errors="replace") as file:
        process = start(
            command,
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        try:
            assert process.stdout is not None
            for raw in process.stdout:
                line = raw.decode(errors="replace").rstrip()
                file.write(line + "\n")
                last.append(line)
                if on_line:
                    on_line(line)
            code = process.wait()
        finally:
            stop([process])
    if code != 0:
        raise Problem(f"{failure} {reason(last)} (everything it said: {path.relative_to(ROOT)})")


def reason(lines: "deque[str]") -> str:
    """Picks the line that says most: the last one that names an error, or the last one at all."""
    spoken = [line.strip() for line in lines if line.strip()]
    if any(sign in line for line in spoken for sign in OFFLINE):
        return "The package registry cannot be reached. Is this machine online?"
    errors = [line for line in spoken if "error" in line.lower() and "log of this run" not in line]
    return (errors or spoken or ["It said nothing."])[-1][:200]

"""Runs external programs to their end: in the foreground, or with their output in a log file."""

import os
import subprocess
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from devtools.console import Problem
from devtools.folders import LOGS, ROOT
from devtools.processes import start, stop

OFFLINE = (
    *("name resolution", "dns error", "ENOTFOUND", "EAI_AGAIN"),
    *("Network is unreachable", "ECONNREFUSED", "Connection refused"),
)


def exit_code(command: list[str | Path], env: Mapping[str, str] | None = None) -> int:
    """Runs a command in the project's root with its output on the screen."""
    process = start(command, cwd=ROOT, env={**os.environ, **(env or {})})
    try:
        return process.wait()
    finally:
        stop([process])


def run_tool(
    failure: str,
    command: list[str | Path],
    *,
    log: str,
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
    on_line: Callable[[str], None] | None = None,
) -> None:
    """Runs a command and writes its output to a log. Raises a `Problem` that begins with `failure` if it fails."""
    LOGS.mkdir(parents=True, exist_ok=True)
    path = LOGS / log
    last_lines: deque[str] = deque(maxlen=60)
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
                last_lines.append(line)
                if on_line:
                    on_line(line)
            code = process.wait()
        finally:
            stop([process])
    if code != 0:
        raise Problem(f"{failure} {reason(last_lines)} (full output: {path.relative_to(ROOT)})")


def reason(lines: Iterable[str]) -> str:
    """Returns the most useful line of a failed tool's output: the last error, or else the last line."""
    written = [line.strip() for line in lines if line.strip()]
    if any(sign in line for line in written for sign in OFFLINE):
        return "The package registry cannot be reached. Is this machine online?"
    errors = [line for line in written if "error" in line.lower() and "log of this run" not in line]
    return (errors or written or ["It printed nothing."])[-1][:200]

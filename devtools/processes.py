"""Starts processes so that none outlives the one that started it, and stops them."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import IO, Any

PR_SET_PDEATHSIG = 1
GRACE_SECONDS = 5.0

# Loaded before any fork: a child may not load libraries between fork and exec.
libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def start(
    command: Iterable[str | Path],
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    stdout: int | IO[Any] | None = None,
    stderr: int | IO[Any] | None = None,
) -> "subprocess.Popen[bytes]":
    """Starts a process in a group of its own: Ctrl-C reaches only us, and we stop the whole group.

    On Linux it is also told to end when we die without a chance to stop it. Call it from the main thread:
    the kernel watches the thread that forked.
    """
    return subprocess.Popen(
        [str(part) for part in command],
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=stderr,
        start_new_session=True,
        preexec_fn=ends_with(os.getpid()),
    )


def ends_with(parent: int) -> Callable[[], None] | None:
    if libc is None:
        return None
    loaded = libc

    def before_exec() -> None:
        loaded.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it died before the kernel was asked to watch it
            os._exit(1)

    return before_exec


def stop(processes: Iterable["subprocess.Popen[bytes]"]) -> None:
    """Asks all to end, waits for them together, and kills what is left of their groups."""
    all_of_them = list(processes)
    for process in all_of_them:
        if process.poll() is None:
            signal_group(process, signal.SIGTERM)
    deadline = time.monotonic() + GRACE_SECONDS
    for process in all_of_them:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            pass
        signal_group(process, signal.SIGKILL)
        process.wait()


def signal_group(process: "subprocess.Popen[bytes]", number: int) -> None:
    try:
        os.killpg(process.pid, number)
    except (ProcessLookupError, PermissionError):
        pass  # the group is gone; macOS says "not permitted" of a zombie's

"""Starts processes that do not outlive this one, stops them, and turns signals to this process into an exception."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import FrameType
from typing import IO

PR_SET_PDEATHSIG = 1
M_ARENA_MAX = -8
GRACE_SECONDS = 5.0
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

# Loaded before any fork: a child process must not load libraries between fork and exec.
libc = ctypes.CDLL(None) if sys.platform == "linux" else None


class Stopped(BaseException):
    """A signal stopped the command. Not an `Exception`: only the command line catches it."""


def stop_on_signals() -> None:
    """Makes Ctrl-C, SIGTERM and a closed terminal end the command in the same way, through its `finally` blocks."""
    for number in STOP_SIGNALS:
        signal.signal(number, raise_stopped)


def raise_stopped(number: int, frame: FrameType | None) -> None:
    # Further signals must not interrupt the clean-up.
    for each in STOP_SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    raise Stopped


def start(
    command: Iterable[str | Path],
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    stdin: int = subprocess.DEVNULL,
    stdout: int | IO[bytes] | None = None,
    stderr: int | IO[bytes] | None = None,
) -> "subprocess.Popen[bytes]":
    """Starts a process in a group of its own: Ctrl-C reaches only this process, which then stops the whole group.

    On Linux the kernel also ends the process when this one dies. Call it from the main thread: the kernel watches the
    thread that forked.
    """
    return subprocess.Popen(
        [str(part) for part in command],
        cwd=cwd,
        env=env,
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        start_new_session=True,
        preexec_fn=ends_with(os.getpid()),
    )


def ends_with(parent: int) -> Callable[[], None] | None:
    """Returns what a child process runs before exec, so that it ends with its parent. None where the system cannot."""
    if libc is None:
        return None
    loaded = libc

    def before_exec() -> None:
        loaded.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it died before prctl was called
            os._exit(1)

    return before_exec


def stop(processes: Iterable["subprocess.Popen[bytes]"]) -> None:
    """Sends SIGTERM to all, waits for them together, and kills what remains of their groups."""
    stopping = list(processes)
    for process in stopping:
        if process.poll() is None:
            signal_group(process, signal.SIGTERM)
    deadline = time.monotonic() + GRACE_SECONDS
    for process in stopping:
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
        pass  # the group has ended; macOS reports "not permitted" for a zombie's group


def one_malloc_arena() -> None:
    """Keeps memory that threads have freed in one place, where all of them find it. Glibc's many arenas let a process
    of many threads grow to several times its size."""
    if libc is not None and hasattr(libc, "mallopt"):
        libc.mallopt(M_ARENA_MAX, 1)

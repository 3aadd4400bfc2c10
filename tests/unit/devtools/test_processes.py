import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from devtools.processes import start, stop

ROOT = Path(__file__).parents[3]
SLEEPS = "import time; print('up', flush=True); time.sleep(60)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEPS}"


def running(script: str) -> "subprocess.Popen[bytes]":
    process = start([sys.executable, "-c", script], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    return process


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_a_stopped_process_ends() -> None:
    process = running(SLEEPS)
    stop([process])
    assert process.returncode == -signal.SIGTERM


def test_a_process_that_ignores_sigterm_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("devtools.processes.GRACE_SECONDS", 0.1)
    process = running(STUBBORN)
    stop([process])
    assert process.returncode == -signal.SIGKILL


def test_a_process_can_be_stopped_twice() -> None:
    process = running(SLEEPS)
    stop([process])
    stop([process])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")
def test_child_processes_end_when_their_parent_is_killed() -> None:
    script = f"""
import subprocess, sys, time
from devtools.processes import start
child = start([sys.executable, "-c", {SLEEPS!r}], stdout=subprocess.DEVNULL)  # its output would mix with ours
print(child.pid, flush=True)
time.sleep(60)
"""
    parent = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE)
    assert parent.stdout is not None
    with parent.stdout:
        child = int(parent.stdout.readline())
        os.kill(parent.pid, signal.SIGKILL)
        parent.wait()
        deadline = time.monotonic() + 5
        while is_alive(child) and time.monotonic() < deadline:
            time.sleep(0.01)
    assert not is_alive(child)

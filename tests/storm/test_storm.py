"""A short storm with every fault at once. `dev.py storm` runs longer ones."""

import subprocess
import sys
from pathlib import Path

import pytest

from devtools.folders import ROOT
from devtools.processes import start, stop

TIMEOUT_SECONDS = 280


@pytest.mark.timeout(300)
def test_under_every_fault_no_message_is_lost_doubled_or_misordered(tmp_path: Path) -> None:
    printed = tmp_path / "output"
    command = [sys.executable, "-m", "tests.storm", "--seed=1", "--messages=300", f"--traces={tmp_path / 'traces'}"]
    with printed.open("wb") as output:
        process = start(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)
    try:
        code = process.wait(TIMEOUT_SECONDS)
    finally:
        stop([process])
    assert code == 0, printed.read_text()

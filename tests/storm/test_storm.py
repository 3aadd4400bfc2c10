"""A short storm with every fault at once. `dev.py storm` runs longer ones."""

import subprocess
import sys
from pathlib import Path

import pytest

from devtools.folders import ROOT
from devtools.processes import start, stop

PATIENCE_SECONDS = 280


@pytest.mark.timeout(300)
def test_under_every_fault_nothing_is_lost_doubled_or_misordered(tmp_path: Path) -> None:
    said = tmp_path / "said"
    command = [sys.executable, "-m", "tests.storm", "--seed=1", "--messages=300", f"--traces={tmp_path / 'traces'}"]
    with said.open("wb") as output:
        process = start(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)
    try:
        code = process.wait(PATIENCE_SECONDS)
    finally:
        stop([process])
    assert code == 0, said.read_text()

"""The server reads its environment once, at its first import. Commands set it first."""

import subprocess
import sys

from devtools.folders import ROOT


def test_importing_the_commands_does_not_read_the_servers_environment() -> None:
    look = "import sys, deployment.commands; sys.exit('chalicelib.config' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", look], cwd=ROOT, timeout=60).returncode == 0

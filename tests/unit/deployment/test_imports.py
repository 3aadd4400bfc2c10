"""The server reads its environment once, at its first import: no command may import that part before it has set it."""

import subprocess
import sys

from devtools.folders import ROOT


def test_starting_a_command_does_not_read_the_servers_environment() -> None:
    look = "import sys, deployment.commands; sys.exit('chalicelib.config' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", look], cwd=ROOT, timeout=60).returncode == 0

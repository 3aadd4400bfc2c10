"""Commands set the server's environment before its first use, so importing them must not read it."""

import subprocess
import sys

from devtools.folders import ROOT


def test_starting_a_command_does_not_read_the_servers_environment() -> None:
    program = "import sys, app, deployment.commands, chalicelib.config as c; sys.exit(c.config.cache_info().currsize)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, timeout=60).returncode == 0

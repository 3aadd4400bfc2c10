#!/usr/bin/env python3
"""Runs, tests, checks, builds and deploys Porchlight. Needs only Python 3.10 or later."""

import os
import sys

if sys.version_info < (3, 10):  # noqa: UP036 - must also run on older versions
    sys.exit("dev.py: Porchlight needs Python 3.10 or later; this is Python %d.%d." % sys.version_info[:2])  # noqa: UP031
if os.name != "posix":
    sys.exit("dev.py: Porchlight's tools run on Linux and macOS. On Windows, use the Subsystem for Linux (WSL).")

from devtools.commands.command_line import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

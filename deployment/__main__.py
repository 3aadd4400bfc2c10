"""dev.py runs this in .venv."""

import sys

from deployment.commands import main
from devtools.processes import stop_on_signals

stop_on_signals()
sys.exit(main(sys.argv[1:]))

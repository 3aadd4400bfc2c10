"""dev.py runs this in .venv."""

import sys

from deployment.commands import main
from devtools.signals import stop_on_signals

stop_on_signals()
sys.exit(main(sys.argv[1:]))

"""dev.py runs this in .venv."""

import sys

from deployment.commands import main

sys.exit(main(sys.argv[1:]))

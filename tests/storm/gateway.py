"""A gateway of the storm: the local run's, whose functions are those of functions.py.

python -m tests.storm.gateway COUNTS SMALL, then the options of the local run.
"""

import os
import sys

from devtools.local_run import __main__ as local_run
from devtools.local_run.functions.source import Starting
from tests.storm import functions


def main() -> None:
    os.environ[functions.COUNTS], os.environ[functions.SMALL] = sys.argv.pop(1), sys.argv.pop(1)
    Starting.PROGRAM = ("-m", "tests.storm.functions")
    local_run.main()


if __name__ == "__main__":
    main()

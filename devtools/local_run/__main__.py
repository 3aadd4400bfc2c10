"""Starts the gateway: starts the functions' parent process, which prepares the database, and serves until a signal."""

import os
import sys
from importlib import import_module

from devtools.local_run.arguments import parse
from devtools.local_run.functions.source import Starting
from devtools.processes import one_malloc_arena


def main() -> None:
    arguments = parse()
    one_malloc_arena()
    starting = Starting(sys.argv[1:])
    os.environ["PORCHLIGHT_LOG_LEVEL"] = arguments.log_level
    # Loaded while the other process loads app.py: both take most of a second.
    import_module("devtools.local_run.serving").run(arguments, starting)


if __name__ == "__main__":
    main()

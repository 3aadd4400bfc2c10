"""The project's folders on this machine, and the locks that keep two commands from using one at the same time.

Everything that a command creates is in folders that git ignores.
"""

import fcntl
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from devtools.console import Problem, say

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
NODE_MODULES = ROOT / "node_modules"

STATE = ROOT / ".porchlight"
DATA = STATE / "data"  # conversations, accounts, the signing key
TOOLS = STATE / "tools"
PAGES = STATE / "dist"
LOGS = STATE / "log"
STAMPS = STATE / "stamps"

# The content of a data folder. A reset removes nothing else: the folder may have existed before.
TABLES = "tables"
SIGNING_KEY = "signing-key"
PUSH_KEY = "push-key.pem"
BACKGROUND = "background"  # schedules, the place in the stream, dead letters
MAIL = "mail"
OBJECTS = "s3"


def tables(data: Path) -> Path:
    return data / TABLES


@contextmanager
def data_in_use(data: Path) -> Iterator[None]:
    """Locks a data folder: two database processes on the same files would corrupt them."""
    with lock(data / "lock", busy=f"Another run is using {data}. Stop it, or choose another folder with --data."):
        yield


def reset_data(data: Path) -> bool:
    """Removes every conversation and account. Asks for confirmation on a terminal. Returns whether it went ahead."""
    if not tables(data).exists():
        return True
    say(f"--reset removes every conversation, account and setting in {data}.")
    if sys.stdin.isatty() and input("Continue? [y/N] ").strip().lower() not in ("y", "yes"):
        return False
    shutil.rmtree(tables(data))
    for folder in (BACKGROUND, MAIL, OBJECTS):
        shutil.rmtree(data / folder, ignore_errors=True)
    for file in (SIGNING_KEY, PUSH_KEY):
        (data / file).unlink(missing_ok=True)
    return True


@contextmanager
def lock(path: Path, *, busy: str | None = None, waiting: str | None = None) -> Iterator[None]:
    """Holds an exclusive lock on a file. The system releases it when the process dies.

    When another process has the lock, raises a `Problem` with the line `busy`, or prints `waiting` and waits.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if busy:
                raise Problem(busy) from None
            say(waiting or f"Waiting for {path} …")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield

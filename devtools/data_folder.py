"""The folder of a run's conversations: one run at a time, emptied only when asked."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from devtools.console import say
from devtools.locks import held

# What a run keeps there. Nothing else is ever removed: the folder may be one that was there before.
TABLES = "tables"
SIGNING_KEY = "signing-key"


def tables(folder: Path) -> Path:
    return folder / TABLES


@contextmanager
def in_use(folder: Path) -> Iterator[None]:
    """Keeps other runs away: two engines on the same files would spoil them."""
    with held(folder / "lock", busy=f"Another run is using {folder}. Stop it, or choose another folder with --data."):
        yield


def reset(folder: Path) -> bool:
    """Removes every conversation and account. Asks first where somebody can answer, and says whether it did."""
    if not tables(folder).exists():
        return True
    say(f"--reset removes every conversation, account and setting in {folder}.")
    if sys.stdin.isatty() and input("Go on? [y/N] ").strip().lower() not in ("y", "yes"):
        return False
    shutil.rmtree(tables(folder))
    (folder / SIGNING_KEY).unlink(missing_ok=True)
    return True

"""Locks between commands that run in this folder at the same time. The system frees them when their holder dies."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from devtools.console import say
from devtools.problem import Problem


@contextmanager
def held(path: Path, *, busy: str) -> Iterator[None]:
    """Holds the lock, or raises a `Problem` with the line `busy`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Problem(busy) from None
        yield


@contextmanager
def waited_for(path: Path, *, waiting: str) -> Iterator[None]:
    """Holds the lock, after whoever has it now. Says `waiting` if that takes time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(waiting)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield

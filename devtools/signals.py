"""Being told to stop: Ctrl-C, SIGTERM and a closed terminal end a command the same way, through its `finally`s."""

import signal
from types import FrameType


class Stopped(BaseException):
    """The command was told to stop. Not an `Exception`: nothing but the command line catches it."""


def stop_on_signals() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, raise_stopped)


def raise_stopped(number: int, frame: FrameType | None) -> None:
    # Further signals must not interrupt the stopping itself.
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    raise Stopped

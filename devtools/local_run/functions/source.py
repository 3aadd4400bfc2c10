"""Starts the parent of the functions' processes (parent.py), and asks it for processes."""

import asyncio
import socket
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from devtools.folders import ROOT
from devtools.local_run.functions import Description, Route
from devtools.local_run.functions.frames import receive
from devtools.local_run.functions.handling import ANSWERING, BACKGROUND

STOP_SECONDS = 5.0


class NotLoaded(Exception):
    """app.py cannot be imported, or the tables cannot be prepared. The parent has printed why."""


@dataclass(frozen=True, slots=True)
class Source:
    """One version of app.py: its description, and the process that has loaded it."""

    arguments: Sequence[str]  # the gateway's
    process: "subprocess.Popen[bytes]"
    control: socket.socket
    description: Description
    prepared: dict[str, Any]  # what bootstrap.py returned

    def start_process(self, background: bool = False) -> socket.socket:
        """Returns this side of a connection to a new process. Raises `OSError` if the parent has ended."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self.control, [BACKGROUND if background else ANSWERING], [theirs.fileno()])
            except OSError:
                ours.close()
                raise
        ours.setblocking(False)
        return ours

    def close(self) -> None:
        """Ends the parent. Its processes go on until their connections are closed."""
        self.control.close()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Starting:
    """A parent that loads app.py, while the gateway does something else."""

    PROGRAM: ClassVar = ("-m", "devtools.local_run.functions.parent")

    def __init__(self, arguments: Sequence[str]) -> None:
        """`arguments`: the gateway's."""
        self.arguments = arguments
        self.control, theirs = socket.socketpair()
        with theirs:
            number = theirs.fileno()
            command = [sys.executable, *self.PROGRAM, str(number), *arguments]
            # Not in a session of its own: whoever kills the gateway's group must reach all of its processes.
            self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, pass_fds=[number])

    def wait(self) -> Source:
        """Raises `NotLoaded`."""
        message = receive(self.control)
        if message is None:
            self.control.close()
            self.process.wait()
            raise NotLoaded
        return Source(self.arguments, self.process, self.control, description_of(message), message["prepared"])

    async def loaded(self) -> Source:
        """The same, without blocking. Raises `NotLoaded`."""
        return await asyncio.to_thread(self.wait)


def description_of(message: dict[str, Any]) -> Description:
    routes = {path: Route(tuple(each["methods"]), each["preflight"]) for path, each in message["routes"].items()}
    return Description(routes, tuple(message["binary_types"]), message["batch_sizes"])

"""A function's process, as the gateway sees it."""

import asyncio
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from devtools.local_run.functions import FunctionFailed
from devtools.local_run.functions.frames import Frames, frame


@dataclass(frozen=True, slots=True)
class Call:
    """`seconds`: the function's time limit."""

    function: str
    event: dict[str, Any]
    seconds: float
    answer: "asyncio.Future[Any]"


class Process(asyncio.Protocol):
    """Handles one call at a time.

    `free`: is called when it can take a call: at its start, and after each answer. `ended`: is called at its end.
    """

    def __init__(self, free: Callable[["Process"], None], ended: Callable[["Process"], None]) -> None:
        self.free = free
        self.ended = ended
        self.retired = False  # it ends after the present call
        self.pid = 0
        self.call: Call | None = None
        self.since = time.monotonic()  # when it was started, or took the call
        self.limit: asyncio.TimerHandle | None = None
        self.frames = Frames()
        self.transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.WriteTransport, transport)

    def take(self, call: Call) -> None:
        assert self.transport is not None
        self.call, self.since = call, time.monotonic()
        self.limit = asyncio.get_running_loop().call_later(call.seconds, self.time_out)
        self.transport.write(frame({"function": call.function, "event": call.event, "seconds": call.seconds}))

    def data_received(self, data: bytes) -> None:
        for message in self.frames.add(data):
            if self.pid:
                self.answered(message)
            else:
                self.pid = message["pid"]
            self.free(self)

    def answered(self, message: dict[str, Any]) -> None:
        if "result" in message:
            self.finish(lambda answer: answer.set_result(message["result"]))
        else:
            self.fail(failure(message))

    def time_out(self) -> None:
        """As on Lambda, the process ends with the call."""
        if self.call is not None:
            self.retired = True
            self.fail(FunctionFailed("Sandbox.Timedout", f"Task timed out after {self.call.seconds:.2f} seconds"))
            os.kill(self.pid, signal.SIGKILL)

    def connection_lost(self, exc: Exception | None) -> None:
        self.fail(FunctionFailed("Runtime.ExitError", "The function's process ended before its answer"))
        self.ended(self)

    def fail(self, error: FunctionFailed) -> None:
        self.finish(lambda answer: answer.set_exception(error))

    def finish(self, settle: Callable[["asyncio.Future[Any]"], None]) -> None:
        call, self.call = self.call, None
        if self.limit is not None:
            self.limit.cancel()
        if call is not None and not call.answer.done():  # API Gateway may have answered that it took too long
            settle(call.answer)

    def retire(self, *, at_once: bool = False) -> None:
        """Ends it, after its present call or `at_once`: the process then ends when it wants to answer."""
        self.retired = True
        if self.transport is not None and (at_once or self.call is None):
            self.transport.close()


def failure(message: dict[str, Any]) -> FunctionFailed:
    """The exception of a function, with its trace."""
    error = FunctionFailed(message["kind"], message["message"])
    error.__cause__ = Trace(message["trace"])
    return error


class Trace(Exception):
    """The trace of an exception in a function's process, for the log."""

    def __str__(self) -> str:
        return f"\n{self.args[0]}"

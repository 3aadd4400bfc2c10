"""Gives each call a process: one that is free, or a new one, as Lambda does.

A machine has fewer cores than AWS. So calls wait for their turn when as many are being handled as the machine can work
on. Calls that take long do not count: they wait for something themselves, perhaps for another call.
"""

import asyncio
import json
import os
import socket
import time
from collections import deque
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager
from typing import Any

from chalicelib import logs
from devtools.folders import ROOT
from devtools.local_run.functions import Description
from devtools.local_run.functions.process import Call, Process
from devtools.local_run.functions.source import NotLoaded, Source, Starting

AT_ONCE = (os.cpu_count() or 1) + 1
MOST = 100  # processes; further calls wait
LONG_SECONDS = 0.1  # after which a call does not count
IDLE_SECONDS = 60.0  # after which a process ends, down to AT_ONCE of them

CONFIGURATION: dict[str, Any] = json.loads((ROOT / ".chalice" / "config.json").read_text(encoding="utf-8"))


def time_limit(function: str) -> float:
    """Returns the seconds that a deployment gives a function."""
    of_function = CONFIGURATION["lambda_functions"].get(function, {})
    return float(of_function.get("lambda_timeout", CONFIGURATION["lambda_timeout"]))


class Pool:
    """The functions of a source, each call in a process of its own. Use it in one event loop."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.processes: set[Process] = set()  # all of this source, also those that are not ready yet
        self.free: list[Process] = []  # the last one took a call most recently
        self.waiting: deque[Call] = deque()
        self.look_again: asyncio.TimerHandle | None = None
        self.tidy_again: asyncio.TimerHandle | None = None
        self.tasks: set[asyncio.Task[None]] = set()
        self.replacing = asyncio.Lock()
        self.closed = False

    @property
    def description(self) -> Description:
        return self.source.description

    async def invoke(self, name: str, event: dict[str, Any]) -> Any:
        call = Call(name, event, time_limit(name), asyncio.get_running_loop().create_future())
        self.waiting.append(call)
        self.dispatch()
        return await call.answer

    def dispatch(self) -> None:
        """Gives calls to free processes. Starts another process if calls are left, or looks again soon."""
        while self.waiting and self.free:
            call = self.waiting.popleft()
            if not call.answer.done():
                self.free.pop().take(call)
        if not self.waiting or self.closed:
            return
        if len(self.processes) < MOST and self.working() < AT_ONCE:
            self.start_process()
        if self.look_again is None:
            self.look_again = asyncio.get_running_loop().call_later(LONG_SECONDS, self.look)

    def look(self) -> None:
        self.look_again = None
        self.dispatch()

    def working(self) -> int:
        """How many processes are starting, or handle a call that has not taken long."""
        now = time.monotonic()
        return sum(now - process.since < LONG_SECONDS or not process.pid for process in self.processes)

    def start_process(self) -> None:
        try:
            connection = self.source.start_process()
        except OSError:
            if not self.replacing.locked():
                logs.error("functions_lost")
                self.start(self.replace(self.source.arguments))
            return
        process = Process(self.freed, self.ended)
        self.processes.add(process)
        self.start(connect(process, connection))

    def freed(self, process: Process) -> None:
        if process.retired:
            process.retire()
            return
        self.free.append(process)
        self.dispatch()
        if len(self.processes) > AT_ONCE and self.tidy_again is None:
            self.tidy_again = asyncio.get_running_loop().call_later(IDLE_SECONDS, self.tidy)

    def tidy(self) -> None:
        """Ends processes that were not needed for some time."""
        self.tidy_again = None
        before = time.monotonic() - IDLE_SECONDS
        idle = [process for process in self.free if process.since <= before]
        for process in idle[: len(self.processes) - AT_ONCE]:
            self.free.remove(process)
            self.processes.discard(process)
            process.retire()
        if len(self.processes) > AT_ONCE:
            self.tidy_again = asyncio.get_running_loop().call_later(IDLE_SECONDS, self.tidy)

    def ended(self, process: Process) -> None:
        self.processes.discard(process)
        if process in self.free:
            self.free.remove(process)
        if not self.closed:
            self.dispatch()

    async def replace(self, arguments: Sequence[str]) -> None:
        """Loads app.py again. Calls that are being handled end in the version that they began in. If the new one
        cannot be loaded, the present one stays."""
        async with self.replacing:
            try:
                source = await Starting(arguments).loaded()
            except NotLoaded:
                return
            earlier, self.source = self.source, source
            for process in self.processes:
                process.retire()
            self.processes, self.free = set(), []
            self.dispatch()
            await asyncio.to_thread(earlier.close)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Ends all processes when the block ends."""
        try:
            yield
        finally:
            self.closed = True
            for timer in filter(None, (self.look_again, self.tidy_again)):
                timer.cancel()
            for task in self.tasks:
                task.cancel()
            await asyncio.gather(*self.tasks, return_exceptions=True)
            for process in self.processes:
                process.retire(at_once=True)
            await asyncio.to_thread(self.source.close)

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)


async def connect(process: Process, connection: socket.socket) -> None:
    await asyncio.get_running_loop().create_connection(lambda: process, sock=connection)

"""Calls that wait for a process, and the processes that take them: one that is free, or a new one, as Lambda does.

A machine has fewer cores than AWS. So calls wait for their turn when as many are being handled as the machine can work
on. Calls that take long do not count: they wait for something themselves, perhaps for another call.
"""

import asyncio
import os
import socket
import time
from collections import deque
from collections.abc import Callable

from devtools.local_run.functions.process import Call, Process

CORES = os.cpu_count() or 1
AT_ONCE = 4 * CORES  # most of a call is waiting for the store
KEPT = CORES + 1  # without calls
MOST = 100  # processes; further calls wait
LONG_SECONDS = 0.5  # after which a call does not count
IDLE_SECONDS = 60.0  # after which a process ends, if there are more than are kept


class Line:
    """`start`: starts a process, and returns a connection to it or None. `kept`: processes that stay without calls."""

    def __init__(self, start: Callable[[], socket.socket | None], kept: int) -> None:
        self.start = start
        self.kept = kept
        self.processes: set[Process] = set()  # of the present version of app.py, also those that are not ready yet
        self.free: list[Process] = []  # the last one took a call most recently
        self.waiting: deque[Call] = deque()
        self.look_again: asyncio.TimerHandle | None = None
        self.tidy_again: asyncio.TimerHandle | None = None
        self.connecting: set[asyncio.Task[None]] = set()
        self.closed = False

    def add(self, call: Call) -> None:
        self.waiting.append(call)
        self.dispatch()

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
            self.look_again = asyncio.get_running_loop().call_later(LONG_SECONDS / 5, self.look)

    def look(self) -> None:
        self.look_again = None
        self.dispatch()

    def working(self) -> int:
        """How many processes are starting, or handle a call that has not taken long."""
        now = time.monotonic()
        return sum(now - process.since < LONG_SECONDS or not process.pid for process in self.processes)

    def start_process(self) -> None:
        if connection := self.start():
            process = Process(self.freed, self.ended)
            self.processes.add(process)
            task = asyncio.ensure_future(connect(process, connection))
            self.connecting.add(task)
            task.add_done_callback(self.connecting.discard)

    def freed(self, process: Process) -> None:
        if process.retired:
            process.retire()
            return
        self.free.append(process)
        self.dispatch()
        if len(self.processes) > self.kept and self.tidy_again is None:
            self.tidy_again = asyncio.get_running_loop().call_later(IDLE_SECONDS, self.tidy)

    def tidy(self) -> None:
        """Ends processes that were not needed for some time."""
        self.tidy_again = None
        before = time.monotonic() - IDLE_SECONDS
        idle = [process for process in self.free if process.since <= before]
        for process in idle[: len(self.processes) - self.kept]:
            self.free.remove(process)
            self.processes.discard(process)
            process.retire()
        if len(self.processes) > self.kept:
            self.tidy_again = asyncio.get_running_loop().call_later(IDLE_SECONDS, self.tidy)

    def ended(self, process: Process) -> None:
        self.processes.discard(process)
        if process in self.free:
            self.free.remove(process)
        if not self.closed:
            self.dispatch()

    def renew(self) -> None:
        """Ends all processes, each after its present call."""
        for process in self.processes:
            process.retire()
        self.processes, self.free = set(), []
        self.dispatch()

    async def close(self) -> None:
        self.closed = True
        for timer in filter(None, (self.look_again, self.tidy_again)):
            timer.cancel()
        for task in self.connecting:
            task.cancel()
        await asyncio.gather(*self.connecting, return_exceptions=True)
        for process in self.processes:
            process.retire(at_once=True)


async def connect(process: Process, connection: socket.socket) -> None:
    await asyncio.get_running_loop().create_connection(lambda: process, sock=connection)

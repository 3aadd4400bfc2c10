"""Calls the functions of the background work while the gateway runs.

Of several gateways on one data folder, as in the storm, one does this at a time: the one that holds a lock.
"""

import asyncio
import fcntl
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO, Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import logs
from deployment.tables import LOCAL_PREFIX
from devtools.local_run.arguments import Arguments
from devtools.local_run.background.dead_letters import DeadLetters
from devtools.local_run.background.event_source import EventSource
from devtools.local_run.background.invocations import Invocations
from devtools.local_run.background.schedules import Schedule, Schedules
from devtools.local_run.background.stream import Position, Stream
from devtools.local_run.environment import background_folder
from devtools.local_run.functions import Functions

LOCK_SECONDS = 1.0  # between attempts to become the one that works
BUSY_SECONDS, IDLE_SECONDS = 0.25, 1.0  # between reads of the stream
BUSY_FOR_SECONDS = 15.0  # after the last record
TICK_SECONDS = 0.25  # between looks at the clock for schedules
NEVER = float("inf")  # it has fired, and is not deleted yet
STORE_SECONDS = 2.0  # before the next attempt, when the store cannot be reached


class Worker:
    def __init__(
        self,
        functions: Functions,
        schedules: Schedules,
        stream: Stream,
        folder: Path,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.functions = functions
        self.schedules = schedules
        self.stream = stream
        self.folder = folder
        self.clock = clock
        self.dead_letters = DeadLetters(folder)
        self.invocations = Invocations(folder, functions.invoke, self.dead_letters, clock)
        self.waiting: dict[tuple[str, str], float] = {}  # when each schedule fires, by group and name
        self.running: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        """Works until the block ends."""
        task = asyncio.create_task(self.work())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, *self.running, return_exceptions=True)

    async def work(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as lock:
            while not locked(lock):
                await asyncio.sleep(LOCK_SECONDS)
            await asyncio.gather(self.read_the_stream(), self.fire_schedules())

    async def read_the_stream(self) -> None:
        busy_until = 0.0
        while True:
            try:
                found = await self.deliver_next()
            except Exception as error:  # noqa: BLE001 - nothing may end the reading
                unreachable = isinstance(error, (BotoCoreError, ClientError))
                logs.warning("store_unreachable", cause=str(error)) if unreachable else logs.error("stream_failed")
                await asyncio.sleep(STORE_SECONDS)
                continue
            if found:
                busy_until = time.monotonic() + BUSY_FOR_SECONDS
            else:
                await asyncio.sleep(BUSY_SECONDS if time.monotonic() < busy_until else IDLE_SECONDS)

    async def deliver_next(self) -> bool:
        """Returns whether there were records."""
        found = await asyncio.to_thread(self.stream.read)
        for shard, records in found:
            source = EventSource(self.call_message_stored, self.stream.position.stream, self.dead_letters)
            await source.deliver(shard.id, records)
            self.stream.done(shard, records)
        return bool(found)

    async def call_message_stored(self, event: dict[str, Any]) -> Any:
        return await self.functions.invoke("message_stored", event)

    async def fire_schedules(self) -> None:
        self.delete_fired()
        while True:
            try:
                for schedule in self.take_due():
                    self.start(self.fire(schedule))
                for invocation in self.invocations.take_due():
                    self.start(self.invocations.run(invocation))
            except Exception:  # noqa: BLE001 - nothing may end the firing
                logs.error("schedules_failed")
            await asyncio.sleep(TICK_SECONDS)

    def take_due(self) -> list[Schedule]:
        """Schedules to fire now. Each is read when it is new, and again when it is due: it may be another one then."""
        names, now = self.schedules.names(), self.clock()
        self.waiting = {name: at for name, at in self.waiting.items() if name in names}
        due = []
        for name in names:
            if self.waiting.get(name, 0.0) > now:
                continue
            schedule = self.schedules.get(*name)
            self.waiting[name] = NEVER if schedule is None or schedule.fired else schedule.fires_at
            if self.waiting[name] <= now and schedule:
                self.waiting[name] = NEVER
                due.append(schedule)
        return due

    async def fire(self, schedule: Schedule) -> None:
        """Calls the function. Its schedule is deleted only after that, so a job cannot schedule itself again with the
        same fields. On AWS too, a schedule still exists for some time after it has called its target."""
        invocation = self.invocations.accept(schedule.function, schedule.event)
        self.invocations.running.add(invocation.id)
        self.schedules.mark_fired(schedule)
        await self.invocations.run(invocation)
        self.schedules.delete(schedule.group, schedule.name)
        self.waiting.pop((schedule.group, schedule.name), None)

    def delete_fired(self) -> None:
        """An earlier process ended before it could. The invocation is stored on its own."""
        for schedule in self.schedules.all():
            if schedule.fired:
                self.schedules.delete(schedule.group, schedule.name)

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self.running.add(task)
        task.add_done_callback(self.running.discard)


def worker(functions: Functions, arguments: Arguments) -> Worker:
    folder = background_folder(arguments)
    batch_size = functions.description.batch_sizes["message_stored"]
    stream = Stream(arguments.dynamodb, f"{LOCAL_PREFIX}messages", Position(folder / "position.json"), batch_size)
    return Worker(functions, Schedules(folder, arguments.schedule_late), stream, folder)


def locked(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

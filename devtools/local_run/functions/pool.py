"""Gives each call a process of its own while it is handled. Processes of the background work are others than those that
answer somebody, and the system prefers the latter: a machine has fewer cores than AWS."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager
from typing import Any

from chalicelib import logs
from deployment.stage import BACKGROUND_FUNCTIONS
from devtools.folders import ROOT
from devtools.local_run.functions import Description
from devtools.local_run.functions.line import KEPT, Line
from devtools.local_run.functions.process import Call
from devtools.local_run.functions.source import NotLoaded, Source, Starting

CONFIGURATION: dict[str, Any] = json.loads((ROOT / ".chalice" / "config.json").read_text(encoding="utf-8"))


def time_limit(function: str) -> float:
    """Returns the seconds that a deployment gives a function."""
    of_function = CONFIGURATION["lambda_functions"].get(function, {})
    return float(of_function.get("lambda_timeout", CONFIGURATION["lambda_timeout"]))


class Pool:
    """The functions of a source. Use it in one event loop."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.answering = Line(lambda: self.start_process(background=False), kept=KEPT)
        self.background = Line(lambda: self.start_process(background=True), kept=1)
        self.tasks: set[asyncio.Task[None]] = set()
        self.replacing = asyncio.Lock()

    @property
    def description(self) -> Description:
        return self.source.description

    async def invoke(self, name: str, event: dict[str, Any]) -> Any:
        call = Call(name, event, time_limit(name), asyncio.get_running_loop().create_future())
        (self.background if name in BACKGROUND_FUNCTIONS else self.answering).add(call)
        return await call.answer

    def start_process(self, background: bool) -> socket.socket | None:
        try:
            return self.source.start_process(background)
        except OSError:
            if not self.replacing.locked():
                logs.error("functions_lost")
                self.start(self.replace(self.source.arguments))
            return None

    async def replace(self, arguments: Sequence[str]) -> None:
        """Loads app.py again. Calls that are being handled end in the version that they began in. If the new one
        cannot be loaded, the present one stays."""
        async with self.replacing:
            try:
                source = await Starting(arguments).loaded()
            except NotLoaded:
                return
            earlier, self.source = self.source, source
            self.answering.renew()
            self.background.renew()
            await asyncio.to_thread(earlier.close)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Ends all processes when the block ends."""
        try:
            yield
        finally:
            for task in self.tasks:
                task.cancel()
            await asyncio.gather(*self.tasks, return_exceptions=True)
            await self.answering.close()
            await self.background.close()
            await asyncio.to_thread(self.source.close)

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

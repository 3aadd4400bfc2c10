"""Forwards the frames of one socket, and drops, doubles, delays or reorders pushes, or stalls or cuts the socket."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import aiohttp
from aiohttp import WSMsgType, web

from tests.storm.faults import Source

REORDER_SECONDS = 1.0  # the longest time that a frame waits to be overtaken by the next one
UNNOTICED_SECONDS = 20.0  # after the page has given up a stalled socket, the server does not notice for this long


class Relay:
    """One socket. Once it is `stalled`, both ends see an open connection, but no frame passes."""

    def __init__(
        self,
        request: web.Request,
        page: web.WebSocketResponse,
        server: "aiohttp.ClientWebSocketResponse[bool]",
        source: Source,
    ) -> None:
        self.request = request
        self.page = page
        self.server = server
        self.source = source
        self.stalled = False
        self.pending: str | None = None
        self.later: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        directions = [asyncio.ensure_future(self.from_server()), asyncio.ensure_future(self.from_page())]
        try:
            await asyncio.wait(directions, return_when=asyncio.FIRST_COMPLETED)
            if self.stalled:
                await asyncio.sleep(UNNOTICED_SECONDS)
        finally:
            for task in [*directions, *self.later]:
                task.cancel()
            await asyncio.gather(*directions, *self.later, return_exceptions=True)
            self.abort()
            await self.server.close()

    async def from_page(self) -> None:
        async for message in self.page:
            if message.type is WSMsgType.TEXT and not self.stalled:
                await self.server.send_str(message.data)

    async def from_server(self) -> None:
        async for message in self.server:
            if message.type is WSMsgType.TEXT:
                await self.push(message.data)
        if self.stalled:  # the server has closed the socket, and the page must not notice
            await asyncio.Event().wait()

    async def push(self, frame: str) -> None:
        if self.stalled:
            return
        kind = None if '"pong"' in frame else self.source.draw("push")
        if kind is None:
            await self.deliver(frame)
            return
        self.source.record(kind)
        await getattr(self, kind.replace("-", "_"))(frame)

    async def deliver(self, frame: str) -> None:
        if self.stalled or self.page.closed:
            return
        pending, self.pending = self.pending, None
        try:
            await self.page.send_str(frame)
            if pending is not None:
                await self.page.send_str(pending)
        except ConnectionError:
            pass  # the page has closed the socket; `from_page` notices it

    async def push_dropped(self, frame: str) -> None:
        pass

    async def push_doubled(self, frame: str) -> None:
        await self.deliver(frame)
        self.after(self.source.random.uniform(0, 0.5), frame)

    async def push_delayed(self, frame: str) -> None:
        self.after(self.source.random.uniform(0.1, 3.0), frame)

    async def push_reordered(self, frame: str) -> None:
        if self.pending is not None:
            await self.deliver(frame)
            return
        self.pending = frame
        self.start(self.release(frame))

    async def half_open(self, frame: str) -> None:
        self.stalled = True

    async def cut(self, frame: str) -> None:
        self.abort()

    async def release(self, frame: str) -> None:
        await asyncio.sleep(REORDER_SECONDS)
        if self.pending is frame:
            self.pending = None
            await self.deliver(frame)

    def after(self, seconds: float, frame: str) -> None:
        async def later() -> None:
            await asyncio.sleep(seconds)
            await self.deliver(frame)

        self.start(later())

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self.later.add(task)
        task.add_done_callback(self.later.discard)

    def abort(self) -> None:
        if self.request.transport:
            self.request.transport.abort()

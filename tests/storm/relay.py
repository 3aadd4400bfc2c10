"""What becomes of a socket: pushes dropped, doubled, late and in the wrong order, the socket cut, or deaf."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import aiohttp
from aiohttp import WSMsgType, web

from tests.storm.faults import Source

HELD_SECONDS = 1.0  # a frame that waits for the next one to overtake it does not wait longer
UNTOLD_SECONDS = 20.0


class Relay:
    """One socket. Once it is `deaf`, both ends believe in it, and neither hears the other."""

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
        self.deaf = False
        self.held: str | None = None
        self.later: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        ways = [asyncio.ensure_future(self.from_server()), asyncio.ensure_future(self.from_page())]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            if self.deaf:  # the page gave it up; the server is not told for a while
                await asyncio.sleep(UNTOLD_SECONDS)
        finally:
            for task in [*ways, *self.later]:
                task.cancel()
            await asyncio.gather(*ways, *self.later, return_exceptions=True)
            self.abort()
            await self.server.close()

    async def from_page(self) -> None:
        async for message in self.page:
            if message.type is WSMsgType.TEXT and not self.deaf:
                await self.server.send_str(message.data)

    async def from_server(self) -> None:
        async for message in self.server:
            if message.type is WSMsgType.TEXT:
                await self.push(message.data)
        if self.deaf:  # the server gave it up; the page is not told
            await asyncio.Event().wait()

    async def push(self, frame: str) -> None:
        if self.deaf:
            return
        kind = None if '"pong"' in frame else self.source.draw("push")
        if kind is None:
            await self.show(frame)
            return
        self.source.struck(kind)
        await getattr(self, kind.replace("-", "_"))(frame)

    async def show(self, frame: str) -> None:
        if self.deaf or self.page.closed:
            return
        held, self.held = self.held, None
        try:
            await self.page.send_str(frame)
            if held is not None:
                await self.page.send_str(held)
        except ConnectionError:
            pass  # the page is gone; whoever reads from it finds out

    async def push_dropped(self, frame: str) -> None:
        pass

    async def push_doubled(self, frame: str) -> None:
        await self.show(frame)
        self.after(self.source.random.uniform(0, 0.5), frame)

    async def push_delayed(self, frame: str) -> None:
        self.after(self.source.random.uniform(0.1, 3.0), frame)

    async def push_reordered(self, frame: str) -> None:
        if self.held is not None:
            await self.show(frame)
            return
        self.held = frame
        self.start(self.release(frame))

    async def half_open(self, frame: str) -> None:
        self.deaf = True

    async def cut(self, frame: str) -> None:
        self.abort()

    async def release(self, frame: str) -> None:
        await asyncio.sleep(HELD_SECONDS)
        if self.held is frame:
            self.held = None
            await self.show(frame)

    def after(self, seconds: float, frame: str) -> None:
        async def later() -> None:
            await asyncio.sleep(seconds)
            await self.show(frame)

        self.start(later())

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self.later.add(task)
        task.add_done_callback(self.later.discard)

    def abort(self) -> None:
        if self.request.transport:
            self.request.transport.abort()

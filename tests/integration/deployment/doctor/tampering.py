"""A proxy between the doctor and a healthy run, which breaks one thing at a time."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from typing import Any

import aiohttp
from aiohttp import web
from multidict import CIMultiDict

HOP_BY_HOP = ("connection", "content-encoding", "content-length", "keep-alive", "server", "transfer-encoding")


@dataclass
class Answer:
    """A response that a tampering can change."""

    method: str
    path: str
    status: int
    headers: CIMultiDict[str]
    body: bytes


class Tampering:
    """`answer` changes responses. `frame` changes frames to the page (None drops the frame). `handshake` changes the
    status of handshakes: it rejects them, or accepts what the server rejects (101)."""

    def __init__(
        self,
        answer: Callable[[Answer], None] = lambda answer: None,
        frame: Callable[[str], str | None] = lambda frame: frame,
        handshake: Callable[[int], int] = lambda status: status,
    ) -> None:
        self.answer = answer
        self.frame = frame
        self.handshake = handshake


class Proxy:
    """A proxy for several origins, in its own thread. It changes nothing until a `tampering` is set."""

    def __init__(self, *origins: str) -> None:
        self.tampering = Tampering()
        self.loop = asyncio.new_event_loop()
        Thread(target=self.loop.run_forever, daemon=True).start()
        ports = asyncio.run_coroutine_threadsafe(self.listen(origins), self.loop).result(timeout=10)
        self.urls = [f"http://localhost:{port}" for port in ports]  # in the order of the origins

    @contextmanager
    def tampers(self, tampering: Tampering) -> Iterator[None]:
        self.tampering = tampering
        try:
            yield
        finally:
            self.tampering = Tampering()

    async def listen(self, origins: tuple[str, ...]) -> list[int]:
        self.client = aiohttp.ClientSession(auto_decompress=True)
        self.runners = [await self.before(origin) for origin in origins]
        return [int(runner.addresses[0][1]) for runner in self.runners]

    async def before(self, origin: str) -> web.AppRunner:
        async def handle(request: web.Request) -> web.StreamResponse:
            socket = request.headers.get("Upgrade", "").lower() == "websocket"
            return await (self.pass_socket(request, origin) if socket else self.pass_call(request, origin))

        server = web.Application(client_max_size=1 << 25)
        server.router.add_route("*", "/{path:.*}", handle)
        runner = web.AppRunner(server)
        await runner.setup()
        await web.TCPSite(runner, "localhost", 0).start()
        return runner

    def stop(self) -> None:
        async def end() -> None:
            await self.client.close()
            await asyncio.gather(*(runner.cleanup() for runner in self.runners))

        asyncio.run_coroutine_threadsafe(end(), self.loop).result(timeout=10)
        self.loop.call_soon_threadsafe(self.loop.stop)

    async def pass_call(self, request: web.Request, origin: str) -> web.Response:
        sent = {name: value for name, value in request.headers.items() if name.lower() != "host"}
        body = await request.read()
        async with self.client.request(
            request.method, origin + request.raw_path, data=body, headers=sent, allow_redirects=False
        ) as reply:
            kept = [(name, value) for name, value in reply.headers.items() if name.lower() not in HOP_BY_HOP]
            answer = Answer(request.method, request.path, reply.status, CIMultiDict(kept), await reply.read())
        self.tampering.answer(answer)
        return web.Response(status=answer.status, headers=answer.headers, body=answer.body)

    async def pass_socket(self, request: web.Request, origin: str) -> web.StreamResponse:
        offered = [each.strip() for each in request.headers.get("Sec-WebSocket-Protocol", "").split(",")]
        address = origin.replace("http", "ws", 1) + request.raw_path
        try:
            behind: Any = await self.client.ws_connect(address, protocols=offered, origin=request.headers.get("Origin"))
        except aiohttp.WSServerHandshakeError as refusal:
            behind, status = None, refusal.status
        else:
            status = 101
        status = self.tampering.handshake(status)
        if status != 101:
            if behind:
                await behind.close()
            return web.Response(status=status)
        page = web.WebSocketResponse(protocols=("porchlight.v1",))
        await page.prepare(request)
        if behind:
            ways = {pumped(page, behind), pumped(behind, page, self.tampering.frame)}
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            await behind.close()
        await page.close()
        return page


def pumped(source: Any, sink: Any, change: Callable[[str], str | None] = lambda frame: frame) -> "asyncio.Task[None]":
    async def pump() -> None:
        async for message in source:
            frame = change(message.data)
            if frame is not None:
                await sink.send_str(frame)

    return asyncio.ensure_future(pump())

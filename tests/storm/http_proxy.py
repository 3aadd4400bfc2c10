"""The proxy between browsers and server: forwards requests, or loses, delays or breaks them."""

import asyncio
from collections.abc import Callable

import aiohttp
from aiohttp import web

from devtools.local_run.own_answers import own_answer
from tests.storm.faults import Injector, Source
from tests.storm.socket_proxy import SocketProxy

TAB = "X-Storm-Tab"
NEVER = 30.0  # longer than any page's time-out
HOP = {"host", "connection", "content-length", "transfer-encoding", TAB.lower()}


class HttpProxy:
    """Forwards each request to the gateway that `upstream` returns."""

    def __init__(self, injector: Injector, upstream: Callable[[], str]) -> None:
        self.injector = injector
        self.upstream = upstream
        self.sources: dict[str, Source] = {}
        self.sockets = SocketProxy(injector)
        self.runner: web.AppRunner | None = None

    async def start(self, port: int) -> None:
        self.client = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0), timeout=aiohttp.ClientTimeout(total=NEVER), auto_decompress=False
        )
        server = web.Application(client_max_size=1 << 20)
        server.router.add_route("*", "/{path:.*}", self.handle)
        self.runner = web.AppRunner(server, access_log=None, shutdown_timeout=0.5)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", port).start()

    async def stop(self) -> None:
        if self.runner:
            await self.runner.cleanup()
            await self.client.close()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        tab = request.headers.get(TAB, "?")
        if request.headers.get("Upgrade", "").lower() == "websocket":
            return await self.sockets.handle(request, tab, self.upstream(), self.client)
        source = self.sources.setdefault(tab, self.injector.source(f"http/{tab}"))
        body = await request.read()
        kind = source.draw("http")
        if kind is None:
            return await self.forward(request, body)
        try:
            response: web.StreamResponse = await getattr(self, kind.replace("-", "_"))(request, body, source)
            return response
        except ConnectionError:  # the page has closed the connection
            return cut(request)

    async def forward(self, request: web.Request, body: bytes) -> web.Response:
        headers = {name: value for name, value in request.headers.items() if name.lower() not in HOP}
        try:
            async with self.client.request(
                request.method, self.upstream() + request.raw_path, data=body or None, headers=headers
            ) as received:
                content = await received.read()
                kept = {name: value for name, value in received.headers.items() if name.lower() not in HOP}
                return web.Response(status=received.status, headers=kept, body=content)
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
            return own_answer(502)

    async def lost_request(self, request: web.Request, body: bytes, source: Source) -> web.Response:
        return await self.silence(request, source, "lost-request")

    async def lost_answer(self, request: web.Request, body: bytes, source: Source) -> web.Response:
        await self.forward(request, body)
        return await self.silence(request, source, "lost-answer")

    async def silence(self, request: web.Request, source: Source, kind: str) -> web.Response:
        """Closes most connections at once; leaves some open until the page times out."""
        waits = source.random.random() < 0.05
        source.record(kind, [request.method, request.path, "silent" if waits else "closed"])
        if waits:
            await asyncio.sleep(NEVER)
        return cut(request)

    async def error(self, request: web.Request, body: bytes, source: Source) -> web.Response:
        status = source.random.choice([500, 502, 504])
        source.record("error", [request.method, request.path, status])
        return own_answer(status, "INTEGRATION_TIMEOUT" if status == 504 else None)

    async def busy(self, request: web.Request, body: bytes, source: Source) -> web.Response:
        status = source.random.choice([429, 503])
        source.record("busy", [request.method, request.path, status])
        return own_answer(status, "THROTTLED" if status == 429 else None)

    async def reset(self, request: web.Request, body: bytes, source: Source) -> web.StreamResponse:
        response = await self.forward(request, body)
        content = response.body if isinstance(response.body, bytes) else b""
        sent = source.random.randrange(len(content) + 1)
        source.record("reset", [request.method, request.path, sent])
        part = web.StreamResponse(status=response.status, headers={"Content-Length": str(len(content) + 1)})
        await part.prepare(request)
        await part.write(content[:sent])
        return cut(request)

    async def slow(self, request: web.Request, body: bytes, source: Source) -> web.Response:
        seconds = 17.0 if source.random.random() < 0.02 else source.random.uniform(0.1, 3.0)
        before = source.random.random() < 0.5
        source.record("slow", [request.method, request.path, round(seconds, 1), "request" if before else "answer"])
        if before:
            await asyncio.sleep(seconds)
            return await self.forward(request, body)
        response = await self.forward(request, body)
        await asyncio.sleep(seconds)
        return response


def cut(request: web.Request) -> web.Response:
    """Aborts the connection. The returned response is never sent."""
    if request.transport:
        request.transport.abort()
    return web.Response()

"""Connects the sockets of the browsers to the server."""

import asyncio

import aiohttp
from aiohttp import web

from tests.storm.faults import Injector, Source
from tests.storm.relay import Relay


class SocketProxy:
    def __init__(self, injector: Injector) -> None:
        self.injector = injector
        self.sources: dict[str, Source] = {}

    async def handle(
        self, request: web.Request, tab: str, upstream: str, client: aiohttp.ClientSession
    ) -> web.StreamResponse:
        source = self.sources.setdefault(tab, self.injector.source(f"socket/{tab}"))
        protocols = [part.strip() for part in request.headers.get("Sec-WebSocket-Protocol", "").split(",")]
        headers = {"Origin": request.headers.get("Origin", "")}
        try:
            server = await client.ws_connect(upstream + request.raw_path, protocols=protocols, headers=headers)
        except aiohttp.WSServerHandshakeError as refusal:
            return web.Response(status=refusal.status)
        except (aiohttp.ClientError, OSError, asyncio.TimeoutError):
            return web.Response(status=502)
        page = web.WebSocketResponse(protocols=[server.protocol] if server.protocol else ())
        try:
            await page.prepare(request)
        except ConnectionError:  # the page has closed the connection
            await server.close()
            return web.Response()
        await Relay(request, page, server, source).run()
        return page

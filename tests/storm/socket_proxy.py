"""Opens sockets between the browsers and the server."""

import asyncio

import aiohttp
from aiohttp import web

from tests.storm.faults import Source, Weather
from tests.storm.relay import Relay


class SocketProxy:
    def __init__(self, weather: Weather) -> None:
        self.weather = weather
        self.sources: dict[str, Source] = {}

    async def handle(
        self, request: web.Request, tab: str, upstream: str, client: aiohttp.ClientSession
    ) -> web.StreamResponse:
        source = self.sources.setdefault(tab, self.weather.source(f"socket/{tab}"))
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
        except ConnectionError:  # the page did not wait for it
            await server.close()
            return web.Response()
        await Relay(request, page, server, source).run()
        return page

"""Serves the origins of a run: the shop, the pages, the API (REST, WebSocket and Management API under /api), and the
stand-ins for other AWS services.

Each origin serves only its own paths, so a page that requests a path from the wrong origin fails here too.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import hdrs, web

from devtools.local_run import services
from devtools.local_run.arguments import Arguments
from devtools.local_run.functions import Functions
from devtools.local_run.limits import MAX_BODY_BYTES, throttle
from devtools.local_run.management import ManagementApi, signed
from devtools.local_run.origins import STAGE, Origins
from devtools.local_run.own_answers import plain_answer
from devtools.local_run.pages import PageFiles, Shop
from devtools.local_run.rest import RestApi
from devtools.local_run.sockets import SocketApi

SHUTDOWN_SECONDS = 1.0
# aiohttp's parser must neither refuse nor decompress anything before limits.py applies API Gateway's rules.
PARSER: dict[str, Any] = {"max_line_size": 64 * 1024, "max_field_size": 64 * 1024, "auto_decompress": False}


@dataclass(frozen=True, slots=True)
class Gateway:
    """The servers of a run, one for each origin."""

    origins: Origins
    shop: web.Application
    pages: web.Application
    api: web.Application
    services: web.Application

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Serves until the block ends. The shop starts last: once it responds, the others do too."""
        servers = (
            (self.services, self.origins.services_port),
            (self.api, self.origins.api_port),
            (self.pages, self.origins.pages_port),
            (self.shop, self.origins.port),
        )
        async with AsyncExitStack() as stack:
            for application, port in servers:
                runner = web.AppRunner(application, access_log=None, shutdown_timeout=SHUTDOWN_SECONDS, **PARSER)
                await runner.setup()
                stack.push_async_callback(runner.cleanup)
                await web.TCPSite(runner, "localhost", port).start()
            yield


def gateway(functions: Functions, widget_token: str, arguments: Arguments) -> Gateway:
    """Returns the servers. The shop embeds the widget with `widget_token`."""
    origins, parts = Origins(arguments.port), services.services(arguments, functions.invoke)
    return Gateway(
        origins=origins,
        shop=shop(Shop(origins, widget_token)),
        pages=pages(PageFiles(arguments.pages, origins, parts.objects)),
        api=api(functions, origins, arguments),
        services=services.server(parts, origins.services_port),
    )


def shop(files: Shop) -> web.Application:
    server = web.Application()
    server.router.add_get("/", files.file)
    server.router.add_get("/{file}", files.file)
    return server


def pages(files: PageFiles) -> web.Application:
    server = web.Application()
    for path in ("/", "/admin"):
        server.router.add_get(path, files.redirect)
    server.router.add_get("/admin/config.json", files.settings)
    server.router.add_get("/admin/{file:.*}", files.dashboard)
    server.router.add_get("/widget/sites/{file:.+}", files.site)
    server.router.add_get("/widget/{file:.*}", files.widget)
    return server


def api(functions: Functions, origins: Origins, arguments: Arguments) -> web.Application:
    sockets = SocketApi(
        functions,
        domain_name=origins.api_host,
        idle_seconds=arguments.socket_idle_seconds,
        max_seconds=arguments.socket_max_seconds,
    )
    management = ManagementApi(sockets)
    rest = RestApi(functions, throttle(arguments))

    async def stage(request: web.Request) -> web.StreamResponse:
        upgrade = request.headers.get(hdrs.UPGRADE, "").lower() == "websocket"
        return await (sockets.handle(request) if upgrade else rest.handle(request))

    async def no_stage(_: web.Request) -> web.StreamResponse:
        return plain_answer(403, "Forbidden")

    server = web.Application(client_max_size=MAX_BODY_BYTES)
    connection = f"/{STAGE}/@connections/{{connection_id}}"
    server.router.add_post(connection, signed(management.post))
    server.router.add_get(connection, signed(management.get))
    server.router.add_delete(connection, signed(management.delete))
    server.router.add_route("*", f"/{STAGE}", stage)
    # Not `.*`: a path may contain a line break, which a dot does not match.
    server.router.add_route("*", rf"/{STAGE}/{{path:[\s\S]*}}", rest.handle)
    server.router.add_route("*", r"/{path:[\s\S]*}", no_stage)
    server.on_shutdown.append(sockets.close_all)
    server.on_cleanup.append(sockets.finish)
    return server

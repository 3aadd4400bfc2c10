"""Puts the parts on one address: REST, WebSocket and Management API under /api, pages beside them."""

from types import ModuleType

from aiohttp import hdrs, web

from devserver.arguments import Arguments
from devserver.lambdas import Lambdas
from devserver.management import ManagementApi
from devserver.proxy import STAGE
from devserver.rest import MAX_BODY_BYTES, RestApi
from devserver.sockets import SocketApi
from devserver.static import StaticFiles
from devserver.throttle import throttle


def gateway(module: ModuleType, widget_token: str, arguments: Arguments) -> web.Application:
    """Returns the server that runs `module`'s handlers."""
    lambdas = Lambdas(module)
    sockets = SocketApi(
        lambdas,
        domain_name=f"localhost:{arguments.port}",
        idle_seconds=arguments.socket_idle_seconds,
        max_seconds=arguments.socket_max_seconds,
    )
    management = ManagementApi(sockets)
    rest = RestApi(lambdas, throttle(arguments))
    files = StaticFiles(arguments.pages, widget_token)

    async def stage(request: web.Request) -> web.StreamResponse:
        upgrade = request.headers.get(hdrs.UPGRADE, "").lower() == "websocket"
        return await (sockets.handle(request) if upgrade else rest.handle(request))

    async def to_folder(request: web.Request) -> web.StreamResponse:
        raise web.HTTPPermanentRedirect(f"{request.path}/")

    server = web.Application(client_max_size=MAX_BODY_BYTES)
    connection = f"/{STAGE}/@connections/{{connection_id}}"
    server.router.add_post(connection, management.post)
    server.router.add_get(connection, management.get)
    server.router.add_delete(connection, management.delete)
    server.router.add_route("*", f"/{STAGE}", stage)
    # A path may have a line end in it, which a dot does not match.
    server.router.add_route("*", rf"/{STAGE}/{{path:[\s\S]*}}", rest.handle)
    server.router.add_get("/admin", to_folder)
    server.router.add_get("/admin/{file:.*}", files.dashboard)
    server.router.add_get("/widget/{file:.*}", files.widget)
    server.router.add_get("/", files.shop)
    server.router.add_get("/{file}", files.shop)
    server.on_shutdown.append(sockets.close_all)
    return server

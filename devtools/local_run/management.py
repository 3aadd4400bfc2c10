"""The @connections Management API. Requests must be signed, but signatures are not verified."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timezone

from aiohttp import web

from devtools.local_run.open_socket import BufferFull, Gone, OpenSocket
from devtools.local_run.own_answers import plain_answer
from devtools.local_run.sockets import SocketApi

MAX_POST_BYTES = 128 * 1024
SIGNED = "AWS4-HMAC-SHA256 "

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def signed(handler: Handler) -> Handler:
    """Refuses requests without a signature, which any page could send."""

    async def handle(request: web.Request) -> web.StreamResponse:
        if not request.headers.get("Authorization", "").startswith(SIGNED):
            return plain_answer(403, "Missing Authentication Token")
        return await handler(request)

    return handle


class ManagementApi:
    def __init__(self, sockets: SocketApi) -> None:
        self.sockets = sockets

    async def post(self, request: web.Request) -> web.Response:
        try:
            data = await request.read()
            if len(data) > MAX_POST_BYTES:
                raise web.HTTPRequestEntityTooLarge(MAX_POST_BYTES, len(data))
            await self.find(request).post(data.decode(errors="replace"))
        except web.HTTPRequestEntityTooLarge:
            return refusal(413, "PayloadTooLargeException")
        except Gone:
            return refusal(410, "GoneException")
        except BufferFull:
            return refusal(429, "LimitExceededException")
        return web.Response()

    async def get(self, request: web.Request) -> web.Response:
        try:
            socket = self.find(request)
        except Gone:
            return refusal(410, "GoneException")
        origin = socket.origin
        return web.json_response(
            {
                "connectedAt": timestamp(origin.connected_at / 1000),
                "lastActiveAt": timestamp(socket.active_at),
                "identity": {"sourceIp": origin.source_ip, "userAgent": origin.user_agent},
            }
        )

    async def delete(self, request: web.Request) -> web.Response:
        try:
            socket = self.find(request)
        except Gone:
            return refusal(410, "GoneException")
        self.sockets.start(socket.close())  # not awaited: the page may never respond
        return web.Response(status=204)

    def find(self, request: web.Request) -> OpenSocket:
        socket = self.sockets.open.get(request.match_info["connection_id"])
        if socket is None or socket.channel.closed:
            raise Gone
        return socket


def refusal(status: int, kind: str) -> web.Response:
    return web.json_response({"message": kind}, status=status, headers={"x-amzn-ErrorType": kind})


def timestamp(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat(timespec="milliseconds")

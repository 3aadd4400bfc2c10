"""The @connections Management API, as boto3's `apigatewaymanagementapi` client expects it. Signatures go unchecked."""

from datetime import datetime, timezone

from aiohttp import web

from devserver.sockets import OpenSocket, SocketApi

MAX_POST_BYTES = 128 * 1024


class ManagementApi:
    def __init__(self, sockets: SocketApi) -> None:
        self.sockets = sockets

    async def post(self, request: web.Request) -> web.Response:
        data = await request.read()
        if len(data) > MAX_POST_BYTES:
            return refusal(413, "PayloadTooLargeException")
        socket = self.find(request)
        if socket is None:
            return refusal(410, "GoneException")
        try:
            await self.sockets.post(socket, data.decode())
        except ConnectionError:
            return refusal(410, "GoneException")
        return web.Response()

    async def get(self, request: web.Request) -> web.Response:
        socket = self.find(request)
        if socket is None:
            return refusal(410, "GoneException")
        identity = {"sourceIp": socket.origin.source_ip, "userAgent": socket.origin.user_agent}
        return web.json_response(
            {
                "connectedAt": timestamp(socket.origin.connected_at / 1000),
                "lastActiveAt": timestamp(socket.active_at),
                "identity": identity,
            }
        )

    async def delete(self, request: web.Request) -> web.Response:
        socket = self.find(request)
        if socket is None:
            return refusal(410, "GoneException")
        await socket.channel.close(code=1000)
        return web.Response(status=204)

    def find(self, request: web.Request) -> OpenSocket | None:
        socket = self.sockets.open.get(request.match_info["connection_id"])
        return socket if socket is not None and not socket.channel.closed else None


def refusal(status: int, kind: str) -> web.Response:
    return web.json_response({"message": kind}, status=status, headers={"x-amzn-ErrorType": kind})


def timestamp(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat(timespec="milliseconds")

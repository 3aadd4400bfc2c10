"""The WebSocket API: opens sockets if `$connect` agrees, passes frames on, and closes what is idle or old."""

import asyncio
import base64
import json
import secrets
import time
from dataclasses import dataclass
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

from chalicelib import logs
from devserver import socket_events
from devserver.lambdas import Lambdas
from devserver.rest import own_error
from devserver.socket_events import Origin

# API Gateway takes 32 KB a frame and 128 KB a message. Browsers send a message in one frame, so the first one counts.
MAX_FRAME_BYTES = 32 * 1024


@dataclass
class OpenSocket:
    """A socket that can be posted to. Times are of the monotonic clock, but `active_at`: epoch seconds."""

    origin: Origin
    channel: web.WebSocketResponse
    closes_at: float
    active: float
    active_at: float

    def touch(self) -> None:
        self.active = time.monotonic()
        self.active_at = time.time()


class SocketApi:
    """All open sockets, by connection id. Posting to one inside its own `$connect` finds it gone, as on AWS."""

    def __init__(self, lambdas: Lambdas, idle_seconds: float, max_seconds: float) -> None:
        self.lambdas = lambdas
        self.idle_seconds = idle_seconds
        self.max_seconds = max_seconds
        self.open: dict[str, OpenSocket] = {}
        self.running: set[asyncio.Task[None]] = set()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        origin = Origin(
            connection_id=base64.urlsafe_b64encode(secrets.token_bytes(11)).decode(),
            domain_name=request.host,
            source_ip=request.remote or "",
            user_agent=request.headers.get("User-Agent", ""),
        )
        try:
            answer = await self.lambdas.invoke("websocket_connect", socket_events.connect(origin, request))
        except Exception:  # noqa: BLE001 - a Lambda that crashes does not take the gateway with it
            logs.error("lambda_crashed", route="$connect")
            return own_error(502, "Internal server error")
        if answer["statusCode"] != 200:
            return web.Response(status=answer["statusCode"], text=answer.get("body"))
        protocol = answer.get("headers", {}).get("Sec-WebSocket-Protocol")
        channel = web.WebSocketResponse(protocols=[protocol] if protocol else (), max_msg_size=MAX_FRAME_BYTES)
        await channel.prepare(request)
        now = time.monotonic()
        socket = OpenSocket(origin, channel, closes_at=now + self.max_seconds, active=now, active_at=time.time())
        self.open[origin.connection_id] = socket
        try:
            await self.listen(socket)
        finally:
            del self.open[origin.connection_id]
            await self.tell_disconnected(socket)
        return channel

    async def listen(self, socket: OpenSocket) -> None:
        while True:
            left = min(socket.closes_at, socket.active + self.idle_seconds) - time.monotonic()
            if left <= 0:
                await socket.channel.close(code=WSCloseCode.GOING_AWAY, message=b"Going away")
                return
            try:
                received = await socket.channel.receive(timeout=left)
            except asyncio.TimeoutError:
                continue
            if received.type is WSMsgType.TEXT:
                socket.touch()
                self.start(self.pass_on(socket, received.data))
            elif received.type is WSMsgType.BINARY:
                await socket.channel.close(code=WSCloseCode.UNSUPPORTED_DATA)
                return
            else:
                return

    async def pass_on(self, socket: OpenSocket, body: str) -> None:
        event = socket_events.message(socket.origin, body)
        try:
            await self.lambdas.invoke("websocket_message", event)
        except Exception:  # noqa: BLE001 - a Lambda that crashes does not take the gateway with it
            logs.error("lambda_crashed", route="$default")
            await self.post(socket, json.dumps(internal_error(event["requestContext"])))

    async def tell_disconnected(self, socket: OpenSocket) -> None:
        event = socket_events.disconnect(socket.origin, socket.channel.close_code or 1006, "")
        try:
            await self.lambdas.invoke("websocket_disconnect", event)
        except Exception:  # noqa: BLE001 - a Lambda that crashes does not take the gateway with it
            logs.error("lambda_crashed", route="$disconnect")

    async def post(self, socket: OpenSocket, text: str) -> None:
        """Sends one frame. Raises `ConnectionError` when the other end is gone."""
        await socket.channel.send_str(text)
        socket.touch()

    def start(self, work: Any) -> None:
        """Frames of one socket run side by side, as their Lambdas would; the set keeps the tasks from collection."""
        task = asyncio.ensure_future(work)
        self.running.add(task)
        task.add_done_callback(self.running.discard)

    async def close_all(self, _: web.Application) -> None:
        for socket in list(self.open.values()):
            await socket.channel.close(code=WSCloseCode.GOING_AWAY, message=b"Going away")


def internal_error(context: dict[str, Any]) -> dict[str, str]:
    return {
        "message": "Internal server error",
        "connectionId": context["connectionId"],
        "requestId": context["requestId"],
    }

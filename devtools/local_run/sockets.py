"""The WebSocket API: opens sockets that `$connect` accepts, passes frames to a Lambda, and closes idle and old ones."""

import asyncio
import json
from collections.abc import Coroutine
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

from chalicelib import logs
from devtools.local_run import socket_events
from devtools.local_run.functions import Functions
from devtools.local_run.limits import Refused, check_socket_url
from devtools.local_run.open_socket import BufferFull, Gone, OpenSocket
from devtools.local_run.own_answers import plain_answer
from devtools.local_run.socket_events import Origin

FINISH_SECONDS = 1.0


class SocketApi:
    """All open sockets, by connection id. As on AWS, a socket does not exist yet during its own `$connect`."""

    def __init__(self, functions: Functions, domain_name: str, idle_seconds: float, max_seconds: float) -> None:
        self.functions = functions
        self.domain_name = domain_name
        self.idle_seconds = idle_seconds
        self.max_seconds = max_seconds
        self.open: dict[str, OpenSocket] = {}
        self.running: set[asyncio.Task[None]] = set()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        try:
            check_socket_url(request)
        except Refused as refusal:
            return refused(refusal.status)
        user_agent = request.headers.get("User-Agent", "")
        origin = Origin(self.domain_name, source_ip=request.remote or "", user_agent=user_agent)
        try:
            result = await self.functions.invoke("websocket_connect", socket_events.connect(origin, request))
            status = int(result["statusCode"])
        except Exception:  # noqa: BLE001 - a Lambda that crashes must not end the gateway
            logs.error("lambda_crashed", route="$connect")
            return refused(502)
        if status != 200:
            return refused(status)
        socket = OpenSocket(origin, chosen_protocol(result), self.max_seconds)
        self.open[origin.connection_id] = socket
        try:
            await socket.open(request)
            await self.listen(socket)
        except ConnectionError:
            logs.info("socket_left_early", connection_id=origin.connection_id)  # before its handshake ended
        finally:
            del self.open[origin.connection_id]
            await self.report_disconnect(socket)
        return socket.channel

    async def listen(self, socket: OpenSocket) -> None:
        while True:
            remaining = socket.seconds_left(self.idle_seconds)
            if remaining <= 0:
                return await socket.go_away()
            try:
                received = await socket.channel.receive(timeout=remaining)
            except asyncio.TimeoutError:
                continue
            if received.type is WSMsgType.BINARY:
                await socket.channel.close(code=WSCloseCode.UNSUPPORTED_DATA)
            if received.type is not WSMsgType.TEXT:
                return None
            socket.touch()
            self.start(self.pass_on(socket, received.data))

    async def pass_on(self, socket: OpenSocket, body: str) -> None:
        event = socket_events.message(socket.origin, body)
        try:
            await self.functions.invoke("websocket_message", event)
        except Exception:  # noqa: BLE001 - a Lambda that crashes must not end the gateway
            logs.error("lambda_crashed", route="$default")
            try:
                await socket.post(json.dumps(internal_error(event["requestContext"])))
            except (Gone, BufferFull):
                return

    async def report_disconnect(self, socket: OpenSocket) -> None:
        event = socket_events.disconnect(socket.origin, socket.channel.close_code or WSCloseCode.ABNORMAL_CLOSURE, "")
        try:
            await self.functions.invoke("websocket_disconnect", event)
        except Exception:  # noqa: BLE001 - a Lambda that crashes must not end the gateway
            logs.error("lambda_crashed", route="$disconnect")

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Runs a task in the background, so that a socket's frames run in parallel. The set keeps the tasks alive."""
        task = asyncio.ensure_future(work)
        self.running.add(task)
        task.add_done_callback(self.running.discard)

    async def close_all(self, _: web.Application) -> None:
        await asyncio.gather(*(socket.go_away() for socket in list(self.open.values())))

    async def finish(self, _: web.Application) -> None:
        """Waits for the frames that are still being handled. What takes longer ends without an answer."""
        if self.running:
            _done, late = await asyncio.wait(self.running, timeout=FINISH_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)


REFUSALS = {401: "Unauthorized", 403: "Forbidden", 414: "Request URI too long"}


def refused(status: int) -> web.Response:
    """Refuses a handshake. Browsers show pages neither the status nor the body of this response."""
    return plain_answer(status, REFUSALS.get(status, "Internal server error"))


def chosen_protocol(result: dict[str, Any]) -> str | None:
    headers = {name.lower(): value for name, value in (result.get("headers") or {}).items()}
    return headers.get("sec-websocket-protocol")


def internal_error(context: dict[str, Any]) -> dict[str, str]:
    return {
        "message": "Internal server error",
        "connectionId": context["connectionId"],
        "requestId": context["requestId"],
    }

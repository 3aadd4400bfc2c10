"""Visitors and admins as their pages are to the server: simple calls, one socket each."""

import asyncio
import json
import secrets
import time
from types import TracebackType
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, TCPConnector, WSServerHandshakeError

from devtools.bench.black_box.stack import EMAIL, PASSWORD
from devtools.local_run.origins import Origins

PROTOCOL = "porchlight.v1"
HANDSHAKES = 3  # until a socket is open
SEEN_SECONDS = 15.0  # after which a push counts as lost


class Refused(Exception):
    """The server has refused a call."""


class Server:
    """The API of a local run, with connections that stay open, as a browser's do."""

    def __init__(self, origins: Origins) -> None:
        self.origins = origins
        self.http = ClientSession(connector=TCPConnector(limit=0))

    async def __aenter__(self) -> "Server":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.http.close()

    async def call(
        self, path: str, token: str | None = None, method: str = "POST", origin: str | None = None, **body: Any
    ) -> Any:
        """A call without a preflight. Raises `Refused`."""
        headers = {"Content-Type": "text/plain;charset=UTF-8", "Origin": origin or self.origins.shop}
        if method != "POST":
            headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
        elif token:
            body["token"] = token
        url, data = f"{self.origins.api}{path}", json.dumps(body)
        async with self.http.request(method, url, data=data, headers=headers) as answer:
            content = await answer.json()
            if answer.status >= 400:
                raise Refused(f"{method} {path}: {answer.status} {content}")
            return content

    async def socket(self, path: str, token: str, origin: str) -> "Socket":
        """Opens a socket with a ticket, which is requested at this path. Tries again as pages do: a handshake on a busy
        machine may use up its ticket and fail."""
        for attempt in range(1, HANDSHAKES + 1):
            ticket = (await self.call(path, token, origin=origin))["ticket"]
            try:
                ws = await self.http.ws_connect(
                    self.origins.socket, protocols=[PROTOCOL, f"ticket.{ticket}"], origin=origin, max_msg_size=0
                )
                return Socket(ws)
            except WSServerHandshakeError:
                if attempt == HANDSHAKES:
                    raise
        raise AssertionError


class Socket:
    """Notes when each message is pushed."""

    def __init__(self, ws: "ClientWebSocketResponse[bool]") -> None:
        self.ws = ws
        self.seen: dict[str, asyncio.Future[float]] = {}  # by client_id
        self.reading = asyncio.create_task(self.read())

    def awaits(self, client_id: str) -> "asyncio.Future[float]":
        return self.seen.setdefault(client_id, asyncio.get_running_loop().create_future())

    async def read(self) -> None:
        async for frame in self.ws:
            now = time.perf_counter()
            event = frame.json()
            if event.get("type") == "ChatMessageReceived":
                when = self.awaits(event["message"]["client_id"])
                if not when.done():
                    when.set_result(now)

    async def close(self) -> None:
        self.reading.cancel()
        await self.ws.close()


class Admin:
    def __init__(self, server: Server, token: str, widget_token: str) -> None:
        self.server, self.token, self.widget_token = server, token, widget_token

    @classmethod
    async def signed_in(cls, server: Server) -> "Admin":
        session = await server.call("/admin/session", email=EMAIL, password=PASSWORD)
        return cls(server, session["token"], session["site"]["widget_token"])

    async def allow_everything(self) -> None:
        """Switches the site's limits off, since a bench writes faster than any visitor."""
        await self.server.call(
            "/admin/site",
            self.token,
            "PATCH",
            messages_at_once=1000,
            message_every_ms=0,
            conversations_per_minute=10_000,
            conversations_per_address=10_000,
        )

    async def socket(self) -> Socket:
        return await self.server.socket("/admin/ticket", self.token, self.server.origins.pages)


class Visitor:
    def __init__(self, server: Server, token: str, conversation_id: str) -> None:
        self.server, self.token, self.conversation_id = server, token, conversation_id
        self.last = 0

    @classmethod
    async def arrived(cls, server: Server, widget_token: str) -> "Visitor":
        """Has written a first message, so that the conversation exists."""
        session = await server.call("/chatbot/session", widget_token=widget_token)
        visitor = cls(server, session["token"], session["conversation_id"])
        await visitor.send(secrets.token_urlsafe(12))
        return visitor

    async def send(self, client_id: str) -> float:
        """Returns how long the answer took, in seconds."""
        body = "Is the blue kettle in stock, and could you send it to Utrecht by Friday?"
        started = time.perf_counter()
        sent = await self.server.call("/chatbot/message", self.token, client_id=client_id, body=body, after=self.last)
        took = time.perf_counter() - started
        self.last = sent["message"]["id"]
        return took


async def seen(sockets: list[Socket], client_id: str, started: float) -> list[float]:
    """Waits until every socket has the message. Returns after how many seconds each had it; those that miss it are
    left out."""
    waiting = [socket.awaits(client_id) for socket in sockets]
    await asyncio.wait(waiting, timeout=SEEN_SECONDS)
    return [each.result() - started for each in waiting if each.done()]

"""HTTP requests and WebSockets as a page opens them. Nothing is retried: a single failure is worth reporting."""

import asyncio
import json
import os
import ssl
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import urllib3
from botocore.httpsession import where as certificate_bundle

ORIGIN = "https://doctor.invalid"  # the origin of the temporary site's pages, which cannot exist
REQUEST_SECONDS = 15.0  # including a cold start
PROTOCOL = "porchlight.v1"
HANDSHAKE_SECONDS = 15.0
EVENT_SECONDS = 15.0

Event = dict[str, Any]
Socket: TypeAlias = "aiohttp.ClientWebSocketResponse[bool]"


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    headers: dict[str, str]  # by name in lower case
    text: str
    seconds: float

    @property
    def body(self) -> Any:
        """The JSON, or None."""
        try:
            return json.loads(self.text)
        except ValueError:
            return None

    @property
    def code(self) -> str | None:
        """The code of one of Porchlight's errors."""
        error = self.body.get("error") if isinstance(self.body, dict) else None
        return error.get("code") if isinstance(error, dict) else None

    @property
    def short(self) -> str:
        """For people. A successful response may contain a token, so its body is left out."""
        detail = self.code or " ".join(self.text.split())[:80]
        return f"{self.status} {detail}" if self.status >= 400 else str(self.status)


def request(
    method: str,
    url: str,
    body: Any = None,
    *,
    token: str | None = None,
    origin: str | None = None,
    seconds: float = REQUEST_SECONDS,
    **more: str,
) -> Reply:
    """A POST is sent as pages send it, without a preflight: docs/protocol.md. Redirects are not followed.

    `body`: a value to send as JSON. `more`: headers, with `_` for `-` in their names.
    """
    headers = {name.replace("_", "-"): value for name, value in more.items()}
    if origin is not None:
        headers["Origin"] = origin
    if method == "POST":
        headers["Content-Type"] = "text/plain;charset=UTF-8"
        body = {**(body or {}), **({} if token is None else {"token": token})}
    elif token is not None:
        headers["Authorization"] = f"Bearer {token}"
    sent = None if body is None else json.dumps(body).encode()
    began = time.perf_counter()
    answer = pool(proxy_for(url)).request(method, url, body=sent, headers=headers, redirect=False, timeout=seconds)
    took = time.perf_counter() - began
    received = {name.lower(): value for name, value in answer.headers.items()}
    return Reply(answer.status, received, answer.data.decode(errors="replace"), took)


@cache
def pool(proxy: str | None) -> urllib3.PoolManager:
    if proxy:
        return urllib3.ProxyManager(proxy, retries=False, ssl_context=tls())
    return urllib3.PoolManager(retries=False, ssl_context=tls())


def proxy_for(url: str) -> str | None:
    """The proxy that the environment configures. Sockets use the same proxy as requests."""
    address = urlsplit(url)
    scheme = "https" if address.scheme in ("https", "wss") else "http"
    return None if proxy_bypass(address.hostname or "") else getproxies().get(scheme)


@cache
def tls() -> ssl.SSLContext:
    """Trusts the AWS client's certificate authorities too: some installations of Python have none."""
    context = ssl.create_default_context()
    context.load_verify_locations(os.environ.get("AWS_CA_BUNDLE") or certificate_bundle())
    return context


class HandshakeRejected(Exception):
    def __init__(self, status: int) -> None:
        super().__init__(f"the handshake returned {status}")
        self.status = status


@asynccontextmanager
async def open_socket(address: str, ticket: str | None, origin: str = ORIGIN) -> AsyncIterator[Socket]:
    """Raises `HandshakeRejected`."""
    protocols = [PROTOCOL, *([] if ticket is None else [f"ticket.{ticket}"])]
    async with client_session() as session:
        try:
            socket = await session.ws_connect(address, protocols=protocols, origin=origin, proxy=proxy_for(address))
        except aiohttp.WSServerHandshakeError as error:
            raise HandshakeRejected(error.status) from None
        try:
            yield socket
        finally:
            await socket.close()


def handshake(address: str, ticket: str | None, origin: str = ORIGIN) -> int:
    """Opens a socket and closes it. Returns the handshake's status."""

    async def attempt() -> int:
        try:
            async with open_socket(address, ticket, origin):
                return 101
        except HandshakeRejected as rejected:
            return rejected.status

    return asyncio.run(attempt())


async def next_event(socket: Socket, wanted: Callable[[Event], bool]) -> Event:
    """The next event that is wanted; others are ignored. Raises `ConnectionError` if the socket is closed, and
    asyncio's `TimeoutError`."""

    async def receive() -> Event:
        while True:
            received = await socket.receive()
            if received.type is not aiohttp.WSMsgType.TEXT:
                raise ConnectionError(f"the socket was closed ({socket.close_code})")
            event: Event = json.loads(received.data)
            if wanted(event):
                return event

    return await asyncio.wait_for(receive(), EVENT_SECONDS)


def client_session() -> aiohttp.ClientSession:
    timeout = aiohttp.ClientTimeout(total=HANDSHAKE_SECONDS)
    return aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(ssl=tls()))

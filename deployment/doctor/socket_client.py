"""A socket as a page opens it, and what is heard on it. Asynchronous, so that a frame is timed as it arrives."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeAlias

import aiohttp

from deployment.doctor.http import proxy_for, trusting
from deployment.doctor.scene import ORIGIN

PROTOCOL = "porchlight.v1"
HANDSHAKE_SECONDS = 15.0
HEARING_SECONDS = 15.0

Event = dict[str, Any]
Socket: TypeAlias = "aiohttp.ClientWebSocketResponse[bool]"


class Refused(Exception):
    """The handshake's status was another one than 101."""

    def __init__(self, status: int) -> None:
        super().__init__(f"the handshake is answered {status}")
        self.status = status


@asynccontextmanager
async def opened(address: str, ticket: str | None, origin: str = ORIGIN) -> AsyncIterator[Socket]:
    """Raises `Refused`."""
    protocols = [PROTOCOL, *([] if ticket is None else [f"ticket.{ticket}"])]
    async with browser() as session:
        try:
            socket = await session.ws_connect(address, protocols=protocols, origin=origin, proxy=proxy_for(address))
        except aiohttp.WSServerHandshakeError as error:
            raise Refused(error.status) from None
        try:
            yield socket
        finally:
            await socket.close()


def handshake(address: str, ticket: str | None, origin: str = ORIGIN) -> int:
    """Opens a socket and closes it. Returns the handshake's status."""

    async def attempt() -> int:
        try:
            async with opened(address, ticket, origin):
                return 101
        except Refused as refused:
            return refused.status

    return asyncio.run(attempt())


async def hear(socket: Socket, wanted: Callable[[Event], bool]) -> Event:
    """The next event that is wanted; others are passed over. Raises `ConnectionError` when the socket is closed,
    and `TimeoutError` (of asyncio)."""

    async def wanted_one() -> Event:
        while True:
            received = await socket.receive()
            if received.type is not aiohttp.WSMsgType.TEXT:
                raise ConnectionError(f"the socket was closed ({socket.close_code})")
            event: Event = json.loads(received.data)
            if wanted(event):
                return event

    return await asyncio.wait_for(wanted_one(), HEARING_SECONDS)


def browser() -> aiohttp.ClientSession:
    timeout = aiohttp.ClientTimeout(total=HANDSHAKE_SECONDS)
    return aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(ssl=trusting()))

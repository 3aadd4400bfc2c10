"""One open socket: what can be done to it, and when its time is over."""

import asyncio
import sys
import time

from aiohttp import WSCloseCode, web

from devtools.local_run.socket_events import Origin

# API Gateway takes 32 KB a frame and 128 KB a message. Browsers send a message in one frame, so the first one counts.
MAX_FRAME_BYTES = 32 * 1024
# A page that does not read: beyond this, posts are refused instead of kept.
MAX_UNSENT_BYTES = 1024 * 1024


class Gone(Exception):
    """There is no such socket any more."""


class BufferFull(Exception):
    """The page at the other end takes nothing in."""


class OpenSocket:
    """Posts wait until the handshake has ended, so that nothing is refused that comes a moment early."""

    def __init__(self, origin: Origin, protocol: str | None, max_seconds: float) -> None:
        self.origin = origin
        # aiohttp refuses a frame that is as large as its limit. Sending never waits: `post` looks before.
        self.channel = web.WebSocketResponse(
            protocols=(protocol,) if protocol else (),
            max_msg_size=MAX_FRAME_BYTES + 1,
            writer_limit=sys.maxsize,
            compress=False,  # API Gateway agrees on no extension
        )
        self.transport: asyncio.Transport | None = None
        self.ready = asyncio.Event()
        self.closes_at = time.monotonic() + max_seconds
        self.touch()

    async def open(self, request: web.Request) -> None:
        """Ends the handshake."""
        try:
            await self.channel.prepare(request)
            self.transport = request.transport
        finally:
            self.ready.set()

    def touch(self) -> None:
        self.active = time.monotonic()
        self.active_at = time.time()  # for people: epoch seconds

    def seconds_left(self, idle_seconds: float) -> float:
        return min(self.closes_at, self.active + idle_seconds) - time.monotonic()

    async def post(self, text: str) -> None:
        """Raises `Gone` or `BufferFull`."""
        await self.ready.wait()
        if self.transport is None or self.transport.is_closing() or self.channel.closed:
            raise Gone
        if self.transport.get_write_buffer_size() > MAX_UNSENT_BYTES:
            raise BufferFull
        try:
            await self.channel.send_str(text)
        except ConnectionError:
            raise Gone from None
        self.touch()

    async def go_away(self) -> None:
        """How API Gateway ends a socket that is idle or old."""
        await self.channel.close(code=WSCloseCode.GOING_AWAY, message=b"Going away")

    async def close(self) -> None:
        """How API Gateway ends a socket that the Management API deletes."""
        await self.channel.close(code=WSCloseCode.OK, message=b"Connection Closed Normally")

"""One open socket: sending to it, closing it, and its time limits."""

import asyncio
import sys
import time

from aiohttp import WSCloseCode, web

from devtools.local_run.socket_events import Origin

# API Gateway accepts 32 KB a frame and 128 KB a message. Browsers send each message in one frame: this limit applies.
MAX_FRAME_BYTES = 32 * 1024
# If the page does not read, posts beyond this size are refused instead of buffered.
MAX_UNSENT_BYTES = 1024 * 1024


class Gone(Exception):
    """The socket is closed."""


class BufferFull(Exception):
    """The page does not read its messages."""


class OpenSocket:
    """An open socket. Posts wait for the end of the handshake, so that one that comes a moment early is not refused."""

    def __init__(self, origin: Origin, protocol: str | None, max_seconds: float) -> None:
        self.origin = origin
        # aiohttp refuses a frame of exactly its limit, so add 1. Sending never waits: `post` checks the buffer itself.
        self.channel = web.WebSocketResponse(
            protocols=(protocol,) if protocol else (),
            max_msg_size=MAX_FRAME_BYTES + 1,
            writer_limit=sys.maxsize,
            compress=False,  # API Gateway negotiates no extensions
        )
        self.transport: asyncio.Transport | None = None
        self.ready = asyncio.Event()
        self.closes_at = time.monotonic() + max_seconds
        self.touch()

    async def open(self, request: web.Request) -> None:
        """Completes the handshake."""
        try:
            await self.channel.prepare(request)
            self.transport = request.transport
        finally:
            self.ready.set()

    def touch(self) -> None:
        self.active = time.monotonic()
        self.active_at = time.time()  # epoch seconds, for the Management API

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
        """Closes the socket as API Gateway closes one that is idle or old."""
        await self.channel.close(code=WSCloseCode.GOING_AWAY, message=b"Going away")

    async def close(self) -> None:
        """Closes the socket as API Gateway does when the Management API deletes it."""
        await self.channel.close(code=WSCloseCode.OK, message=b"Connection Closed Normally")

"""API Gateway's limits: which requests it refuses before it calls a Lambda, and how often a route may be called.

The tests name the page of AWS's documentation for each rule (test_as_api_gateway.py). AWS documents the quotas of
URLs and headers, but not the status of the response: 431 and 414 are HTTP's own for these cases.
"""

import time
import zlib
from collections.abc import Callable

from aiohttp import hdrs, web

from devtools.local_run.arguments import Arguments

MAX_HEAD_BYTES = 10_240  # the request line and the values of the headers
MAX_BODY_BYTES = 10 * 1024 * 1024
MAX_EVENT_BYTES = 6 * 1024 * 1024  # Lambda's limit for the event as JSON, and for the response
MAX_SOCKET_URL_CHARACTERS = 4_096
UNENCODED = frozenset("|{}")  # not accepted unencoded in a query
BURST_SECONDS = 4  # as deployment/throttle.py: 50 calls a second, 200 at once
WINDOW_BITS = {"gzip": zlib.MAX_WBITS + 16, "deflate": zlib.MAX_WBITS}


class Refused(Exception):
    """API Gateway responds without calling a Lambda. `kind`: its name for the response; None: the status's default."""

    def __init__(self, status: int, kind: str | None = None) -> None:
        super().__init__(status, kind)
        self.status = status
        self.kind = kind


def check_head(request: web.Request) -> None:
    """Raises `Refused`."""
    line = f"{request.method} {request.raw_path} HTTP/1.1"
    if len(line) + sum(len(value) for value in request.headers.values()) > MAX_HEAD_BYTES:
        raise Refused(431)
    if UNENCODED & set(request.raw_path.partition("?")[2]):
        raise Refused(400)


def check_socket_url(request: web.Request) -> None:
    """Raises `Refused`."""
    if len(str(request.url)) > MAX_SOCKET_URL_CHARACTERS:
        raise Refused(414)


async def read_body(request: web.Request) -> bytes:
    """Returns the decompressed body, which is what the Lambda receives. Raises `Refused`."""
    try:
        body = await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise Refused(413, "REQUEST_TOO_LARGE") from None
    coding = request.headers.get(hdrs.CONTENT_ENCODING, "identity").strip().lower()
    return body if coding == "identity" else decompressed(body, coding)


def decompressed(body: bytes, coding: str) -> bytes:
    if coding not in WINDOW_BITS:
        raise Refused(415)
    unpacker = zlib.decompressobj(WINDOW_BITS[coding])
    try:
        unpacked = unpacker.decompress(body, MAX_BODY_BYTES + 1)
    except zlib.error:
        raise Refused(415) from None
    if len(unpacked) > MAX_BODY_BYTES:
        raise Refused(413, "REQUEST_TOO_LARGE")
    if not unpacker.eof or unpacker.unused_data:
        raise Refused(415)
    return unpacked


class Throttle:
    """A token bucket for each method of each route. `rate`: calls a second; `burst`: calls at once."""

    def __init__(self, rate: float, burst: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate = rate
        self.burst = burst
        self.clock = clock
        self.buckets: dict[tuple[str, str], tuple[float, float]] = {}  # the tokens, and when they were counted

    def allows(self, method: str, route: str) -> bool:
        now = self.clock()
        left, then = self.buckets.get((method, route), (self.burst, now))
        left = min(self.burst, left + (now - then) * self.rate)
        allowed = left >= 1
        self.buckets[method, route] = (left - 1 if allowed else left, now)
        return allowed


def throttle(arguments: Arguments) -> Throttle | None:
    if arguments.throttle is None:
        return None
    return Throttle(arguments.throttle, arguments.burst or arguments.throttle * BURST_SECONDS)

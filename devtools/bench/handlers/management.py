"""A stand-in for the Management API in a process of its own, so that its CPU time is not the handlers'."""

import asyncio
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import URLError
from urllib.request import urlopen

from aiohttp import web

from devtools.console import Problem
from devtools.ports import free_port
from devtools.processes import start, stop

START_SECONDS = 30.0


@contextmanager
def running() -> Iterator[str]:
    """Yields the endpoint that connections have in their rows."""
    port = free_port()
    process = start([sys.executable, "-m", __name__, str(port)])
    address = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                with urlopen(address, timeout=2):
                    break
            except (URLError, OSError) as error:
                if process.poll() is not None or time.monotonic() > deadline:
                    raise Problem("The stand-in for the Management API does not start.") from error
                time.sleep(0.05)
        yield f"{address}/api"
    finally:
        stop([process])


async def accept(request: web.Request) -> web.Response:
    await request.read()
    return web.Response()


def serve(port: int) -> None:
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", accept)
    web.run_app(application, host="127.0.0.1", port=port, print=None, access_log=None, loop=asyncio.new_event_loop())


if __name__ == "__main__":
    serve(int(sys.argv[1]))

"""Serves a gateway from a thread, for tests that talk to it over the network."""

import asyncio
import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web

from devserver.arguments import parse
from devserver.gateway import gateway
from devtools.ports import free_port
from tests.integration.devserver.small_app import SmallApp


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Served:
    """A running gateway and the app behind it."""

    port: int
    app: SmallApp

    @property
    def socket_url(self) -> str:
        return f"ws://localhost:{self.port}/api"

    def call(self, method: str, path: str, body: "bytes | None" = None, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("localhost", self.port, timeout=10)
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()


@contextmanager
def served(app: SmallApp, pages: Path, *options: str) -> Iterator[Served]:
    port = free_port()
    arguments = parse([f"--port={port}", "--dynamodb=none", f"--pages={pages}", f"--state={pages}", *options])
    loop = asyncio.new_event_loop()
    runner = web.AppRunner(gateway(app, "pl_default_test", arguments), shutdown_timeout=1)
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        asyncio.run_coroutine_threadsafe(listen(runner, port), loop).result(10)
        yield Served(port, app)
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def listen(runner: web.AppRunner, port: int) -> None:
    await runner.setup()
    await web.TCPSite(runner, "localhost", port).start()

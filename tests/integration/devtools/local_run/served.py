"""Runs a gateway in a thread, for tests that call it over the network."""

import asyncio
import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from devtools.local_run.arguments import parse
from devtools.local_run.gateway import Gateway, gateway
from devtools.local_run.origins import Origins
from devtools.ports import free_row
from tests.integration.devtools.local_run.in_threads import InThreads
from tests.integration.devtools.local_run.small_app import SmallApp


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Served:
    """A running gateway and its app."""

    origins: Origins
    app: SmallApp

    @property
    def port(self) -> int:
        """The API's address."""
        return self.origins.api_port

    @property
    def socket_url(self) -> str:
        return self.origins.socket

    def call(self, method: str, path: str, body: "bytes | None" = None, **headers: str) -> Answer:
        """Calls the API's origin."""
        return self.ask(self.port, method, path, body, **headers)

    def page(self, path: str, method: str = "GET", **headers: str) -> Answer:
        return self.ask(self.origins.pages_port, method, path, **headers)

    def shop(self, path: str, method: str = "GET", **headers: str) -> Answer:
        return self.ask(self.origins.port, method, path, **headers)

    def ask(self, port: int, method: str, path: str, body: "bytes | None" = None, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("localhost", port, timeout=10)
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()


@contextmanager
def served(app: SmallApp, pages: Path, *options: str) -> Iterator[Served]:
    arguments = parse([f"--port={free_row()}", "--dynamodb=none", f"--pages={pages}", f"--state={pages}", *options])
    loop = asyncio.new_event_loop()
    servers = gateway(InThreads(app), "pl_default_test", arguments)
    stack = AsyncExitStack()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        asyncio.run_coroutine_threadsafe(start(servers, stack), loop).result(10)
        yield Served(servers.origins, app)
    finally:
        asyncio.run_coroutine_threadsafe(stack.aclose(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        left = asyncio.all_tasks(loop)
        loop.close()
    assert not left, "the gateway stopped while it was still working"


async def start(servers: Gateway, stack: AsyncExitStack) -> None:
    await stack.enter_async_context(servers.listening())

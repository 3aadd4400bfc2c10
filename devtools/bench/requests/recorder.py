"""A local run that records every request that its servers receive from a browser, preflights included."""

import asyncio
import json
import threading
import time
import urllib.request
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiohttp import web
from aiohttp.typedefs import Middleware

from devtools.folders import PAGES
from devtools.local_run.arguments import parse
from devtools.local_run.functions.pool import Pool
from devtools.local_run.functions.source import Starting
from devtools.local_run.gateway import gateway
from devtools.local_run.origins import Origins
from devtools.ports import free_port, free_row
from devtools.setup import dynamodb_local

if TYPE_CHECKING:
    from devtools.local_run.gateway import Gateway

EMAIL, PASSWORD = "maya@example.com", "correct horse battery staple"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(slots=True)
class Request:
    origin: str  # "shop", "pages" or "api"
    method: str  # "socket" for a WebSocket's handshake
    path: str  # without the query
    started: float
    ended: float | None = None


class Recorder:
    """Records requests whose User-Agent is a browser's."""

    def __init__(self) -> None:
        self.requests: list[Request] = []

    def middleware(self, origin: str) -> Middleware:
        @web.middleware
        async def record(request: web.Request, handler: Handler) -> web.StreamResponse:
            if "Mozilla" not in request.headers.get("User-Agent", ""):
                return await handler(request)
            method = "socket" if request.headers.get("Upgrade") else request.method
            recorded = Request(origin, method, request.path, time.monotonic())
            self.requests.append(recorded)
            try:
                return await handler(request)
            finally:
                recorded.ended = time.monotonic()

        return record

    def take(self, quiet_seconds: float = 1.5, within: float = 60.0) -> list[Request]:
        """Waits until there are no new requests for some seconds. Returns the requests since the last call."""
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            # The request of a socket ends with the socket.
            pending = any(each.ended is None and each.method != "socket" for each in self.requests)
            last = max((each.ended or each.started for each in self.requests), default=0.0)
            if self.requests and not pending and time.monotonic() - last > quiet_seconds:
                break
            time.sleep(0.05)
        taken, self.requests = self.requests, []
        return taken


@dataclass(frozen=True)
class Run:
    origins: Origins
    recorder: Recorder

    def call(self, method: str, path: str, body: Any, token: str | None = None) -> Any:
        """Sends a request that is not recorded."""
        headers = {"Content-Type": "application/json", "Origin": self.origins.shop}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.origins.api}{path}", data, headers, method=method)
        with urllib.request.urlopen(request, timeout=30) as response:
            return json.load(response)

    def signed_in(self) -> str:
        return str(self.call("POST", "/admin/session", {"email": EMAIL, "password": PASSWORD})["token"])


@contextmanager
def recorded_run(folder: Path) -> Iterator[Run]:
    with dynamodb_local.running(None, port=free_port(), log=folder / "dynamodb.log") as store:
        given = {"port": free_row(), "dynamodb": store.address, "pages": PAGES, "state": folder}
        account = {"admin-email": EMAIL, "admin-password": PASSWORD, "log-level": "ERROR"}
        options = [f"--{name}={value}" for name, value in {**given, **account}.items()]
        pool = Pool(Starting(options).wait())
        servers = gateway(pool, pool.source.prepared["widget_token"], parse(options))
        recorder = Recorder()
        for origin in ("shop", "pages", "api"):
            getattr(servers, origin).middlewares.append(recorder.middleware(origin))
        with listening(pool, servers):
            yield Run(servers.origins, recorder)


@contextmanager
def listening(pool: Pool, servers: "Gateway") -> Iterator[None]:
    loop, stack = asyncio.new_event_loop(), AsyncExitStack()

    def wait_for(job: Coroutine[Any, Any, object]) -> None:
        asyncio.run_coroutine_threadsafe(job, loop).result(30)

    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        wait_for(stack.enter_async_context(pool.running()))
        wait_for(stack.enter_async_context(servers.listening()))
        yield
        wait_for(stack.aclose())
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()

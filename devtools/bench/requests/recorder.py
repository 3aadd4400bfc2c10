"""A local run that records every request that a browser sends to it, preflights included, where it arrives."""

import asyncio
import json
import os
import threading
import time
import urllib.request
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web

import app
from devtools import engine
from devtools.local_run import bootstrap
from devtools.local_run.arguments import parse
from devtools.local_run.environment import lambda_environment
from devtools.local_run.gateway import gateway
from devtools.local_run.origins import Origins
from devtools.places import PAGES
from devtools.ports import free_port, free_row

EMAIL, PASSWORD = "maya@example.com", "correct horse battery staple"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(slots=True)
class Request:
    origin: str  # "shop", "pages" or "api"
    method: str  # "socket" for a WebSocket's handshake
    path: str  # without the query
    began: float
    ended: float | None = None


class Recorder:
    """Keeps what browsers ask for; programs, which are no browsers by their User-Agent, do not count."""

    def __init__(self) -> None:
        self.requests: list[Request] = []

    def middleware(self, origin: str) -> Any:
        @web.middleware
        async def record(request: web.Request, handler: Handler) -> web.StreamResponse:
            if "Mozilla" not in request.headers.get("User-Agent", ""):
                return await handler(request)
            method = "socket" if request.headers.get("Upgrade") else request.method
            seen = Request(origin, method, request.path, time.monotonic())
            self.requests.append(seen)
            try:
                return await handler(request)
            finally:
                seen.ended = time.monotonic()

        return record

    def take(self, quiet_seconds: float = 1.5, within: float = 60.0) -> list[Request]:
        """Waits until nothing has been asked for so long, and returns what was since the last take."""
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            # A socket's request lasts as long as the socket.
            pending = any(each.ended is None and each.method != "socket" for each in self.requests)
            last = max((each.ended or each.began for each in self.requests), default=0.0)
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
        """As a program, unrecorded."""
        headers = {"Content-Type": "application/json", "Origin": self.origins.shop}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        data = None if body is None else json.dumps(body).encode()
        asked = urllib.request.Request(f"{self.origins.api}{path}", data, headers, method=method)
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return json.load(answer)

    def signed_in(self) -> str:
        return str(self.call("POST", "/admin/session", {"email": EMAIL, "password": PASSWORD})["token"])


@contextmanager
def recorded_run(folder: Path) -> Iterator[Run]:
    with engine.running(None, port=free_port(), log=folder / "dynamodb.log") as store:
        given = {"port": free_row(), "dynamodb": store.address, "pages": PAGES, "state": folder}
        account = {"admin-email": EMAIL, "admin-password": PASSWORD, "log-level": "ERROR"}
        arguments = parse([f"--{name}={value}" for name, value in {**given, **account}.items()])
        os.environ.update(lambda_environment(arguments))
        site, _ = bootstrap.prepare(arguments)
        servers = gateway(app, site.widget_token, arguments)
        recorder = Recorder()
        for origin in ("shop", "pages", "api"):
            getattr(servers, origin).middlewares.append(recorder.middleware(origin))
        with listening(servers):
            yield Run(servers.origins, recorder)


@contextmanager
def listening(servers: Any) -> Iterator[None]:
    loop, stack = asyncio.new_event_loop(), AsyncExitStack()

    def settled(job: Any) -> None:
        asyncio.run_coroutine_threadsafe(job, loop).result(30)

    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        settled(stack.enter_async_context(servers.listening()))
        yield
        settled(stack.aclose())
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()

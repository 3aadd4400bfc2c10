"""Faults at times: the server is killed and restarted, DynamoDB is unreachable for seconds."""

import asyncio
import time

from tests.storm.faults import Injector
from tests.storm.server import Server


class Outages:
    def __init__(self, injector: Injector, server: Server, *, short: bool) -> None:
        self.injector = injector
        self.server = server
        self.source = injector.source("clock")
        self.longest_outage = 1.5 if short else 4.0
        self.due: dict[str, float] = {}
        self.running: set[asyncio.Task[None]] = set()
        self.failure: BaseException | None = None

    async def tick(self) -> None:
        """Starts the outages that are due. Raises the exception of an outage that could not be ended."""
        if self.failure:
            raise self.failure
        now = time.monotonic()
        rates = self.injector.rates("clock")
        self.due = {kind: at for kind, at in self.due.items() if kind in rates}
        for kind, every in rates.items():
            if now >= self.due.setdefault(kind, now + every * self.source.random.random()):
                self.due[kind] = now + every * self.source.random.uniform(0.7, 1.3)
                self.start(kind)

    def start(self, kind: str) -> None:
        task = asyncio.create_task(self.restart() if kind == "restart" else self.store_down())
        self.running.add(task)
        task.add_done_callback(self.ended)

    def ended(self, task: "asyncio.Task[None]") -> None:
        self.running.discard(task)
        if not task.cancelled():
            self.failure = self.failure or task.exception()

    async def restart(self) -> None:
        """Restarts one gateway, or all that are up."""
        up = [gateway for gateway in self.server.gateways if gateway.up]
        chosen = up if self.source.random.random() < 0.4 else up[:1]
        if not chosen:
            return
        self.source.record("restart", [gateway.origins.port for gateway in chosen])
        await self.server.kill_and_start(chosen)

    async def store_down(self) -> None:
        proxy = self.server.store_proxy
        assert proxy is not None
        if proxy.down or proxy.calm:  # a gateway that is starting needs the tables
            return
        seconds = self.source.random.uniform(0.4, 1) * self.longest_outage
        self.source.record("store-down", round(seconds, 1))
        proxy.down = True
        proxy.drop_all()
        await asyncio.sleep(seconds)
        proxy.down = False

    async def stop(self) -> None:
        """Waits for the end of running outages."""
        await asyncio.gather(*self.running, return_exceptions=True)

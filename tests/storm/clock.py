"""What strikes by the clock: the server killed and started again, DynamoDB gone for seconds."""

import asyncio
import time

from tests.storm.faults import Weather
from tests.storm.server import Server


class Clock:
    def __init__(self, weather: Weather, server: Server, *, brisk: bool) -> None:
        self.weather = weather
        self.server = server
        self.source = weather.source("clock")
        self.longest_outage = 1.5 if brisk else 4.0
        self.due: dict[str, float] = {}
        self.running: set[asyncio.Task[None]] = set()
        self.failure: BaseException | None = None

    async def tick(self) -> None:
        """Lets strike what is due. Raises what an earlier strike could not mend."""
        if self.failure:
            raise self.failure
        now = time.monotonic()
        rates = self.weather.of("clock")
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
        """One gateway or all, whichever are up."""
        up = [gateway for gateway in self.server.gateways if gateway.up]
        struck = up if self.source.random.random() < 0.4 else up[:1]
        if not struck:
            return
        self.source.struck("restart", [gateway.origins.port for gateway in struck])
        await self.server.kill_and_start(struck)

    async def store_down(self) -> None:
        proxy = self.server.store_proxy
        assert proxy is not None
        if proxy.down or proxy.calm:  # a gateway that starts needs its tables
            return
        seconds = self.source.random.uniform(0.4, 1) * self.longest_outage
        self.source.struck("store-down", round(seconds, 1))
        proxy.down = True
        proxy.drop_all()
        await asyncio.sleep(seconds)
        proxy.down = False

    async def stop(self) -> None:
        """Waits until what is under way is over."""
        await asyncio.gather(*self.running, return_exceptions=True)

"""One storm from beginning to end: the parts put together, the weather changed, the outcome gathered."""

import asyncio
import random
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from devtools.ports import free_port
from tests.storm.browsers import Browsers
from tests.storm.checker import Logs
from tests.storm.clock import Clock
from tests.storm.faults import Weather
from tests.storm.http_proxy import HttpProxy
from tests.storm.phases import LONG, Phase, plan
from tests.storm.records import Records, read_records
from tests.storm.server import Gateway, Server, connect, make_sites
from tests.storm.store_proxy import StoreProxy

LOOK_SECONDS = 0.1
LONG_TIMERS = 100  # two hours are 72 seconds


@dataclass(frozen=True)
class Options:
    seed: int
    messages: int
    faults: list[str]
    conversations: int
    tabs: int
    admins: int
    desks: int
    at_once: int  # conversations that a desk serves at a time
    rate: float  # messages a second that are aimed at
    gateways: int
    minutes: float
    traces: Path  # folder for the faults injected, the records and the logs

    @property
    def brisk(self) -> bool:
        """Short enough for a test: everything that takes its time takes less."""
        return self.messages < LONG


@dataclass
class Outcome:
    records: Records
    logs: Logs
    phases: list[Phase]
    weather: Weather
    restarts: int
    seconds: float  # of writing
    settle_seconds: float  # from the last message written until everybody had everything
    ended: bool  # did the browsers come to an end?


def run(options: Options) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="porchlight-storm-") as folder:
        return asyncio.run(storm(options, Path(folder)))


async def storm(options: Options, folder: Path) -> Outcome:
    weather = Weather(options.seed, options.traces / "faults.jsonl")
    gateways = [Gateway(free_port()) for _ in range(options.gateways)]
    server = Server(folder, options.traces, gateways, 7200 / LONG_TIMERS, random.Random(f"{options.seed}/server"))
    http = HttpProxy(weather, server.choose)
    try:
        store = server.start_store()
        connect(store)
        server.store_proxy = StoreProxy(weather, store.port)
        await server.store_proxy.start(server.store_proxy_port)
        await server.start()
        port = free_port()
        await http.start(port)
        browsers = Browsers(browser_options(options, port), options.traces / "browsers.log")
        await browsers.start()
        try:
            outcome = await weather_through(options, weather, server, browsers)
        finally:
            await browsers.stop()
        from tests.storm.log_reading import read_logs

        outcome.records = read_records(options.traces / "records.jsonl")
        outcome.logs = read_logs(store.address)
        return outcome
    finally:
        weather.close()
        server.stop()
        await http.stop()
        if server.store_proxy:
            await server.store_proxy.stop()


def browser_options(options: Options, port: int) -> dict[str, Any]:
    poll_ms, check_ms = (500, 3_000) if options.brisk else (1_000, 10_000)
    sites = make_sites(options.desks, options.admins, poll_ms, check_ms)
    share, rest = divmod(options.messages, options.conversations)
    quotas = [(f"c{number + 1}", share + (number < rest)) for number in range(options.conversations)]
    writers = options.desks * options.at_once * (options.tabs + options.admins / options.at_once)
    return {
        "seed": options.seed,
        "proxy": f"http://127.0.0.1:{port}",
        "records": str(options.traces / "records.jsonl"),
        "think": 1000 * writers / options.rate,
        "longestAbsence": 2_000 if options.brisk else 10_000,
        "longTimerScale": LONG_TIMERS,
        "patience": 60_000 if options.brisk else 240_000,
        "desks": [
            {"site": site, "quotas": quotas[index :: options.desks], "atOnce": options.at_once, "tabs": options.tabs}
            for index, site in enumerate(sites)
        ],
    }


async def weather_through(options: Options, weather: Weather, server: Server, browsers: Browsers) -> Outcome:
    """Changes the weather with the messages written; it clears when the last one is."""
    phases = plan(options.messages, options.faults)
    clock = Clock(weather, server, brisk=options.brisk)
    began = time.monotonic()
    written_at: float | None = None
    current = -1
    patience = 120 if options.brisk else 600
    while not browsers.done.is_set():
        now = time.monotonic()
        if written_at is None and now - began > options.minutes * 60:
            browsers.tell(enough=True)
            phases[-1].until = 0
        while current < len(phases) - 1 and (current < 0 or browsers.written >= phases[current].until):
            close(phases, current, weather, browsers)
            current += 1
            phases[current].began = time.time() * 1000
            weather.become(phases[current].kinds, hurry=6 if options.brisk else 1)
            phases[current].injected = -injected(phases[current], weather, browsers)
            browsers.tell(weather=weather.of("tab"))
        if written_at is None and browsers.written >= phases[-1].until and current == len(phases) - 1:
            written_at = now
            close(phases, current, weather, browsers)
            weather.become([])
            browsers.tell(weather={})
        if written_at is not None and now - written_at > patience:
            break
        await clock.tick()
        await asyncio.sleep(LOOK_SECONDS)
    await clock.stop()
    weather.counts.update(browsers.counts)
    ended = time.monotonic()
    written_at = written_at or ended
    return Outcome(Records(), {}, phases, weather, server.restarts, written_at - began, ended - written_at, browsers.ended)


def close(phases: list[Phase], current: int, weather: Weather, browsers: Browsers) -> None:
    if current >= 0:
        phases[current].ended = time.time() * 1000
        phases[current].injected += injected(phases[current], weather, browsers)


def injected(phase: Phase, weather: Weather, browsers: Browsers) -> int:
    return sum(weather.counts[kind] + browsers.counts.get(kind, 0) for kind in phase.kinds)

"""One storm from beginning to end: the parts put together, the weather changed, the outcome gathered."""

import asyncio
import random
import signal
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from devtools.ports import free_port
from devtools.processes import Stopped
from tests.storm.browsers import Browsers
from tests.storm.checker import Logs
from tests.storm.clock import Clock
from tests.storm.course import Course
from tests.storm.faults import Weather
from tests.storm.http_proxy import HttpProxy
from tests.storm.options import Options
from tests.storm.phases import Phase
from tests.storm.records import Records, read_records
from tests.storm.server import Gateway, Server
from tests.storm.sites import connect, make_sites
from tests.storm.store_proxy import StoreProxy

LOOK_SECONDS = 0.1
LONG_TIMERS = 100  # two hours are 72 seconds


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
        try:
            return asyncio.run(storm(options, Path(folder)))
        except asyncio.CancelledError:
            raise Stopped from None


async def storm(options: Options, folder: Path) -> Outcome:
    stop_on_signals()
    weather = Weather(options.seed, options.traces / "faults.jsonl")
    gateways = [Gateway() for _ in range(options.gateways)]
    server = Server(folder, options.traces, gateways, 7200 / LONG_TIMERS, random.Random(f"{options.seed}/server"))
    http = HttpProxy(weather, server.choose)
    try:
        store = server.start_store()
        connect(store.address)
        server.store_proxy = StoreProxy(weather, store.port)
        await server.store_proxy.start(server.store_proxy_port)
        await server.start()
        port = free_port()
        await http.start(port)
        browsers = Browsers(browser_options(options, port), options.traces / "browsers.log")
        await browsers.start()
        try:
            outcome = await course_of(options, weather, server, browsers)
        finally:
            await browsers.stop()
        from tests.storm.log_reading import read_logs

        outcome.records = read_records(options.traces / "records.jsonl")
        outcome.logs = read_logs(store.address)
        return outcome
    finally:
        server.stop()
        await http.stop()
        if server.store_proxy:
            await server.store_proxy.stop()
        weather.close()


def stop_on_signals() -> None:
    """An exception out of a signal's handler would end whatever the loop is busy with, and not the storm."""
    task = asyncio.current_task()
    assert task
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)


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


async def course_of(options: Options, weather: Weather, server: Server, browsers: Browsers) -> Outcome:
    course = Course(options, weather, browsers)
    clock = Clock(weather, server, brisk=options.brisk)
    while not browsers.done.is_set() and not course.patience_ended:
        course.look()
        await clock.tick()
        await asyncio.sleep(LOOK_SECONDS)
    await clock.stop()
    course.end()
    weather.counts.update(browsers.counts)
    return Outcome(
        Records(), {}, course.phases, weather, server.restarts, course.writing, course.settling, browsers.ended
    )

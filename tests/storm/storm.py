"""Runs a storm: starts its parts, follows the schedule of faults, and collects the outcome."""

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
from tests.storm.desk_checker import Desks
from tests.storm.faults import Injector
from tests.storm.http_proxy import HttpProxy
from tests.storm.options import Options
from tests.storm.outages import Outages
from tests.storm.phases import Phase
from tests.storm.records import Records, read_records
from tests.storm.schedule import Schedule
from tests.storm.server import Gateway, Server
from tests.storm.sites import connect, make_sites
from tests.storm.store_proxy import StoreProxy

CHECK_SECONDS = 0.1
LONG_TIMERS = 100  # two hours become 72 seconds


@dataclass
class Outcome:
    records: Records
    logs: Logs
    desks: Desks
    phases: list[Phase]
    injector: Injector
    restarts: int
    seconds: float  # until the last message was sent
    settle_seconds: float  # from then until all pages had every message
    ended: bool  # True if the browsers finished in time


def run(options: Options) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="porchlight-storm-") as folder:
        try:
            return asyncio.run(storm(options, Path(folder)))
        except asyncio.CancelledError:
            raise Stopped from None


async def storm(options: Options, folder: Path) -> Outcome:
    stop_on_signals()
    injector = Injector(options.seed, options.traces / "faults.jsonl")
    # Half of them hand each event for more than one page over, the others none.
    gateways = [Gateway(small=1) if number % 2 else Gateway() for number in range(options.gateways)]
    server = Server(folder, options.traces, gateways, 7200 / LONG_TIMERS, random.Random(f"{options.seed}/server"))
    http = HttpProxy(injector, server.choose)
    try:
        store = server.start_store()
        connect(store.address)
        server.store_proxy = StoreProxy(injector, store.port)
        await server.store_proxy.start(server.store_proxy_port)
        await server.start()
        port = free_port()
        await http.start(port)
        browsers = Browsers(browser_options(options, port), options.traces / "browsers.log")
        await browsers.start()
        try:
            outcome = await run_schedule(options, injector, server, browsers)
        finally:
            await browsers.stop()
        from tests.storm.log_reading import read_logs

        outcome.records = read_records(options.traces / "records.jsonl")
        outcome.records.counts.update(server.counts.read_text().split())
        outcome.logs, outcome.desks = read_logs(store.address)
        return outcome
    finally:
        server.stop()
        await http.stop()
        if server.store_proxy:
            await server.store_proxy.stop()
        injector.close()


def stop_on_signals() -> None:
    """Cancels the task of the storm on a signal. An exception in a signal handler could end any other task instead."""
    task = asyncio.current_task()
    assert task
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)


def browser_options(options: Options, port: int) -> dict[str, Any]:
    poll_ms, check_ms = (500, 3_000) if options.short else (1_000, 10_000)
    sites = make_sites(options.sites, options.admins, poll_ms, check_ms)
    share, rest = divmod(options.messages, options.conversations)
    quotas = [(f"c{number + 1}", share + (number < rest)) for number in range(options.conversations)]
    writers = options.sites * options.at_once * (options.tabs + options.admins / options.at_once)
    return {
        "seed": options.seed,
        "proxy": f"http://127.0.0.1:{port}",
        "records": str(options.traces / "records.jsonl"),
        "think": 1000 * writers / options.rate,
        "longestAbsence": 2_000 if options.short else 10_000,
        "longTimerScale": LONG_TIMERS,
        "patience": 60_000 if options.short else 240_000,
        "sites": [
            {"site": site, "quotas": quotas[index :: options.sites], "atOnce": options.at_once, "tabs": options.tabs}
            for index, site in enumerate(sites)
        ],
    }


async def run_schedule(options: Options, injector: Injector, server: Server, browsers: Browsers) -> Outcome:
    schedule = Schedule(options, injector, browsers)
    outages = Outages(injector, server, short=options.short)
    while not browsers.done.is_set() and not schedule.timed_out:
        schedule.advance()
        await outages.tick()
        await asyncio.sleep(CHECK_SECONDS)
    await outages.stop()
    schedule.end()
    injector.counts.update(browsers.counts)
    return Outcome(
        Records(),
        {},
        {},
        schedule.phases,
        injector,
        server.restarts,
        schedule.writing,
        schedule.settling,
        browsers.ended,
    )

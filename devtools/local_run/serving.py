"""Serves a local run until a signal stops it. SIGHUP loads app.py again: sockets stay open."""

import asyncio
import signal
import sys
from collections.abc import Callable

from chalicelib import logs
from devtools.local_run.arguments import AGAIN, Arguments
from devtools.local_run.background.worker import Worker, worker
from devtools.local_run.environment import write_addresses
from devtools.local_run.functions.pool import Pool
from devtools.local_run.functions.source import NotLoaded, Starting
from devtools.local_run.gateway import Gateway, gateway
from devtools.local_run.origins import Origins


def run(arguments: Arguments, starting: Starting) -> None:
    logs.set_up()
    try:
        source = starting.wait()
    except NotLoaded:
        sys.exit(1)
    write_addresses(arguments)
    pool = Pool(source)
    servers = gateway(pool, source.prepared["widget_token"], arguments)
    background = worker(pool, arguments)
    password = source.prepared["password"]
    asyncio.run(serve(pool, servers, background, lambda: None if arguments.again else announce(arguments, password)))


async def serve(pool: Pool, servers: Gateway, background: Worker, started: Callable[[], None]) -> None:
    loop, stopped = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    again = [*(each for each in pool.source.arguments if each != AGAIN), AGAIN]
    loop.add_signal_handler(signal.SIGHUP, lambda: pool.start(pool.replace(again)))
    async with pool.running(), servers.listening(), background.working():
        started()
        await stopped.wait()


def announce(arguments: Arguments, password: str | None) -> None:
    """Prints to standard error: standard output is for the Lambdas' logs, and no log may contain a password."""
    origins = Origins(arguments.port)
    lines = [
        "",
        "Porchlight is running.",
        f"  Shop with the widget   {origins.shop}/",
        f"  Dashboard              {origins.dashboard}",
        f"  API                    {origins.api}",
        f"  Mail                   {origins.mail}",
        f"  Sign in as             {arguments.admin_email}",
        f"  Password               {password or 'shown at the first start; set a new one with --admin-password'}",
        "  Stop                   Ctrl-C",
        "",
    ]
    print("\n".join(lines), file=sys.stderr, flush=True)

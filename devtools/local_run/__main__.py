"""Starts the gateway: sets the Lambdas' environment, prepares the database, and serves until a signal stops it."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable

import app
from devtools.local_run import bootstrap
from devtools.local_run.arguments import Arguments, parse
from devtools.local_run.background.worker import Worker, worker
from devtools.local_run.environment import lambda_environment, write_addresses
from devtools.local_run.gateway import Gateway, gateway
from devtools.local_run.origins import Origins


def main() -> None:
    arguments = parse()
    os.environ.update(lambda_environment(arguments))
    site, password = bootstrap.prepare(arguments)
    write_addresses(arguments)
    servers = gateway(app, site.widget_token, arguments)
    background = worker(servers.lambdas, arguments)
    asyncio.run(serve(servers, background, lambda: None if arguments.again else announce(arguments, password)))


async def serve(servers: Gateway, background: Worker, started: Callable[[], None]) -> None:
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with servers.listening(), background.working():
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


if __name__ == "__main__":
    main()

"""Starts the gateway: sets the Lambdas' environment, prepares the database, and serves until a signal stops it."""

import asyncio
import importlib
import os
import signal
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from devtools.local_run.arguments import Arguments, parse
from devtools.local_run.environment import lambda_environment, write_addresses
from devtools.local_run.origins import Origins

if TYPE_CHECKING:
    from devtools.local_run.gateway import Gateway


def main() -> None:
    arguments = parse()
    os.environ.update(lambda_environment(arguments))
    # Imported here because these modules read the environment when they are imported.
    bootstrap = importlib.import_module("devtools.local_run.bootstrap")
    gateway = importlib.import_module("devtools.local_run.gateway")
    site, password = bootstrap.prepare(arguments)
    write_addresses(arguments)
    servers = gateway.gateway(importlib.import_module("app"), site.widget_token, arguments)
    asyncio.run(serve(servers, lambda: None if arguments.again else announce(arguments, password)))


async def serve(servers: "Gateway", started: Callable[[], None]) -> None:
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with servers.listening():
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
        f"  Sign in as             {arguments.admin_email}",
        f"  Password               {password or 'shown at the first start; set a new one with --admin-password'}",
        "  Stop                   Ctrl-C",
        "",
    ]
    print("\n".join(lines), file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()

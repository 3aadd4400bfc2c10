"""Starts the gateway: sets the Lambdas' environment, prepares the store, and serves until told to stop."""

import importlib
import os
import sys

from aiohttp import web

from devserver import addresses
from devserver.arguments import Arguments, parse
from devserver.environment import lambda_environment


def main() -> None:
    arguments = parse()
    os.environ.update(lambda_environment(arguments))
    # Only now: these read the environment when they are imported.
    bootstrap = importlib.import_module("devserver.bootstrap")
    gateway = importlib.import_module("devserver.gateway")
    site, password = bootstrap.prepare(arguments)
    addresses.write(arguments)
    server = gateway.gateway(importlib.import_module("app"), site.widget_token, arguments)
    web.run_app(
        server,
        host="localhost",
        port=arguments.port,
        print=lambda *_: None if arguments.again else announce(arguments, password),
        shutdown_timeout=1,
    )


def announce(arguments: Arguments, password: str | None) -> None:
    """On standard error: standard output is for the Lambdas' logs, and a password belongs in no log."""
    address = f"http://localhost:{arguments.port}"
    lines = [
        "",
        "Porchlight is running.",
        f"  Shop with the widget   {address}/",
        f"  Dashboard              {address}/admin/",
        f"  Sign in as             {arguments.admin_email}",
        f"  Password               {password or 'the one shown at the first start, or choose: --admin-password'}",
        "  Stop                   Ctrl-C",
        "",
    ]
    print("\n".join(lines), file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()

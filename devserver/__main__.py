"""Starts the gateway: sets the Lambdas' environment, prepares the store, and serves until told to stop."""

import importlib
import os

from aiohttp import web

from devserver.arguments import Arguments, parse
from devserver.environment import lambda_environment


def main() -> None:
    arguments = parse()
    os.environ.update(lambda_environment(arguments))
    # Only now: these read the environment when they are imported.
    bootstrap = importlib.import_module("devserver.bootstrap")
    gateway = importlib.import_module("devserver.gateway")
    site, password = bootstrap.prepare(arguments)
    server = gateway.gateway(importlib.import_module("app"), site, arguments)
    web.run_app(
        server,
        host="localhost",
        port=arguments.port,
        print=lambda *_: announce(arguments, password),
        shutdown_timeout=1,
    )


def announce(arguments: Arguments, password: str | None) -> None:
    address = f"http://localhost:{arguments.port}"
    print("\nPorchlight is running.", flush=True)
    print(f"  Shop with the widget   {address}/")
    print(f"  Dashboard              {address}/admin/")
    print(f"  Sign in as             {arguments.admin_email}")
    if password is not None:
        print(f"  Password               {password}   (shown once)")
    print(flush=True)


if __name__ == "__main__":
    main()

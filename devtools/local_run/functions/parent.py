"""Loads app.py once, and forks a process whenever the gateway needs one, so that all of them share its memory.

    python -m devtools.local_run.functions.parent SOCKET ARGUMENTS

SOCKET is the number of an inherited socket. A message with a connection asks for a process that serves it. ARGUMENTS
are those of the gateway.
"""

import gc
import json
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from types import ModuleType
from typing import Any, NoReturn

from pydantic import BaseModel

from devtools.local_run.arguments import Arguments, parse
from devtools.local_run.environment import lambda_environment
from devtools.local_run.functions.frames import frame
from devtools.local_run.functions.handling import BACKGROUND, BACKGROUND_NICE, serve
from devtools.processes import one_malloc_arena

# A stop reaches the whole group. The gateway still needs its functions then: they end when it does.
IGNORED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main(number: int, arguments: Arguments) -> None:
    os.environ.update(lambda_environment(arguments))
    serve_app(number, lambda: in_a_process_of_its_own(arguments))


def serve_app(number: int, prepare: Callable[[], dict[str, Any]]) -> None:
    """`prepare`: its result is passed on to the gateway. Returns when that has ended."""
    for each in IGNORED:
        signal.signal(each, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system removes processes that have ended
    one_malloc_arena()
    app, gateway = loaded(), socket.socket(fileno=number)
    gateway.sendall(frame({**description(app), "prepared": prepare()}))
    gc.collect()
    gc.freeze()  # a collection in a forked process would write to all objects, and so copy the memory that it shares
    fork_on_request(gateway, app)


def loaded() -> ModuleType:
    """Imports the app and what its functions import at their first event, and builds what pydantic builds when it first
    validates: each process would do it again, in memory of its own."""
    app = import_module("app")
    for name in set(app.FIRST.values()):
        import_module(name)
    for schema in kinds_of(BaseModel):
        schema.model_rebuild()
    return app


def kinds_of(schema: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for each in schema.__subclasses__():
        yield each
        yield from kinds_of(each)


def in_a_process_of_its_own(arguments: Arguments) -> Any:
    """Creates the tables, the site and the admin. Connections that this opens must not be inherited by functions."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        try:
            os.close(reading)
            from devtools.local_run import bootstrap

            site, password = bootstrap.prepare(arguments)
            os.write(writing, json.dumps({"widget_token": site.widget_token, "password": password}).encode())
            os._exit(0)
        finally:
            sys.excepthook(*sys.exc_info())
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as result:
        content = result.read()
    return json.loads(content) if content else sys.exit(1)


def description(module: ModuleType) -> dict[str, Any]:
    """What API Gateway and Lambda's event sources are told at a deployment."""
    app = module.app
    return {
        "routes": {path: route(views) for path, views in app.routes.items()},
        "binary_types": app.api.binary_types,
        "batch_sizes": {each.name: each.batch_size for each in app.event_sources if hasattr(each, "batch_size")},
    }


def route(views: dict[str, Any]) -> dict[str, Any]:
    """Chalice deploys an answer to preflights for routes with cross-origin settings, which all their methods share."""
    shared = [method for method, view in views.items() if view.cors]
    preflight = None
    if shared and "OPTIONS" not in views:
        methods = ",".join([*shared, "OPTIONS"])
        preflight = {**views[shared[0]].cors.get_access_control_headers(), "Access-Control-Allow-Methods": methods}
    return {"methods": list(views), "preflight": preflight}


def fork_on_request(gateway: socket.socket, app: ModuleType) -> None:
    """Ends when the gateway does."""
    while True:
        kind, numbers, _, _ = socket.recv_fds(gateway, 1, 1)
        if not numbers:
            return
        connection = socket.socket(fileno=numbers[0])
        if os.fork() == 0:
            be_a_function(connection, gateway, app, kind)
        connection.close()


def be_a_function(connection: socket.socket, gateway: socket.socket, app: ModuleType, kind: bytes) -> NoReturn:
    gateway.close()
    if kind == BACKGROUND:
        os.nice(BACKGROUND_NICE)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    serve(connection, app)


if __name__ == "__main__":
    main(int(sys.argv[1]), parse(sys.argv[2:]))

"""Runs Porchlight on this machine: a shop page with the widget, the dashboard, the API and its store."""

import argparse
import subprocess
import time
from pathlib import Path

from devtools import data_folder, engine, pages, ports, preparation
from devtools.console import say
from devtools.places import DATA, LOGS, PAGES, ROOT
from devtools.problem import Problem
from devtools.processes import start, stop
from devtools.python_packages import PYTHON
from devtools.signals import stop_on_signals

LOOK_SECONDS = 0.2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port", type=port, default=8000, help="the shop's; the next two are the pages' and the API's (default: 8000)"
    )
    parser.add_argument("--reset", action="store_true", help="begin anew: remove every conversation and account")
    parser.add_argument("--data", type=Path, default=DATA, metavar="DIR", help="where conversations are kept")
    parser.add_argument("--admin-email", default="admin@example.com", help="who signs in (default: %(default)s)")
    parser.add_argument("--admin-password", help="that admin's password (default: a random one, shown once)")
    parser.add_argument("--socket-idle-seconds", type=seconds, default=600, help="close idle sockets (default: 600)")
    parser.add_argument("--throttle", type=rate, metavar="N", help="answer 429 beyond N calls a second of one kind")
    parser.add_argument("--burst", type=rate, metavar="N", help="and how many at one moment (default: four times N)")
    parser.add_argument("--socket-max-seconds", type=seconds, default=7200, help="close any socket (default: 7200)")


def port(text: str) -> int:
    last = 65536 - ports.ORIGINS
    if not (text.isdecimal() and 0 < int(text) <= last):
        raise argparse.ArgumentTypeError(f"{text!r} cannot be the first of {ports.ORIGINS} ports: 1 to {last} can")
    return int(text)


def seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0
    if not 0 < value < 1e9:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds")
    return value


def rate(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0
    if not 0 < value < 1e6:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of calls")
    return value


def command(arguments: argparse.Namespace) -> int:
    stop_on_signals()
    ports.require_free(arguments.port)
    data: Path = arguments.data.resolve()
    with data_folder.in_use(data):
        if arguments.reset and not data_folder.reset(data):
            return 0
        preparation.ensure(tests=False)
        with engine.running(data_folder.tables(data)) as store:
            return serve(arguments, data, store)


def serve(arguments: argparse.Namespace, data: Path, store: engine.Engine) -> int:
    parts = {"The page builder": pages.watch(), "The gateway": start_gateway(arguments, data, store)}
    try:
        return watch_over({"DynamoDB Local": store.process, **parts})
    finally:
        say("Stopping …")
        stop(parts.values())


def start_gateway(arguments: argparse.Namespace, data: Path, store: engine.Engine) -> "subprocess.Popen[bytes]":
    """The Lambdas' logs go to a file; what a person must see comes on standard error."""
    options = {
        "port": arguments.port,
        "dynamodb": store.address,
        "pages": PAGES,
        "state": data,
        "admin-email": arguments.admin_email,
        "admin-password": arguments.admin_password,
        "socket-idle-seconds": arguments.socket_idle_seconds,
        "socket-max-seconds": arguments.socket_max_seconds,
        "throttle": arguments.throttle,
        "burst": arguments.burst,
    }
    given = [f"--{name}={value}" for name, value in options.items() if value is not None]
    LOGS.mkdir(parents=True, exist_ok=True)
    with (LOGS / "gateway.log").open("wb") as log:
        return start([PYTHON, "-m", "devtools.local_run.reload", *given], cwd=ROOT, stdout=log)


def watch_over(parts: "dict[str, subprocess.Popen[bytes]]") -> int:
    """Waits until one of them ends, which none should."""
    while True:
        for name, process in parts.items():
            if process.poll() is not None:
                raise Problem(f"{name} has stopped ({process.returncode}). Its log is in {LOGS.relative_to(ROOT)}.")
        time.sleep(LOOK_SECONDS)

"""Runs Porchlight on this machine: a demo shop with the widget, the dashboard, the API and its database."""

import argparse
import subprocess
import time
from pathlib import Path

from devtools import folders, ports, setup
from devtools.console import Problem, say
from devtools.folders import DATA, LOGS, PAGES, ROOT
from devtools.processes import start, stop, stop_on_signals
from devtools.setup import dynamodb_local
from devtools.setup.dynamodb_local import DynamoDBLocal
from devtools.setup.python_packages import PYTHON

CHECK_SECONDS = 0.2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--port", type=port, default=8000, help="the shop's port; the next three are used too (default: 8000)")
    add("--reset", action="store_true", help="start over: remove every conversation and account")
    add("--data", type=Path, default=DATA, metavar="DIR", help="the folder for conversations and accounts")
    add("--pages", type=Path, metavar="DIR", help="serve these built pages, and do not build any after an edit")
    add("--admin-email", default="admin@example.com", help="the admin's email address (default: %(default)s)")
    add("--admin-password", help="the admin's password (default: a random one, shown once)")
    add("--socket-idle-seconds", type=seconds, default=600, help="close idle sockets (default: 600)")
    add("--socket-max-seconds", type=seconds, default=7200, help="close every socket after this time (default: 7200)")
    add("--throttle", type=rate, metavar="N", help="limit each route to N calls a second, then answer 429")
    add("--burst", type=rate, metavar="N", help="with --throttle: calls allowed at once (default: four times N)")
    add(
        "--schedule-late",
        type=late,
        default=60,
        metavar="SECONDS",
        help="run scheduled jobs up to so many seconds late, as AWS does (default: 60)",
    )
    add(
        "--recent-seconds",
        type=late,
        default=2,
        metavar="SECONDS",
        help="how long other processes may go by earlier settings (default: 2; on AWS 60)",
    )
    add("--mail-sandbox", action="store_true", help="send mail as a new AWS account may: to verified addresses only")


def port(text: str) -> int:
    last = 65536 - ports.ORIGINS
    if not (text.isdecimal() and 0 < int(text) <= last):
        raise argparse.ArgumentTypeError(f"{text!r} is not a valid port: use 1 to {last}")
    return int(text)


def seconds(text: str) -> float:
    return positive(text, 1e9, "number of seconds")


def late(text: str) -> float:
    return 0.0 if text == "0" else seconds(text)


def rate(text: str) -> float:
    return positive(text, 1e6, "number of calls")


def positive(text: str, limit: float, meaning: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0
    if not 0 < value < limit:
        raise argparse.ArgumentTypeError(f"{text!r} is not a valid {meaning}")
    return value


def command(arguments: argparse.Namespace) -> int:
    stop_on_signals()
    ports.require_free(arguments.port)
    data: Path = arguments.data.resolve()
    with folders.data_in_use(data):
        if arguments.reset and not folders.reset_data(data):
            return 0
        setup.ensure(tests=False)
        with dynamodb_local.running(folders.tables(data)) as store:
            return serve(arguments, data, store)


def serve(arguments: argparse.Namespace, data: Path, store: DynamoDBLocal) -> int:
    gateway = start_gateway(arguments, data, store)
    try:
        return watch_over({"DynamoDB Local": store.process, "The gateway": gateway})
    finally:
        say("Stopping …")
        stop([gateway])


def start_gateway(arguments: argparse.Namespace, data: Path, store: DynamoDBLocal) -> "subprocess.Popen[bytes]":
    """Starts the gateway, and what follows edits and builds the pages, unless built ones are given.

    The Lambdas' logs go to a file; messages for the developer come on standard error.
    """
    options = {
        "port": arguments.port,
        "dynamodb": store.address,
        "pages": PAGES if arguments.pages is None else arguments.pages.resolve(),
        "state": data,
        "admin-email": arguments.admin_email,
        "admin-password": arguments.admin_password,
        "socket-idle-seconds": arguments.socket_idle_seconds,
        "socket-max-seconds": arguments.socket_max_seconds,
        "throttle": arguments.throttle,
        "burst": arguments.burst,
        "schedule-late": arguments.schedule_late,
        "recent-seconds": arguments.recent_seconds,
    }
    given = [f"--{name}={value}" for name, value in options.items() if value is not None]
    given += ["--mail-sandbox"] if arguments.mail_sandbox else []
    LOGS.mkdir(parents=True, exist_ok=True)
    with (LOGS / "gateway.log").open("wb") as log:
        return start([PYTHON, "-m", "devtools.local_run.reload", *given], cwd=ROOT, stdout=log)


def watch_over(parts: "dict[str, subprocess.Popen[bytes]]") -> int:
    """Waits until one of the processes ends, and raises a `Problem`: all should run until the command is stopped."""
    while True:
        for name, process in parts.items():
            if process.poll() is not None:
                raise Problem(f"{name} has stopped ({process.returncode}). Its log is in {LOGS.relative_to(ROOT)}.")
        time.sleep(CHECK_SECONDS)

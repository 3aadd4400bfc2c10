"""Handles `chalice` commands in the project's root: docs/deploy.md, If you know Chalice.

Chalice imports app.py for its commands, and app.py calls this module. Only dev.py knows a stage's variables, policies
and packages: functions that Chalice deployed without them would fail on every call, and could get a second API. So
`deploy` and `package` end with a line that names the right command, and `local` uses the tables of the local run.
"""

import argparse
import json
import os
import socket
import sys
from typing import NoReturn
from urllib.parse import urlsplit

from devtools.folders import DATA, PAGES
from devtools.local_run.arguments import parse
from devtools.local_run.environment import lambda_environment

DEPLOY = "run: python3 dev.py deploy --stage {stage}"
IN_RELEASE = "then: cd .porchlight/release/{stage} && chalice"
INSTEAD = {
    "deploy": f"{DEPLOY} (it runs chalice deploy with the stage's tables, policies and state)",
    "package": f"{DEPLOY}, {IN_RELEASE} package --stage {{stage}} OUT",
    "plan": f"{DEPLOY}, {IN_RELEASE} dev plan --stage {{stage}}",
}
RUN_FIRST = "this needs the tables of the local run; start it first: python3 dev.py run"
LOCAL_PORT = 8000  # Chalice's default


def check() -> None:
    """Ends this process if dev.py must run the command. Makes `chalice local` use the local run's tables."""
    command = next((word for word in sys.argv[1:] if word in INSTEAD or word == "local"), None)
    known = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    known.add_argument("--stage", default="dev")
    known.add_argument("--port", type=int, default=LOCAL_PORT)
    options, _ = known.parse_known_args(sys.argv[1:])
    if command == "local":
        serve_the_local_run(options.port)
    elif command is not None:
        end(command, INSTEAD[command].format(stage=options.stage))


def serve_the_local_run(port: int) -> None:
    try:
        addresses = json.loads((DATA / "addresses.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        end("local", RUN_FIRST)
    if not listens(urlsplit(addresses["dynamodb"]).port):
        end("local", RUN_FIRST)
    if listens(port):
        end(
            "local",
            f"port {port} is in use, perhaps by the local run; "
            f"choose another: chalice local --no-autoreload --port {port + 80}",
        )
    run = f"--port={urlsplit(addresses['shop']).port}"
    arguments = parse([run, f"--dynamodb={addresses['dynamodb']}", f"--pages={PAGES}", f"--state={DATA}"])
    os.environ.update(lambda_environment(arguments))


def listens(port: int | None) -> bool:
    try:
        socket.create_connection(("localhost", port or 0), timeout=2).close()
    except OSError:
        return False
    return True


def end(command: str, message: str) -> NoReturn:
    """Exits without an exception: `chalice local` imports the app in a thread, where one would end only the thread."""
    print(f"chalice {command}: {message}", file=sys.stderr, flush=True)
    os._exit(2)

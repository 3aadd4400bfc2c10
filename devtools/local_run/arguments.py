"""The gateway's command line. `dev.py run` fills it in."""

import argparse
from dataclasses import dataclass
from pathlib import Path

from chalicelib.errors import InvalidField
from chalicelib.identity import emails


@dataclass(frozen=True, slots=True)
class Arguments:
    port: int  # the shop's; the pages' and the API's are the next two
    dynamodb: str  # address of DynamoDB Local
    pages: Path  # where the pages are built to
    state: Path  # the ignored folder of local state
    admin_email: str
    admin_password: str | None  # None: a random one, if the account must be made
    socket_idle_seconds: float
    socket_max_seconds: float
    throttle: float | None  # calls a second of one method of a route; None: no throttle
    burst: float | None  # and how many at one moment; None: four seconds' worth, as on a stage
    log_level: str
    again: bool  # a start after an edit or a crash: says nothing, sets no password


def email(text: str) -> str:
    try:
        return emails.canonical(text)
    except InvalidField as error:
        raise argparse.ArgumentTypeError(error.message) from None


def parse(argv: list[str] | None = None) -> Arguments:
    parser = argparse.ArgumentParser(prog="python -m devtools.local_run", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--dynamodb", required=True, metavar="URL")
    parser.add_argument("--pages", type=Path, required=True, metavar="DIR")
    parser.add_argument("--state", type=Path, required=True, metavar="DIR")
    parser.add_argument("--admin-email", type=email, default="admin@example.com")
    parser.add_argument("--admin-password")
    parser.add_argument("--socket-idle-seconds", type=float, default=600)
    parser.add_argument("--socket-max-seconds", type=float, default=7200)
    parser.add_argument("--throttle", type=float)
    parser.add_argument("--burst", type=float)
    parser.add_argument("--log-level", default="INFO")
    parser.add_argument("--again", action="store_true", help="say nothing and set no password")
    return Arguments(**vars(parser.parse_args(argv)))

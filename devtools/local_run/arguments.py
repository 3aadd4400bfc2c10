"""The gateway's command line, which `dev.py run` fills in."""

import argparse
from dataclasses import dataclass
from pathlib import Path

from chalicelib.errors import InvalidField
from chalicelib.identity import emails

# "60 second precision": https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
LATE_SECONDS = 60.0
AGAIN = "--again"


@dataclass(frozen=True, slots=True)
class Arguments:
    port: int  # the shop's; the pages, the API and other services use the next three
    dynamodb: str  # address of DynamoDB Local
    pages: Path  # folder of the built pages
    state: Path  # folder of local state, ignored by git
    admin_email: str
    admin_password: str | None  # None: a random one, if the account does not exist
    socket_idle_seconds: float
    socket_max_seconds: float
    throttle: float | None  # calls a second for each method of a route; None: unlimited
    burst: float | None  # calls at once; None: four seconds' worth, as on a stage
    schedule_late: float  # schedules fire at a random moment of so many seconds after they are due
    mail_sandbox: bool  # whether SES sends to verified addresses only, as in a new account
    recent_seconds: float  # how long a process goes by settings, sessions and tokens that it has read
    log_level: str
    again: bool  # a restart after an edit or a crash: prints nothing, sets no password


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
    parser.add_argument("--schedule-late", type=float, default=LATE_SECONDS)
    parser.add_argument("--mail-sandbox", action="store_true")
    parser.add_argument("--recent-seconds", type=float, default=60, help="60 on AWS")
    parser.add_argument("--log-level", default="INFO")
    parser.add_argument(AGAIN, action="store_true", help="restart: print nothing and set no password")
    return Arguments(**vars(parser.parse_args(argv)))

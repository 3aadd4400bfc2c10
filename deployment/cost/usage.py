"""How often each call is made in a month, added up from the intervals of the pages."""

from collections import defaultdict
from dataclasses import Field, dataclass, field, fields
from typing import TypeVar

# The alarms and dashboards of deployment/templates/watch.yaml without deploy options, and the metrics that have values
# in an hour with chats.
ALARMS = 2
DASHBOARDS = 0
METRICS = (
    *("VisitorMessages", "AdminMessages", "RepeatedSends", "AppendRetries", "SendTime", "PageTime"),
    *("FanOutTime", "FanOutSize", "PushesDelivered", "PushesGone", "ConversationsBehind", "Refusals"),
)

HEARTBEAT_SECONDS = 50  # client/delivery/socket.js
SOCKET_MINUTES = 112.5  # client/delivery/socket.js replaces a socket after 110 to 115 minutes
TOKEN_MINUTES = 14  # admin_static/admin/session.js renews the token a minute before its 15 minutes end
SHIFT_HOURS = 8  # an admin signs in once a shift
OPENINGS = 2  # how often each conversation is opened in the dashboard
PREFLIGHT_HOURS = 2  # how long Chromium caches a preflight, the shortest time of the desktop browsers

HEARTBEAT = "heartbeat of a page with one conversation open"
NOTHING = "poll that finds nothing"
NEWS = "poll that finds three messages"
BLOCKS = "list of blocks"
NO_CHANGE = "inbox poll that finds nothing"
INBOX = "inbox, first page of fifty"

NumberT = TypeVar("NumberT", int, float)


def option(default: NumberT, help: str) -> NumberT:
    """A field of `Month` that is an option of `dev.py cost`."""
    value: NumberT = field(default=default, metadata={"help": help})
    return value


@dataclass(frozen=True, slots=True)
class Month:
    """The traffic and the assumptions of an estimate. docs/cost.md explains the defaults."""

    messages: int = option(0, "messages stored in the month, from both sides")
    admins: int = option(0, "admins with the dashboard open, all at the same time")
    visitors: int = option(0, "visitors who write")
    admin_hours: float = option(176, "hours of each admin with the dashboard open")  # 22 days of 8 hours
    visit_minutes: float = option(20, "minutes of each visitor with the panel open or waiting for a reply")
    pages: float = option(3, "pages that each of them opens meanwhile, each with a session and a socket")
    page_views: int = option(0, "page views of everybody else, who only load the widget's script")
    months_kept: float = option(12, "months that messages are kept")
    check_seconds: float = option(30, "seconds between checks while the socket is live")  # `check_ms` of the site
    poll_seconds: float = option(1, "seconds between polls without a socket")  # `poll_ms` of the site
    slow_poll_seconds: float = option(15, "seconds between polls when nothing happens")
    active_share: float = option(0.25, "share of an admin's hours without a socket in which something happens")
    memory_mb: int = option(1024, "memory of the functions")
    round_trip_ms: float = option(5, "milliseconds of a request to DynamoDB, on an open connection")
    alarms: int = option(ALARMS, "alarms: four with `deploy --all-alarms`")
    dashboards: int = option(DASHBOARDS, "dashboards: one with `deploy --dashboard`")
    cold_share: float = option(0.01, "share of calls with a cold start")
    cold_ms: float = option(1000, "milliseconds of a cold start")
    socket: bool = True  # False: every page polls
    free: bool = False  # subtract the always free amounts

    @property
    def idle(self) -> bool:
        return not (self.messages or self.admins or self.visitors)


def options() -> "list[Field[int] | Field[float]]":
    return [each for each in fields(Month) if each.metadata]


@dataclass(slots=True)
class Usage:
    """Numbers of calls, by the names of `calls.CALLS`. Each call is one Lambda invocation."""

    rest: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    events: dict[str, float] = field(default_factory=lambda: defaultdict(float))  # of sockets
    preflights: float = 0  # OPTIONS requests, which API Gateway answers without an invocation
    pushes: float = 0
    minutes: float = 0  # of open sockets


def usage(month: Month) -> Usage:
    used = Usage()
    add_messages(month, used)
    add_visits(month, used)
    add_dashboards(month, used)
    used.pushes += used.events[HEARTBEAT]  # each heartbeat is answered
    return used


def add_messages(month: Month, used: Usage) -> None:
    """Each message is one send and one read mark."""
    first = min(month.visitors, month.messages)
    used.rest["first message"] += first
    used.rest["later message"] += month.messages - first
    used.rest["mark-read"] += month.messages
    if month.socket:
        # The message and its read mark are pushed to the visitor's page and to every admin's.
        used.pushes += 2 * month.messages * (month.admins + 1)
    else:
        used.rest[NEWS] += month.messages  # polls that find nothing are counted below


def add_visits(month: Month, used: Usage) -> None:
    opened = month.visitors * month.pages
    seconds = month.visitors * month.visit_minutes * 60
    used.rest["visitor session"] += opened
    used.rest[NEWS] += opened
    if month.socket:
        used.rest["visitor's ticket"] += opened
        used.rest[NOTHING] += opened + seconds / month.check_seconds  # one catch-up after connecting, then checks
        add_sockets(used, opened, seconds)
    else:
        used.rest[NOTHING] += seconds / month.poll_seconds


def add_dashboards(month: Month, used: Usage) -> None:
    hours = month.admins * month.admin_hours
    seconds = hours * 3600
    used.rest["sign-in"] += hours / SHIFT_HOURS
    used.rest["sign-out"] += hours / SHIFT_HOURS
    used.rest["session refresh"] += hours * 60 / TOKEN_MINUTES
    used.rest[INBOX] += hours / SHIFT_HOURS
    used.rest[NEWS] += month.visitors * OPENINGS
    used.rest[BLOCKS] += month.visitors * OPENINGS
    # Only the list of blocks and the sign-out need a preflight: docs/adr/0003-calls-without-preflight.md.
    used.preflights += hours / PREFLIGHT_HOURS + hours / SHIFT_HOURS
    checks = seconds / month.check_seconds
    if month.socket:
        sockets = hours * 60 / SOCKET_MINUTES
        used.rest["admin's ticket"] += sockets
        used.rest[NO_CHANGE] += sockets  # one catch-up after connecting
        add_sockets(used, sockets, seconds)
        for call in (NO_CHANGE, INBOX, NOTHING):  # each check reads the changes, the first page and the conversation
            used.rest[call] += checks
    else:
        active = seconds * month.active_share
        polls = active / month.poll_seconds + (seconds - active) / max(month.slow_poll_seconds, month.poll_seconds)
        first_pages = min(checks, polls)  # reading the first page replaces a poll
        used.rest[INBOX] += first_pages
        used.rest[NO_CHANGE] += polls - first_pages


def add_sockets(used: Usage, sockets: float, seconds: float) -> None:
    used.events["connect"] += sockets
    used.events["disconnect"] += sockets
    used.events[HEARTBEAT] += seconds / HEARTBEAT_SECONDS
    used.minutes += seconds / 60

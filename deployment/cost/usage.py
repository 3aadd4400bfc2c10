"""How often each call is made in a month: the pages' own behaviour, added up."""

from collections import defaultdict
from dataclasses import dataclass, field

from deployment.cost.month import Month

HEARTBEAT_SECONDS = 50  # client/delivery/socket.js
SOCKET_MINUTES = 112.5  # there: a socket is replaced after 110 to 115 minutes
TOKEN_MINUTES = 14  # admin_static/admin/session.js: renewed a minute before its quarter of an hour is over
SHIFT_HOURS = 8  # an admin signs in once in so many
OPENINGS = 2  # so often is each conversation opened in the dashboard
PREFLIGHT_HOURS = 2  # for so long Chromium keeps a preflight, which is the shortest of what admins use at a desk

HEARTBEAT = "heartbeat of a page with one conversation open"
NOTHING = "poll that finds nothing"
NEWS = "poll that finds three messages"
BLOCKS = "list of blocks"
NO_CHANGE = "inbox poll that finds nothing"
INBOX = "inbox, first page of fifty"


@dataclass(slots=True)
class Usage:
    """Counted by the names of `calls.CALLS`: one REST call or one event of a socket each, and one Lambda call."""

    rest: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    events: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    preflights: float = 0  # OPTIONS, which API Gateway answers by itself: one REST call and no Lambda call each
    pushes: float = 0
    minutes: float = 0  # of open sockets


def usage(month: Month) -> Usage:
    used = Usage()
    writing(month, used)
    visiting(month, used)
    answering(month, used)
    used.pushes += used.events[HEARTBEAT]  # each is answered
    return used


def writing(month: Month, used: Usage) -> None:
    """Every message is stored by one call, and read: one mark moves."""
    first = min(month.visitors, month.messages)
    used.rest["first message"] += first
    used.rest["later message"] += month.messages - first
    used.rest["mark-read"] += month.messages
    if month.socket:
        # To the visitor's page and to every admin's: the message, then the mark.
        used.pushes += 2 * month.messages * (month.admins + 1)
    else:
        # A poll that finds nothing is counted below; one that finds something reads the messages too.
        used.rest[NEWS] += month.messages


def visiting(month: Month, used: Usage) -> None:
    opened = month.visitors * month.pages
    seconds = month.visitors * month.visit_minutes * 60
    used.rest["visitor session"] += opened
    used.rest[NEWS] += opened
    if month.socket:
        used.rest["visitor's ticket"] += opened
        used.rest[NOTHING] += opened + seconds / month.check_seconds  # connect, then catch up; then checks
        connected(used, opened, seconds)
    else:
        used.rest[NOTHING] += seconds / month.poll_seconds


def answering(month: Month, used: Usage) -> None:
    hours = month.admins * month.admin_hours
    seconds = hours * 3600
    used.rest["sign-in"] += hours / SHIFT_HOURS
    used.rest["sign-out"] += hours / SHIFT_HOURS
    used.rest["session refresh"] += hours * 60 / TOKEN_MINUTES
    used.rest[INBOX] += hours / SHIFT_HOURS
    used.rest[NEWS] += month.visitors * OPENINGS
    used.rest[BLOCKS] += month.visitors * OPENINGS  # by whom a conversation is opened
    # Whatever is asked for again and again needs none: docs/adr/0003-calls-without-preflight.md. These do: the list of
    # blocks, and signing out.
    used.preflights += hours / PREFLIGHT_HOURS + hours / SHIFT_HOURS
    checks = seconds / month.check_seconds
    if month.socket:
        sockets = hours * 60 / SOCKET_MINUTES
        used.rest["admin's ticket"] += sockets
        used.rest[NO_CHANGE] += sockets  # connect, then catch up
        connected(used, sockets, seconds)
        # What changed, the newest page, and the conversation that is open.
        for call in (NO_CHANGE, INBOX, NOTHING):
            used.rest[call] += checks
    else:
        active = seconds * month.active_share
        polls = active / month.poll_seconds + (seconds - active) / max(month.slow_poll_seconds, month.poll_seconds)
        newest = min(checks, polls)  # the newest page takes a poll's place
        used.rest[INBOX] += newest
        used.rest[NO_CHANGE] += polls - newest


def connected(used: Usage, sockets: float, seconds: float) -> None:
    used.events["connect"] += sockets
    used.events["disconnect"] += sockets
    used.events[HEARTBEAT] += seconds / HEARTBEAT_SECONDS
    used.minutes += seconds / 60

"""How often each call is made in a month, added up from the intervals of the pages."""

from collections import defaultdict
from dataclasses import dataclass, field

from deployment.cost.calls import MENTION
from deployment.cost.month import Month

# The metrics that have values in an hour with chats, and in one with a visitor who is not answered.
METRICS = (
    *("VisitorMessages", "AdminMessages", "RepeatedSends", "AppendRetries", "SendTime", "PageTime"),
    *("FanOutTime", "FanOutSize", "PushesDelivered", "PushesGone", "ConversationsBehind", "Refusals"),
    *("JobsDone", "AnswerMails"),
)
ALERT_METRICS = (
    *("VisitorMessages", "SendTime", "PageTime", "FanOutTime", "FanOutSize", "PushesDelivered"),
    *("JobsDone", "AlertMails", "NotificationsPushed"),
)

HEARTBEAT_SECONDS = 50  # client/delivery/socket.js
SOCKET_MINUTES = 112.5  # client/delivery/socket.js replaces a socket after 110 to 115 minutes
TOKEN_MINUTES = 14  # admin_static/admin/session.js renews the token a minute before its 15 minutes end
SHIFT_HOURS = 8  # an admin signs in once a shift
OPENINGS = 2  # how often each conversation is opened in the dashboard
TYPING_SECONDS = 3  # client/delivery/typing.js says so often that somebody types
AWAY_AN_HOUR = 1  # how often an admin is away for five minutes, and comes back
PREFLIGHT_HOURS = 2  # how long Chromium caches a preflight, the shortest time of the desktop browsers

HEARTBEAT = "heartbeat of a page with one conversation open"
TYPING, VISITOR_TYPING = "typing of an admin", "typing of a visitor"
VIEWING = "frame of a page that views another conversation"
AWAY = "heartbeat of a page that is not used any more"
FRAMES = (HEARTBEAT, TYPING, VISITOR_TYPING, VIEWING, AWAY)  # what pages send on their sockets
ANSWERED = (HEARTBEAT, VIEWING, AWAY)
NOTHING = "poll that finds nothing"
NEWS = "poll that finds three messages"
BLOCKS = "list of blocks"
OTHERS = "other conversations of a visitor who has none"
NO_CHANGE = "inbox poll that finds nothing"
INBOX = "inbox, first page of fifty"


@dataclass(slots=True)
class Usage:
    """Numbers of calls, by the names of `calls.CALLS`, and of tasks, by those of `calls.TASKS`.

    Each is one Lambda invocation.
    """

    rest: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    events: dict[str, float] = field(default_factory=lambda: defaultdict(float))  # of sockets
    tasks: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    alerts: float = 0  # by the tasks that alert `Month.alerted` admins
    preflights: float = 0  # OPTIONS requests, which API Gateway answers without an invocation
    pushes: float = 0
    minutes: float = 0  # of open sockets


def usage(month: Month) -> Usage:
    used = Usage()
    add_messages(month, used)
    add_visits(month, used)
    add_dashboards(month, used)
    add_background(month, used)
    used.pushes += sum(used.events[frame] for frame in ANSWERED)
    return used


def add_messages(month: Month, used: Usage) -> None:
    """Each message is one send and one read mark."""
    first = min(month.visitors, month.messages)
    used.rest["first message"] += first
    used.rest["later message"] += month.messages - first - month.mails_received
    used.rest["mark-read"] += month.messages
    if month.socket:
        # The message and its read mark are pushed to the visitor's page and to every admin's.
        used.pushes += 2 * month.messages * (month.admins + 1)
        add_typing(month, used)
    else:
        used.rest[NEWS] += month.messages  # polls that find nothing are counted below


def add_typing(month: Month, used: Usage) -> None:
    """Typing is pushed to the pages that have the conversation open: the visitor's, and of the admin who answers."""
    said = month.typing_seconds / TYPING_SECONDS
    used.events[TYPING] += month.answers * said
    used.events[VISITOR_TYPING] += month.visitors_messages * said
    used.pushes += said * (month.answers + month.visitors_messages * min(1, month.admins))


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
    used.rest[OTHERS] += month.visitors * OPENINGS
    # Only the list of blocks and the sign-out need a preflight: docs/adr/0003-calls-without-preflight.md.
    used.preflights += hours / PREFLIGHT_HOURS + hours / SHIFT_HOURS
    checks = seconds / month.check_seconds
    if month.socket:
        sockets = hours * 60 / SOCKET_MINUTES
        used.rest["admin's ticket"] += sockets
        used.rest[NO_CHANGE] += sockets  # one catch-up after connecting
        add_sockets(used, sockets, seconds)
        add_presence(month, used, sockets, hours)
        for call in (NO_CHANGE, INBOX, NOTHING):  # each check reads the changes, the first page and the conversation
            used.rest[call] += checks
    else:
        active = seconds * month.active_share
        polls = active / month.poll_seconds + (seconds - active) / max(month.slow_poll_seconds, month.poll_seconds)
        first_pages = min(checks, polls)  # reading the first page replaces a poll
        used.rest[INBOX] += first_pages
        used.rest[NO_CHANGE] += polls - first_pages


def add_presence(month: Month, used: Usage, sockets: float, hours: float) -> None:
    """A page says which conversation it views when its socket opens and when another one is opened, and whether it is
    used. The other admins receive every change."""
    viewed, away = month.visitors * OPENINGS * min(1, month.admins), 2 * hours * AWAY_AN_HOUR
    used.events[VIEWING] += viewed + sockets
    used.events[AWAY] += away
    came_and_went = 2 * hours / SHIFT_HOURS
    used.pushes += (viewed + sockets + away + came_and_went) * max(0, month.admins - 1)


def add_background(month: Month, used: Usage) -> None:
    """Every message is a record of the stream, and has a check: whether it was read, or whether the answer was."""
    alerts = month.alerts if month.alerted else 0
    used.alerts += alerts
    first = min(month.visitors, month.visitors_messages)
    used.tasks["record of a visitor's first message"] += first
    used.tasks["record of a visitor's message"] += month.visitors_messages - first
    used.tasks["check that finds the message read"] += month.visitors_messages - alerts
    used.tasks["record of an answer"] += month.answers
    used.rest["note"] += month.mentions
    used.tasks[MENTION] += month.mentions
    used.tasks["check that finds no answer to send"] += month.answers - month.answers_mailed
    used.tasks["check that mails an answer"] += month.answers_mailed
    used.tasks["mail that becomes a message"] += month.mails_received


def add_sockets(used: Usage, sockets: float, seconds: float) -> None:
    used.events["connect"] += sockets
    used.events["disconnect"] += sockets
    used.events[HEARTBEAT] += seconds / HEARTBEAT_SECONDS
    used.minutes += seconds / 60

"""The traffic of a month, and what an estimate assumes of it: the options of `dev.py cost`."""

from dataclasses import Field, dataclass, field, fields
from typing import TypeVar

# The alarms and dashboards of deployment/templates/watch.yaml without deploy options.
ALARMS = 2
DASHBOARDS = 0

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
    visitors_share: float = option(0.5, "share of the messages that visitors write")
    typing_seconds: float = option(20, "seconds for which somebody types a message")
    unread_share: float = option(
        0.3, "share of the visitors who write while nobody is there, so that admins are alerted"
    )
    alerted_admins: int = option(5, "admins at most who receive these alerts, each by mail and in one browser")
    mention_share: float = option(
        0.05, "share of the conversations in which a note mentions a colleague who is not at the dashboard"
    )
    mailed_share: float = option(0.1, "share of the answers that are sent by mail")
    mail_reply_share: float = option(0.3, "share of these mails that the visitor answers by mail")
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
    service_ms: float = option(50, "milliseconds of a request to another service, a push service or a webhook")
    alarms: int = option(ALARMS, "alarms: four with `deploy --all-alarms`")
    dashboards: int = option(DASHBOARDS, "dashboards: one with `deploy --dashboard`")
    cold_share: float = option(0.01, "share of calls with a cold start")
    cold_ms: float = option(1000, "milliseconds of a cold start")
    background_cold_share: float = option(0.2, "share of the background work's invocations with a cold start")
    background_cold_ms: float = option(1500, "milliseconds of such a cold start, with half of the memory")
    socket: bool = True  # False: every page polls
    free: bool = False  # subtract the always free amounts

    @property
    def idle(self) -> bool:
        return not (self.messages or self.admins or self.visitors)

    @property
    def visitors_messages(self) -> float:
        return self.messages * self.visitors_share

    @property
    def answers(self) -> float:
        return self.messages - self.visitors_messages

    @property
    def alerts(self) -> float:
        """Of a conversation: there is one until somebody reads. Each goes to several admins."""
        return min(self.visitors, self.visitors_messages) * self.unread_share

    @property
    def alerted(self) -> int:
        """Admins who receive an alert."""
        return min(self.admins, self.alerted_admins)

    @property
    def mentions(self) -> float:
        """Notes that alert a colleague."""
        return self.visitors * self.mention_share if self.admins > 1 else 0

    @property
    def answers_mailed(self) -> float:
        return self.answers * self.mailed_share

    @property
    def mails_received(self) -> float:
        return min(self.answers_mailed * self.mail_reply_share, max(0, self.messages - self.visitors))


def options() -> "list[Field[int] | Field[float]]":
    return [each for each in fields(Month) if each.metadata]

"""Every kind of job, and its JSON form in a schedule."""

import dataclasses
from typing import Any

from chalicelib.model.desk import DeskPart
from chalicelib.model.event_webhooks import EventType


@dataclasses.dataclass(frozen=True, slots=True)
class UnreadCheck:
    """Whether a conversation still has messages that no admin has read: then the admins are alerted.

    `mark`: the admins' read mark when the message was stored. `second`: admins who are online are alerted too.
    """

    conversation_id: str
    mark: int
    second: bool = False
    attempt: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class AnswerCheck:
    """Whether a visitor has answers that they have not read: then these are sent by mail.

    `mark`: up to which number the visitor had read, or got mail, when the job was scheduled. `look`: how often the
    visitor was found on the page since.
    """

    conversation_id: str
    mark: int
    look: int = 0
    attempt: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class HeldAlerts:
    """The alerts that an admin did not get because of quiet hours, or because too many came at once.

    `until` (epoch milliseconds): the end of that time. `second`: the admin is alerted even while online.
    """

    site_id: str
    admin_id: str
    until: int
    second: bool = False
    attempt: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class PushTest:
    """A test notification for the browser of a session. `id` differs from that of any other test of the admin."""

    admin_id: str
    session_id: str
    id: str
    attempt: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class TranscriptMail:
    """A visitor wants a copy of the conversation. `id`: of the request. `zone`: in which the mail writes times."""

    conversation_id: str
    id: str
    zone: str = "UTC"
    attempt: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class Mention:
    """A note mentions an admin, who may not have the dashboard open. `note`: its number in the desk log. `until` (epoch
    milliseconds): the end of the time for which the alert was postponed; 0: it was not."""

    conversation_id: str
    note: int
    admin_id: str
    until: int = 0
    attempt: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class Unassignment:
    """An admin was removed from a site's team: their open conversations are nobody's any more.

    `by_id`, `by_name`: who removed them. `part`, `after`: where the walk over the conversations goes on.
    """

    site_id: str
    admin_id: str
    name: str
    by_id: str
    by_name: str
    part: DeskPart = "open"
    after: str = ""
    attempt: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class EventAttempt:
    """An event is sent to a webhook. `type`, `at`, `entry` and `target`: as of the delivery. `retry`: how often it was
    tried before, by the plan; `attempt` counts what kept the job itself from running."""

    site_id: str
    webhook_id: str
    conversation_id: str
    type: EventType
    at: int
    entry: int
    target: int = 0
    retry: int = 0
    attempt: int = 0


Job = UnreadCheck | AnswerCheck | HeldAlerts | PushTest | TranscriptMail | Mention | Unassignment | EventAttempt
KINDS: dict[str, type[Job]] = {
    "unread_check": UnreadCheck,
    "answer_check": AnswerCheck,
    "held_alerts": HeldAlerts,
    "push_test": PushTest,
    "transcript_mail": TranscriptMail,
    "mention": Mention,
    "unassignment": Unassignment,
    "event_attempt": EventAttempt,
}
NAMES = {kind: name for name, kind in KINDS.items()}


class JobUnknown(Exception):
    """A schedule has a job that this version does not know, or not with these fields."""


def to_json(job: Job) -> dict[str, Any]:
    return {"job": NAMES[type(job)], **dataclasses.asdict(job)}


def from_json(fields: dict[str, Any]) -> Job:
    """Raises `JobUnknown`."""
    try:
        return KINDS[fields["job"]](**{name: value for name, value in fields.items() if name != "job"})
    except (KeyError, TypeError) as error:
        raise JobUnknown(f"{error}") from error

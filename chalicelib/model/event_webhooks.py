"""Webhooks for programs: what happens in a site's conversations is posted to addresses of its owner."""

from dataclasses import dataclass, field
from typing import Literal, get_args

EventType = Literal[
    "conversation.created",
    "message.created",
    "message.edited",
    "message.deleted",
    "conversation.closed",
    "conversation.reopened",
    "conversation.rated",
]
EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
SentType = EventType | Literal["test"]
# Why it is off, if its owner has not switched it off: its events failed, or its server answered 410 Gone.
SwitchedOff = Literal["", "failing", "gone"]

FAILED_EVENTS_ALLOWED = 3  # in a row, each of which was tried for a day
ROLLED_MS = 24 * 3600 * 1000  # for how long a replaced secret signs as well


@dataclass(frozen=True, slots=True)
class EventWebhook:
    """`failed_events`: those in a row that were tried for a day, with no delivery between them."""

    id: str
    address: str
    types: tuple[EventType, ...]
    secret: str = field(repr=False)
    created_at: int
    enabled: bool = True
    previous_secret: str = field(default="", repr=False)
    previous_until: int = 0
    failed_events: int = 0
    switched_off: SwitchedOff = ""

    def secrets(self, now: int) -> tuple[str, ...]:
        """Those that sign: the present one, and the one that it has replaced within a day."""
        return (self.secret, self.previous_secret) if self.previous_until > now else (self.secret,)


@dataclass(frozen=True, slots=True)
class EventDelivery:
    """An event on its way to a webhook, and what the last attempt brought. It refers to the log of the conversation,
    and has no text of it: so nothing is left here when a conversation is erased.

    `id` sorts by `at`, the time of the event. `entry`: its number in the log; `target`: that of the message which it is
    about, if that is another one. `tried_at`: the last attempt, 0 before the first one; `status`: of its answer, 0 if
    none came; `problem`: "" if it was accepted. `next_at`: the next attempt; 0: there is none.
    """

    webhook_id: str
    id: str
    event_id: str
    type: SentType
    at: int
    conversation_id: str = ""
    entry: int = 0
    target: int = 0
    attempts: int = 0
    tried_at: int = 0
    status: int = 0
    problem: str = ""
    ms: int = 0
    next_at: int = 0

    @property
    def delivered(self) -> bool:
        return bool(self.tried_at) and not self.problem

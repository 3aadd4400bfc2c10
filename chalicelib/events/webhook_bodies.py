"""What webhooks for programs receive. docs/webhooks.md describes it: a field may be added, and any other change needs
another version."""

from typing_extensions import NotRequired, TypedDict

from chalicelib.events.shapes import ContactFields, MessageFields, Number, Time
from chalicelib.model import ConversationStatus, SenderType
from chalicelib.model.event_webhooks import SentType


class EventSite(TypedDict):
    id: str
    name: str


class EventVisitor(TypedDict):
    """`verified_id`: by which the site knows the visitor; null: not verified. `contact`: as the visitor gave it."""

    id: str
    name: str
    verified_id: str | None
    email: str | None
    contact: NotRequired[ContactFields]


class EventConversation(TypedDict):
    """As it is at this attempt. `link`: to the dashboard; null where its address is not known."""

    id: str
    status: ConversationStatus
    created_at: Time
    last_id: int
    link: str | None
    visitor: EventVisitor


class Actor(TypedDict):
    type: SenderType
    name: str


class Rating(TypedDict):
    """`stars`: 1 to 5, of which 5 is the best. `closing`: the number of the closing that it is about."""

    stars: int
    comment: str
    closing: int


class EventBody(TypedDict):
    """`number`: of the entry in the conversation's log; 0 of a test. `at`: when it happened. `message`: of message
    events. `by`: who closed or reopened. `rating`: of a rating."""

    version: int
    id: str
    type: SentType
    attempt: int
    at: Time
    site: EventSite
    conversation: EventConversation | None
    number: Number
    message: NotRequired[MessageFields]
    by: NotRequired[Actor]
    rating: NotRequired[Rating]

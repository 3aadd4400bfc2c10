"""What a visitor's page receives with its session, and what the pages of both sides do."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import NotRequired, TypedDict

from chalicelib.api.answers.attachments import AttachmentLimits
from chalicelib.api.answers.contact import AskedContact
from chalicelib.api.answers.presence import TeamForVisitors
from chalicelib.events.shapes import Number, Time
from chalicelib.sites.page_fields import PageFaq, PageHours


class Intervals(TypedDict):
    """Milliseconds between requests: while no socket is live, and while one is."""

    poll_ms: Number
    check_ms: Number


class GreetingSite(TypedDict):
    id: str
    name: str
    greeting: str


class Delivery(TypedDict):
    """How pages receive messages."""

    socket_url: str | None
    intervals: Intervals


class OtherConversations(TypedDict):
    """What the visitor has besides the session's conversation, of the latest twenty."""

    others: Annotated[int, Field(ge=1)]
    unread: Annotated[Number, Field(description="Messages that the visitor has not read, in all of them together")]


class CollectedContext(TypedDict):
    """The site collects what the page says about the visit, without pages on these paths."""

    hidden_paths: list[str]


class Pictures(TypedDict, total=False):
    """Names of files at `sites/pictures/` beside the widget's script. `faces`: admins' pictures, by `face` of their
    messages. `site`: of the site or its team."""

    faces: dict[str, str]
    site: str


class Extras(TypedDict, total=False):
    """What the widget loads more code for; each part only where the site needs it."""

    presence: TeamForVisitors
    contact: AskedContact
    hours: PageHours
    attachments: AttachmentLimits
    conversations: OtherConversations
    rating: Annotated[Literal[True], Field(description="Ask for a rating after the conversation was closed")]
    faq: PageFaq
    context: CollectedContext
    pictures: Pictures


class VisitorSession(Delivery):
    token: str
    expires_at: Time
    conversation_id: str
    site: GreetingSite
    ignored: NotRequired[list[str]]
    extras: NotRequired[Extras]


class Ticket(TypedDict):
    ticket: str
    expires_at: Time

"""Conversations, their messages, and the inbox."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import NotRequired, TypedDict

from chalicelib.events.shapes import ContactFields, MessageFields, Number, ReadMarks, Time
from chalicelib.model import ConversationStatus, DataValue, SenderType, Viewport

FirstId = Annotated[
    int, Field(ge=2, description="Messages with lower numbers are deleted; omitted where the log begins with 1")
]


class Sent(TypedDict):
    """`bots_line`: what the bot has said to the message, stored with it. `ignored`: names of the parts of a visitor's
    `context` that were not stored."""

    message: MessageFields
    bots_line: NotRequired[MessageFields]
    ignored: NotRequired[list[str]]


class ChangedStatus(TypedDict):
    """`message`: the entry in the log; left out if the conversation had the status already."""

    status: ConversationStatus
    message: NotRequired[MessageFields]


class Marked(TypedDict):
    read: ReadMarks


class Messages(TypedDict):
    messages: list[MessageFields]
    last_id: Annotated[int, Field(ge=0, description="The last number in this answer: since_id= of the next request")]
    has_more: bool
    read: ReadMarks
    created_at: Annotated[Time, Field(description="Another time than before: another log, read it from 0")]
    first_id: NotRequired[FirstId]


class Visitor(TypedDict):
    """`verified_id`: the site's signed id of the visitor; name and e-mail address are as the page gave them.

    `contact`: as the visitor gave it, and left out where the visitor gave nothing.
    """

    id: str
    name: str
    verified_id: str | None
    email: str | None
    contact: NotRequired[ContactFields]


class ConversationFields(TypedDict):
    id: str
    visitor: Visitor
    status: ConversationStatus
    created_at: Time
    last_id: Number
    last_at: Time
    last_sender: SenderType
    preview: str
    read: ReadMarks
    bot: NotRequired[
        Annotated[
            Literal["on", "person"],
            Field(
                description="on: only the bot has answered so far; person: the visitor waits for a person after that"
            ),
        ]
    ]
    first_id: NotRequired[FirstId]
    language: NotRequired[
        Annotated[
            str, Field(description="Of the browser that the visitor wrote on first, without its region: de. For admins")
        ]
    ]
    assignee_id: NotRequired[str]
    tags: NotRequired[list[str]]
    snoozed_until: NotRequired[Annotated[Time, Field(description="In the past: the snooze has ended")]]
    waiting_since: NotRequired[
        Annotated[Time, Field(description="When the first message came that nobody has answered")]
    ]
    links: NotRequired[
        Annotated[list[str], Field(description="Ids of conversations with the same person, as an admin said")]
    ]
    desk_id: NotRequired[Annotated[int, Field(ge=1, description="The last number of the desk log")]]


class Inbox(TypedDict):
    conversations: list[ConversationFields]
    cursor: Annotated[str, Field(description="For the next poll: since=")]
    has_more: bool
    older: Annotated[str | None, Field(description="For the next older page: before=; null at the end")]


class ViewCounts(TypedDict):
    all: Number
    mine: Number
    unassigned: Number
    snoozed: Number
    blocked: Number


class InboxCounts(TypedDict):
    """How many conversations each view has, exact up to `most`. `elsewhere`: by site, the unread ones of the admin's
    other sites, up to 100."""

    views: ViewCounts
    most: Annotated[int, Field(ge=1)]
    elsewhere: NotRequired[dict[str, Number]]


class OwnConversation(TypedDict):
    """A conversation as its visitor sees it in the list."""

    id: str
    status: str
    created_at: Time
    last_id: Number
    last_at: Time
    last_sender: SenderType
    preview: str
    read: ReadMarks


class OwnConversations(TypedDict):
    """The one with the last message comes first."""

    conversations: list[OwnConversation]
    has_more: Annotated[bool, Field(description="There are more than the latest twenty")]


class VisitorsConversations(TypedDict):
    """As in the inbox; the one with the last message comes first."""

    conversations: list[ConversationFields]
    has_more: Annotated[bool, Field(description="There are more than the latest twenty")]


class ExportedMessage(MessageFields):
    """`attachment_links`: by the id of the attachment. They expire five minutes after `exported_at`."""

    sender_id: str
    attachment_links: NotRequired[dict[str, str]]


class ContextFields(TypedDict):
    """What the visitor's page said with the message `id`, as docs/privacy.md lists it. Empty: it did not say."""

    id: Annotated[int, Field(ge=1)]
    received_at: Time
    page: str
    referrer: str
    paths: Annotated[list[str], Field(description="Of the site's pages, the latest last")]
    language: str
    time_zone: str
    viewport: Viewport
    data: Annotated[dict[str, DataValue], Field(description="What the page's own script added")]


class Context(TypedDict):
    """null: nothing is stored."""

    context: ContextFields | None


class MailLink(TypedDict):
    """A link to a message's mail, which expires after five minutes."""

    url: str
    expires_at: Time


class Exported(TypedDict):
    exported_at: Time
    conversation: ConversationFields
    address_range: Annotated[str | None, Field(description="From which the visitor wrote last")]
    context: ContextFields | None
    messages: list[ExportedMessage]
    last_id: Annotated[int, Field(ge=0, description="The last number in this answer: since_id= of the next request")]
    has_more: bool


class Erased(TypedDict):
    first_id: Annotated[int, Field(ge=2, description="Where the log begins now")]

"""The types of events, and of what they and answers say of a message, its read marks and its visitor.

Only the description of the API reads them while the server runs, and pydantic's `Field` takes long to import. So other
modules import this one for type checkers only, and functions that push never load pydantic.
"""

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from pydantic import Field
from typing_extensions import NotRequired, TypedDict

from chalicelib.model import BotLineKind, ContactState, EntryKind, PresenceState, Role, SenderType

if TYPE_CHECKING:
    from chalicelib.events.desk_shapes import ColleaguesChanged, DeskChanged

Number = Annotated[int, Field(ge=0)]
Time = Annotated[int, Field(ge=0, description="Milliseconds since 1970, UTC")]


class AttachmentFields(TypedDict):
    """A file. With `width` and `height` it is a picture to be shown at this size, in pixels, or smaller."""

    id: str
    name: str
    type: Annotated[str, Field(description="Its media type, which its first bytes confirm")]
    size: Annotated[int, Field(ge=1, description="In bytes")]
    width: NotRequired[Annotated[int, Field(ge=1)]]
    height: NotRequired[Annotated[int, Field(ge=1)]]


class ChoiceFields(TypedDict):
    """A question that a visitor can choose: send it with its `id`."""

    id: str
    question: str


class BotLineFields(TypedDict):
    """Of a line of the bot: an `answer`, or an `offer` of questions. Of a visitor's message: it waits for a
    `person`."""

    kind: BotLineKind
    choices: NotRequired[list[ChoiceFields]]


class MessageFields(TypedDict):
    """An entry of the log as every page sees it, in answers and in events.

    It is a message, or what its `kind` says: `edited` and `deleted` are about the message with the number `target`, and
    an `edited` one has its new text. An edit without a `target` was followed by another edit, or by a deletion. A
    `rated` entry is about the closing with the number `target`; without one it was followed by another rating.
    """

    id: Annotated[int, Field(ge=1, description="Its number in its conversation: 1, 2, 3 ... without holes")]
    client_id: str
    sender_type: SenderType
    sender_name: str
    face: NotRequired[Annotated[str, Field(description="Of an admin: whose picture it has, see `pictures`")]]
    body: str
    sent_at: Time
    by_mail: NotRequired[Annotated[Literal[True], Field(description="The visitor answered by e-mail")]]
    attachments: NotRequired[list[AttachmentFields]]
    bot: NotRequired[BotLineFields]
    kind: NotRequired[Annotated[EntryKind, Field(description="Left out for a message")]]
    target: NotRequired[Annotated[int, Field(ge=1, description="The number of the message that it is about")]]
    rating: NotRequired[Annotated[int, Field(ge=1, le=5, description="Of the kind rated; 5 is the best")]]
    edited: NotRequired[Annotated[Literal[True], Field(description="The text is not the first one")]]
    deleted: NotRequired[Annotated[Literal[True], Field(description="The text and the files are gone")]]


class ReadMarks(TypedDict):
    """The highest number that each side has seen."""

    visitor: Number
    admin: Number


class ContactFields(TypedDict):
    """How the visitor can be reached, as the visitor gave it: nobody has verified it. `state`: why no mail is sent."""

    name: str | None
    email: str | None
    state: ContactState


class ChatMessageReceived(TypedDict):
    type: Literal["ChatMessageReceived"]
    conversation_id: str
    id: int
    message: MessageFields
    read: ReadMarks


class MessagesRead(TypedDict):
    type: Literal["MessagesRead"]
    conversation_id: str
    id: int
    reader: Role


class ConversationErased(TypedDict):
    """All messages up to `id` are deleted. A page removes those that it shows."""

    type: Literal["ConversationErased"]
    conversation_id: str
    id: int
    first_id: int


class Presence(TypedDict):
    """Whether an admin is there. Of several of the same admin, the one with the latest `at` is valid."""

    type: Literal["Presence"]
    admin_id: str
    name: str
    state: PresenceState
    at: Time


class Viewing(TypedDict):
    """All conversations that an admin has open, on all pages. The latest `at` is valid."""

    type: Literal["Viewing"]
    admin_id: str
    name: str
    conversation_ids: list[str]
    at: Time


class Typing(TypedDict):
    """Somebody is writing in a conversation whose last number is `id`, or has `stopped`.

    Visitors do not receive `admin_id`.
    """

    type: Literal["Typing"]
    conversation_id: str
    id: Number
    side: Role
    name: str
    admin_id: NotRequired[str]
    stopped: NotRequired[Literal[True]]


LogEvent = ChatMessageReceived | MessagesRead | ConversationErased  # of what is stored in a conversation


class ContactChanged(TypedDict):
    """For admins. `id` is the conversation's last number."""

    type: Literal["ContactChanged"]
    conversation_id: str
    id: int
    contact: ContactFields


class BlocksChanged(TypedDict):
    """For admins. Somebody was blocked or unblocked: the list says who."""

    type: Literal["BlocksChanged"]


# A text, since few calls push an event of the desk: its module is imported by those.
Event: TypeAlias = (
    "LogEvent | ContactChanged | BlocksChanged | Presence | Viewing | Typing | DeskChanged | ColleaguesChanged"
)

"""Every event that is pushed, and the audiences that receive it.

A pushed event is a hint: it may be lost, doubled, late or out of order. It names its conversation and the number it
refers to, and the page requests the messages after its cursor to learn the rest.
"""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import NotRequired, TypedDict

from chalicelib.model import (
    AdminCaller,
    Attachment,
    BotLine,
    BotLineKind,
    Caller,
    Contact,
    ContactState,
    Conversation,
    EntryKind,
    Message,
    PresenceState,
    Role,
    SenderType,
    TeamMember,
    now_ms,
)

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


class ContactFields(TypedDict):
    """How the visitor can be reached, as the visitor gave it: nobody has verified it. `state`: why no mail is sent."""

    name: str | None
    email: str | None
    state: ContactState


class ContactChanged(TypedDict):
    """For admins. `id` is the conversation's last number."""

    type: Literal["ContactChanged"]
    conversation_id: str
    id: int
    contact: ContactFields


Event = LogEvent | ContactChanged | Presence | Viewing | Typing


def message_received(message: Message, conversation: Conversation) -> ChatMessageReceived:
    return {
        "type": "ChatMessageReceived",
        "conversation_id": message.conversation_id,
        "id": message.id,
        "message": message_fields(message),
        "read": read_marks(conversation),
    }


def messages_read(conversation_id: str, reader: Role, id: int) -> MessagesRead:
    return {"type": "MessagesRead", "conversation_id": conversation_id, "id": id, "reader": reader}


def conversation_erased(conversation: Conversation) -> ConversationErased:
    return {
        "type": "ConversationErased",
        "conversation_id": conversation.id,
        "id": conversation.kept_from - 1,
        "first_id": conversation.kept_from,
    }


def presence(member: TeamMember) -> Presence:
    return {"type": "Presence", "admin_id": member.id, "name": member.name, "state": member.state, "at": now_ms()}


def viewing(member: TeamMember) -> Viewing:
    return {
        "type": "Viewing",
        "admin_id": member.id,
        "name": member.name,
        "conversation_ids": list(member.viewing),
        "at": now_ms(),
    }


def typing(conversation: Conversation, side: Role, name: str, *, admin_id: str = "", stopped: bool = False) -> Typing:
    event: Typing = {
        "type": "Typing",
        "conversation_id": conversation.id,
        "id": conversation.last_id,
        "side": side,
        "name": name,
    }
    if admin_id:
        event["admin_id"] = admin_id
    if stopped:
        event["stopped"] = True
    return event


def contact_changed(conversation: Conversation) -> ContactChanged:
    return {
        "type": "ContactChanged",
        "conversation_id": conversation.id,
        "id": conversation.last_id,
        "contact": contact_fields(conversation.contact),
    }


def contact_fields(contact: Contact) -> ContactFields:
    return {"name": contact.name, "email": contact.email, "state": contact.state}


def message_fields(message: Message) -> MessageFields:
    fields: MessageFields = {
        "id": message.id,
        "client_id": message.client_id,
        "sender_type": message.sender_type,
        "sender_name": message.sender_name,
        "body": message.body,
        "sent_at": message.sent_at,
    }
    if message.mail_id:
        fields["by_mail"] = True
    if message.attachments and message.kind == "text":
        fields["attachments"] = [attachment_fields(each) for each in message.attachments]
    if message.bot:
        fields["bot"] = bot_line_fields(message.bot)
    if message.kind != "text":
        fields["kind"] = message.kind
    if message.target:
        fields["target"] = message.target
    if message.rating:
        fields["rating"] = message.rating
    if message.edited_by:
        fields["edited"] = True
    if message.deleted:
        fields["deleted"] = True
    return fields


def bot_line_fields(line: BotLine) -> BotLineFields:
    fields: BotLineFields = {"kind": line.kind}
    if line.choices:
        fields["choices"] = [{"id": each.id, "question": each.question} for each in line.choices]
    return fields


def attachment_fields(attachment: Attachment) -> AttachmentFields:
    fields: AttachmentFields = {
        "id": attachment.id,
        "name": attachment.name,
        "type": attachment.type,
        "size": attachment.size,
    }
    if attachment.width:
        fields["width"], fields["height"] = attachment.width, attachment.height
    return fields


def read_marks(conversation: Conversation) -> ReadMarks:
    """Deleted messages count as read."""
    deleted = conversation.first_id(now_ms()) - 1
    return {"visitor": max(conversation.visitor_read, deleted), "admin": max(conversation.admin_read, deleted)}


def visitor_audience(visitor_id: str) -> str:
    """The tabs of a visitor, each with one socket for all of the visitor's conversations."""
    return f"visitor#{visitor_id}"


def admins_audience(site_id: str) -> str:
    """The admins of a site, each with one socket for all its conversations."""
    return f"admins#{site_id}"


def is_of_admins(audience: str) -> bool:
    return audience.startswith(admins_audience(""))


def audiences(conversation: Conversation) -> tuple[str, str]:
    """The audiences of a conversation's events."""
    return visitor_audience(conversation.visitor_id), admins_audience(conversation.site_id)


def session_of(caller: Caller) -> str:
    """The session of an admin's sockets; "" for a visitor."""
    return f"{caller.admin_id}/{caller.session_id}" if isinstance(caller, AdminCaller) else ""

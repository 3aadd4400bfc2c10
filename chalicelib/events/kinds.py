"""The kinds of events."""

from typing import TYPE_CHECKING, Literal, TypeAlias

from typing_extensions import NotRequired, TypedDict

from chalicelib.events.fields import (
    ContactFields,
    MessageFields,
    Number,
    ReadMarks,
    Time,
    contact_fields,
    message_fields,
    read_marks,
)
from chalicelib.model import Conversation, Message, PresenceState, Role, TeamMember, now_ms

if TYPE_CHECKING:
    from chalicelib.events.desk import ColleaguesChanged, DeskChanged


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


def blocks_changed() -> BlocksChanged:
    return {"type": "BlocksChanged"}


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

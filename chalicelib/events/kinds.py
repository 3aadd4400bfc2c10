"""The kinds of events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.events.fields import contact_fields, message_fields, read_marks
from chalicelib.model import Conversation, Message, Role, TeamMember, now_ms

if TYPE_CHECKING:
    from chalicelib.events.shapes import (
        BlocksChanged,
        ChatMessageReceived,
        ContactChanged,
        ConversationErased,
        MessagesRead,
        Presence,
        Typing,
        Viewing,
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

"""Every event that is pushed, and the audiences that hear them.

A pushed event is a hint: it may be lost, doubled, late or out of order. It names its conversation and the number it
refers to, and the page's engine finds out the rest by asking for the messages after its cursor.
"""

from typing import Any

from chalicelib.model import AdminCaller, Caller, Conversation, Message, Role, now_ms

Event = dict[str, Any]


def conversation_audience(conversation_id: str) -> str:
    """The tabs of the visitor whose conversation this is."""
    return f"conversation#{conversation_id}"


def admins_audience(site_id: str) -> str:
    """The admins of a site, each with one socket for all its conversations."""
    return f"admins#{site_id}"


def is_of_admins(audience: str) -> bool:
    return audience.startswith(admins_audience(""))


def audiences(conversation: Conversation) -> tuple[str, str]:
    """Who hears what happens in a conversation."""
    return conversation_audience(conversation.id), admins_audience(conversation.site_id)


def session_of(caller: Caller) -> str:
    """By which an admin's sockets are known, "" for a visitor."""
    return f"{caller.admin_id}/{caller.session_id}" if isinstance(caller, AdminCaller) else ""


def message_received(message: Message, conversation: Conversation) -> Event:
    return {
        "type": "ChatMessageReceived",
        "conversation_id": message.conversation_id,
        "id": message.id,
        "message": message_fields(message),
        "read": read_marks(conversation),
    }


def messages_read(conversation_id: str, reader: Role, id: int) -> Event:
    return {
        "type": "MessagesRead",
        "conversation_id": conversation_id,
        "id": id,
        "reader": reader,
    }


def conversation_erased(conversation: Conversation) -> Event:
    """Everything up to `id` is gone. A page drops what it shows of it."""
    return {
        "type": "ConversationErased",
        "conversation_id": conversation.id,
        "id": conversation.kept_from - 1,
        "first_id": conversation.kept_from,
    }


def read_marks(conversation: Conversation) -> dict[str, int]:
    """The highest number that each side has seen. What is gone counts as seen: nobody has it to read any more."""
    gone = conversation.first_id(now_ms()) - 1
    return {"visitor": max(conversation.visitor_read, gone), "admin": max(conversation.admin_read, gone)}


def message_fields(message: Message) -> dict[str, Any]:
    """A message as every page sees it, in answers and in events."""
    return {
        "id": message.id,
        "client_id": message.client_id,
        "sender_type": message.sender_type,
        "sender_name": message.sender_name,
        "body": message.body,
        "sent_at": message.sent_at,
    }

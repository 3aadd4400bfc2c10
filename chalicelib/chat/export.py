"""Everything that is kept about a visitor, for whoever has the right to it."""

from dataclasses import dataclass

from chalicelib import audit
from chalicelib.chat import conversations
from chalicelib.model import AdminCaller, Conversation, Message, now_ms
from chalicelib.storage import messages

PAGE_MESSAGES = 1000


@dataclass(frozen=True, slots=True)
class Export:
    """What is kept, from a number on. `has_more`: the rest follows `last_id`."""

    conversation: Conversation
    messages: list[Message]
    last_id: int
    has_more: bool


def export(caller: AdminCaller, conversation_id: str, since_id: int, address: str) -> Export:
    """Reads a conversation and up to 1,000 of its messages after `since_id`. Raises `ConversationNotFound`."""
    conversation = conversations.load(caller, conversation_id)
    cursor = max(since_id, conversation.first_id(now_ms()) - 1)
    there = min(PAGE_MESSAGES, conversation.last_id - cursor)
    found = messages.after(conversation.id, cursor, there) if there > 0 else []
    last_id = found[-1].id if found else cursor
    audit.record(caller.site_id, caller.id, "conversation.exported", conversation.id, address, after=since_id)
    return Export(conversation, found, last_id, has_more=last_id < conversation.last_id)

"""Read marks: how far each side has seen. Unread is the last number minus the mark, so no counter can drift."""

from chalicelib import events
from chalicelib.chat import conversations
from chalicelib.chat.append import next_change
from chalicelib.errors import CursorAhead
from chalicelib.model import Caller, Conversation, now_ms
from chalicelib.realtime import fanout
from chalicelib.storage import conversations as rows


def mark_read(caller: Caller, conversation_id: str, id: int) -> Conversation:
    """Moves the caller's side's mark up to `id` and tells both sides. A lower or equal mark changes nothing.

    Returns the conversation as it then is. Raises `ConversationNotFound` or `CursorAhead`.
    """
    conversation = conversations.load(caller, conversation_id)
    if id > conversation.last_id:
        raise CursorAhead("id")
    if id <= mark_of(conversation, caller):
        return conversation
    marked = rows.mark_read(conversation, caller.role, id, next_change(conversation, now_ms()))
    if marked is None:
        return conversations.load(caller, conversation_id)
    fanout.publish(events.audiences(marked), events.messages_read(marked.id, caller.role, id))
    return marked


def mark_of(conversation: Conversation, caller: Caller) -> int:
    return conversation.admin_read if caller.role == "admin" else conversation.visitor_read

"""Read marks: how far each side has read. Unread is the last number minus the mark, so no counter can drift."""

from chalicelib.chat import conversations, pushes, remembered
from chalicelib.chat.append import attempts
from chalicelib.chat.entries import next_change
from chalicelib.errors import Busy, CursorAhead
from chalicelib.model import Caller, Conversation, now_ms
from chalicelib.storage import conversations as rows


def mark_read(caller: Caller, conversation_id: str, id: int) -> Conversation:
    """Moves the mark of the caller's side up to `id` and pushes it to both sides. A lower or equal one has no effect.

    Returns the changed conversation. Raises `ConversationNotFound`, `CursorAhead`, or `Busy` under contention or if the
    store was busy.
    """
    for _ in attempts():
        conversation = conversations.load(caller, conversation_id)
        if id > conversation.last_id:
            raise CursorAhead("id")
        mark = mark_of(conversation, caller)
        if id == mark and id:
            pushes.mark_found(caller, conversation, id)
        if id <= mark:
            return conversation
        marked = rows.mark_read(conversation, caller.role, id, next_change(conversation, now_ms()))
        if marked:
            remembered.memory.keep_marks(marked)
            pushes.mark_moved(caller, marked, id)
            return marked
    raise Busy()


def mark_of(conversation: Conversation, caller: Caller) -> int:
    return conversation.admin_read if caller.role == "admin" else conversation.visitor_read

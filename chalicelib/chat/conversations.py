"""Loading a conversation with the caller's rights: a caller who can load it may use it."""

import re

from chalicelib.errors import ConversationNotFound
from chalicelib.model import AdminCaller, Caller, Conversation
from chalicelib.storage import conversations

CONVERSATION_ID = re.compile(r"c_[A-Za-z0-9_-]{16}")


def load(caller: Caller, conversation_id: str) -> Conversation:
    """Reads a conversation strongly.

    Raises `ConversationNotFound`, the same whether it does not exist or belongs to somebody else. A visitor's own
    conversation is returned even before its first message, empty and with `stored` false.
    """
    conversation = conversations.get(conversation_id) if CONVERSATION_ID.fullmatch(conversation_id) else None
    if isinstance(caller, AdminCaller):
        if conversation is None or conversation.site_id != caller.site_id:
            raise ConversationNotFound()
        return conversation
    if conversation_id != caller.conversation_id:
        raise ConversationNotFound()
    if conversation is None:
        return Conversation(
            id=conversation_id,
            site_id=caller.site_id,
            visitor_id=caller.visitor_id,
            visitor_name=caller.name,
            verified_id=caller.verified_id,
            visitor_email=caller.email,
            stored=False,
        )
    if (conversation.site_id, conversation.visitor_id) != (caller.site_id, caller.visitor_id):
        raise ConversationNotFound()
    return conversation

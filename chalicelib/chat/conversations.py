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
    if conversation:
        if not may_use(caller, conversation):
            raise ConversationNotFound()
        return conversation
    if isinstance(caller, AdminCaller) or conversation_id != caller.conversation_id:
        raise ConversationNotFound()
    return Conversation(
        id=conversation_id,
        site_id=caller.site_id,
        visitor_id=caller.visitor_id,
        visitor_name=caller.name,
        verified_id=caller.verified_id,
        visitor_email=caller.email,
        stored=False,
    )


def may_use(caller: Caller, conversation: Conversation) -> bool:
    if isinstance(caller, AdminCaller):
        return conversation.site_id == caller.site_id
    own = (caller.conversation_id, caller.site_id, caller.visitor_id)
    return (conversation.id, conversation.site_id, conversation.visitor_id) == own

"""Everything that is kept about a visitor, for whoever has the right to it."""

from chalicelib import audit
from chalicelib.chat import conversations
from chalicelib.chat.messages import Page, page_of
from chalicelib.model import AdminCaller

PAGE_MESSAGES = 1000


def export(caller: AdminCaller, conversation_id: str, since_id: int, address: str) -> Page:
    """Reads a conversation and up to 1,000 of its messages after `since_id`. Raises `ConversationNotFound`."""
    page = page_of(conversations.load(caller, conversation_id), since_id, PAGE_MESSAGES)
    audit.record(caller.site_id, caller.id, "conversation.exported", page.conversation.id, address, after=since_id)
    return page

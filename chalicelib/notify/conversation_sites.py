"""The site of each conversation that a record of the stream is about. It never changes, so a process reads it once; of
a message, whose conversation the search's index has read before, not even that."""

from chalicelib.model import Conversation
from chalicelib.storage import conversations
from chalicelib.storage.cache import RecentCache

MOST_KNOWN = 10_000

known: RecentCache[str, str] = RecentCache(lambda: float("inf"), MOST_KNOWN)


def note(conversation: Conversation) -> None:
    known.put(conversation.id, conversation.site_id)


def site_id_of(conversation_id: str) -> str | None:
    """None: the conversation has expired."""
    if site_id := known.get(conversation_id):
        return site_id
    conversation = conversations.get(conversation_id)
    if conversation:
        note(conversation)
    return conversation.site_id if conversation else None

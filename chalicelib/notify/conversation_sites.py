"""The site of each conversation that a record of the stream is about. It never changes, so a process reads it once; of
an entry that was counted for the reports, not even that."""

from chalicelib.storage import conversations
from chalicelib.storage.cache import RecentCache

MOST_KNOWN = 10_000

known: RecentCache[str, str] = RecentCache(lambda: float("inf"), MOST_KNOWN)


def note(conversation_id: str, site_id: str) -> None:
    known.put(conversation_id, site_id)


def site_id_of(conversation_id: str) -> str | None:
    """None: the conversation has expired."""
    if site_id := known.get(conversation_id):
        return site_id
    conversation = conversations.get(conversation_id)
    if conversation is None:
        return None
    note(conversation_id, conversation.site_id)
    return conversation.site_id

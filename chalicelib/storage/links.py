"""Links in mails that open a conversation: stored under a hash, so that a reader of the table can open none, and
deleted once used."""

import hashlib
import time

from chalicelib.model import ConversationLink
from chalicelib.storage.faults import retryable_as_busy, try_write
from chalicelib.storage.tables import ConnectionRow

LINK = "link"


@retryable_as_busy()
def put(secret: str, link: ConversationLink, expires_at: int) -> None:
    """Stores a link until `expires_at` (epoch seconds)."""
    ConnectionRow(
        key(secret), LINK, target=link.conversation_id, session=link.contact_secret, expires_at=expires_at
    ).save()


@retryable_as_busy()
def get(secret: str) -> ConversationLink | None:
    """Reads a link, without using it. TTL deletes late, so an expired link is ignored."""
    try:
        row = ConnectionRow.get(key(secret), LINK, consistent_read=True)
    except ConnectionRow.DoesNotExist:
        return None
    return ConversationLink(row.target or "", row.session or "") if row.expires_at > time.time() else None


@retryable_as_busy()
def use(secret: str) -> bool:
    """Deletes a link. Of two calls for one link one returns False."""
    return try_write(ConnectionRow(key(secret), LINK).delete, condition=ConnectionRow.audience.exists())


def key(secret: str) -> str:
    return f"link#{hashlib.sha256(secret.encode()).hexdigest()}"

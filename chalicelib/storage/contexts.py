"""What a visitor's page said about the visit: a row of its own beside the conversation's, so that the conversation's
stays small. Backups leave it out."""

import json
import time
from dataclasses import asdict

from chalicelib.model import Message, StoredContext, VisitorContext
from chalicelib.storage import mapping
from chalicelib.storage.database import Transaction
from chalicelib.storage.faults import retryable_as_busy, try_write
from chalicelib.storage.tables import ConversationRow


@retryable_as_busy()
def get(conversation_id: str) -> StoredContext | None:
    """Reads strongly: one read unit for each 4 KB."""
    try:
        row = ConversationRow.get(key(conversation_id), consistent_read=True)
    except ConversationRow.DoesNotExist:
        return None
    if not row.content:
        return None
    stored = json.loads(row.content)
    context = VisitorContext(**{**stored, "paths": tuple(stored["paths"])})
    return StoredContext(context, int(row.message_id), int(row.received_at))


def save(transaction: Transaction, message: Message, context: VisitorContext) -> None:
    """Takes the place of the earlier one, in the transaction that stores the message."""
    values = {
        "content": json.dumps(asdict(context), ensure_ascii=False, separators=(",", ":")),
        "message_id": message.id,
        "received_at": message.sent_at,
        "expires_at": message.expires_at,
    }
    transaction.update(
        ConversationRow(key(message.conversation_id)),
        actions=[mapping.set_to(ConversationRow, name, value) for name, value in values.items()],
    )


@retryable_as_busy()
def empty(conversation_id: str, up_to: int) -> None:
    """Erases what came with the messages up to a number. May be repeated.

    TTL deletes the empty row: the server may delete nothing in this table, so that it cannot delete a conversation.
    """
    try_write(
        ConversationRow(key(conversation_id)).update,
        actions=[ConversationRow.content.remove(), ConversationRow.expires_at.set(int(time.time()))],
        condition=ConversationRow.id.exists() & (ConversationRow.message_id <= up_to),
    )


def key(conversation_id: str) -> str:
    return f"context#{conversation_id}"

"""The logs: reading them in order, and placing a message at the end of one."""

import dataclasses
import time
from collections.abc import Iterator
from itertools import count

from pynamodb.exceptions import PutError

from chalicelib.errors import Busy
from chalicelib.model import Conversation, Draft, Message
from chalicelib.storage import conversations
from chalicelib.storage.faults import passing_as_busy
from chalicelib.storage.tables import ConversationRow, MessageRow
from chalicelib.storage.transactions import AllOrNothing

FIELDS = tuple(field.name for field in dataclasses.fields(Message))
DELETING_SECONDS = 15  # in one call, well inside API Gateway's 29
PAGE_BYTES = 512 * 1024  # of text in one answer; Lambda's limit for the whole of it is 6 MB


class LostRace(Exception):
    """Another message took this number first."""


@passing_as_busy()
def after(conversation_id: str, cursor: int, limit: int) -> list[Message]:
    """Reads the messages that follow `cursor`, in order, strongly, and stops at the first hole.

    A Query is not a snapshot: it may show n+1 and miss n. So only the contiguous prefix is returned, and the next
    question starts where it ends.
    """
    page: list[Message] = []
    size = 0
    for expected, row in zip(count(cursor + 1), rows_after(conversation_id, cursor, limit)):
        if row.id != expected or size > PAGE_BYTES:
            break
        page.append(from_row(row))
        size += len(row.body.encode())
    return page


@passing_as_busy()
def find(conversation_id: str, draft: Draft, above: int, up_to: int) -> Message | None:
    """Looks for what became of a draft among the numbers (above, up_to], every one of which is known to be committed.

    A `client_id` is its sender's own: another sender's message with the same one is another message.

    Raises `Busy` when the reading shows a hole there: then it has not seen them all and must not say "not found".
    """
    expected = above
    for row in rows_after(conversation_id, above, up_to - above):
        expected += 1
        if row.id != expected:
            break
        if (row.client_id, row.sender_id) == (draft.client_id, draft.sender_id):
            return from_row(row)
    else:
        if expected >= up_to:
            return None
    raise Busy()


@passing_as_busy()
def delete(conversation_id: str, up_to: int) -> None:
    """Deletes the messages up to a number. Raises `Busy` when time is over: what is deleted stays deleted."""
    started = time.monotonic()
    try:
        with MessageRow.batch_write() as batch:
            for row in MessageRow.query(conversation_id, MessageRow.id <= up_to, consistent_read=True):
                if time.monotonic() - started > DELETING_SECONDS:
                    raise Busy()
                batch.delete(row)
    except PutError as error:
        if error.cause is None:  # PynamoDB's word for what the table did not take in this batch
            raise Busy() from error
        raise


def place(message: Message, conversation: Conversation, previous: Conversation) -> None:
    """Stores `message` and the conversation's next state in one transaction, or neither.

    Raises `LostRace` when the number was taken or the conversation is no longer at `previous`, and `Busy` when the
    store refused for now or its answer was lost. After `Busy` the message may be stored or not: look before retrying.
    """
    # TTL may have taken the row of a conversation that was over, and not yet all of its messages.
    free = MessageRow.id.does_not_exist() | (MessageRow.expires_at < message.sent_at // 1000)
    with AllOrNothing() as transaction:
        transaction.save(to_row(message), condition=free)
        if previous.stored:
            transaction.update(
                ConversationRow(conversation.id),
                actions=conversations.changes(previous, conversation),
                condition=conversations.unmoved(previous),
            )
        else:
            transaction.save(
                conversations.to_row(conversation),
                condition=ConversationRow.conversation_id.does_not_exist(),
            )
    if any(transaction.failed):
        raise LostRace()


def rows_after(conversation_id: str, cursor: int, limit: int) -> Iterator[MessageRow]:
    return MessageRow.query(
        conversation_id,
        MessageRow.id > cursor,
        consistent_read=True,
        limit=limit,
        page_size=limit,
    )


def from_row(row: MessageRow) -> Message:
    return Message(**{name: getattr(row, name) for name in FIELDS})


def to_row(message: Message) -> MessageRow:
    return MessageRow(**{name: getattr(message, name) for name in FIELDS})

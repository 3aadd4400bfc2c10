"""Messages: read in order, and appended at the end of a conversation's log."""

import time
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any, NamedTuple

from pynamodb.exceptions import PutError

from chalicelib.config import config
from chalicelib.errors import Busy
from chalicelib.model import Conversation, Draft, Message, VisitorContext
from chalicelib.storage import contexts, conversations, expressions, mails, mapping
from chalicelib.storage.database import Transaction, read_batch
from chalicelib.storage.expressions import Requirement, does_not_exist, exists, number, text
from chalicelib.storage.faults import retryable_as_busy
from chalicelib.storage.queries import query
from chalicelib.storage.tables import ConversationRow, MessageRow

DELETING_SECONDS = 15  # in one call, well inside API Gateway's 29
FEW = 5  # read at once where most often the first one is enough
PAGE_BYTES = 512 * 1024  # of text in one answer; Lambda's limit for the whole of it is 6 MB


class LostRace(Exception):
    """Another message took this number first."""


@retryable_as_busy()
def after(conversation_id: str, cursor: int, limit: int) -> list[Message]:
    """Reads the messages that follow `cursor`, in order, strongly, and stops at the first hole.

    A Query is not a snapshot: it may show n+1 and miss n. So only the contiguous prefix is returned, and the next
    request starts where it ends.
    """
    page: list[Message] = []
    size = 0
    for expected, message in zip(count(cursor + 1), stored_after(conversation_id, cursor, limit)):
        if message.id != expected or size > PAGE_BYTES:
            break
        page.append(message)
        size += len(message.body.encode())
    return page


@retryable_as_busy()
def between(conversation_id: str, above: int, below: int, limit: int) -> list[Message]:
    """Reads up to `limit` entries with numbers between these two, in order, strongly. Leaves out deleted ones."""
    if above + 1 >= below:
        return []
    numbers = MessageRow.id.between(above + 1, below - 1)
    rows = MessageRow.query(conversation_id, numbers, consistent_read=True, limit=limit, page_size=limit)
    return [mapping.value_of(Message, row) for row in rows]


@retryable_as_busy()
def find(conversation_id: str, draft: Draft, above: int, up_to: int) -> Message | None:
    """Finds the message of a draft among the numbers (above, up_to], all of which are known to be committed.

    A `client_id` is unique to its sender: another sender's message with the same one is another message.

    Raises `Busy` when the result has a hole: then some numbers were not seen, and the message may be among them.
    """
    expected = above
    for message in stored_after(conversation_id, above, up_to - above):
        expected += 1
        if message.id != expected:
            break
        if (message.client_id, message.sender_id) == (draft.client_id, draft.sender_id):
            return message
    else:
        if expected >= up_to:
            return None
    raise Busy()


def before(conversation_id: str, id: int, limit: int) -> Iterator[Message]:
    """Reads the messages before a number, strongly, the latest first, a few at a time."""
    rows = MessageRow.query(
        conversation_id,
        MessageRow.id < id,
        consistent_read=True,
        scan_index_forward=False,
        limit=limit,
        page_size=FEW,
    )
    with retryable_as_busy():
        for row in rows:
            yield mapping.value_of(Message, row)


@retryable_as_busy()
def delete(conversation_id: str, up_to: int) -> None:
    """Deletes the messages up to a number, with the mails that they arrived by.

    Raises `Busy` when the time limit is reached: a retry goes on from there.
    """
    started = time.monotonic()
    try:
        with MessageRow.batch_write() as batch:
            for row in MessageRow.query(conversation_id, MessageRow.id <= up_to, consistent_read=True):
                if time.monotonic() - started > DELETING_SECONDS:
                    raise Busy()
                if row.mail_id and config().mail_bucket:
                    mails.delete(row.mail_id)
                batch.delete(row)
    except PutError as error:
        if error.cause is None:  # how PynamoDB reports rows that stayed unprocessed
            raise Busy() from error
        raise


class Changed(NamedTuple):
    """A stored message, before and after a change."""

    before: Message
    after: Message


@retryable_as_busy()
def get(conversation_id: str, id: int) -> Message | None:
    """Reads one entry strongly."""
    try:
        return mapping.value_of(Message, MessageRow.get(conversation_id, id, consistent_read=True))
    except MessageRow.DoesNotExist:
        return None


@retryable_as_busy()
def many(numbers: Iterable[tuple[str, int]]) -> list[Message]:
    """Reads entries strongly, given as the conversation's id and the number, a hundred in one request, in any order.
    Those that do not exist are omitted."""
    return [mapping.value_of(Message, row) for row in read_batch(MessageRow, numbers)]


def place(
    message: Message,
    conversation: Conversation,
    previous: Conversation,
    changed: tuple[Changed, ...] = (),
    also: tuple[Message, ...] = (),
    context: VisitorContext | None = None,
) -> Conversation:
    """Stores `message`, the conversation's next state, the messages that it changes, and what the page said about the
    visit in one transaction, or nothing. `also`: messages with the next numbers. Returns the conversation as it was
    stored.

    Raises `LostRace` when the number was taken or the conversation is no longer as `previous`, and `Busy` when the
    store failed for now or its answer was lost. After `Busy` the message may be stored: read before you retry.
    """
    conversation = conversations.with_new_version(conversation)
    with Transaction() as transaction:
        for each in (message, *also):
            free = expressions.is_free(message.sent_at // 1000)
            put = expressions.put(MessageRow, mapping.item_of(MessageRow, each), free)
            transaction.put_raw(put)
        if previous.stored:
            required = grows(message, conversation, previous)
            transaction.update_raw(conversations.update(previous, conversation, required))
        else:
            item = conversations.to_item(conversation)
            transaction.put_raw(expressions.put(ConversationRow, item, does_not_exist("conversation_id")))
        for before, after in changed:
            # As it was read: every change of a message moves the conversation's last number.
            key = {"conversation_id": text(before.conversation_id), "id": number(before.id)}
            difference = mapping.difference(MessageRow, before, after)
            transaction.update_raw(expressions.update(MessageRow, key, difference, exists("id")))
        if context:
            contexts.save(transaction, message, context)
    if not transaction.succeeded:
        raise LostRace()
    return conversation


def grows(message: Message, conversation: Conversation, previous: Conversation) -> Requirement:
    """The row is as it was in `previous`. Read marks may have moved, unless the entry moves them depending on where
    they are; the conversation's place among the changes of the inbox is later than before in any case."""
    later = Requirement("#changed < :changed", ("changed",), {":changed": text(conversation.changed)})
    required = conversations.has_version(previous) & later
    return required if message.kind == "text" else required & conversations.has_marks(previous)


def from_image(image: dict[str, Any]) -> Message:
    """Reads the message of a stream record's `NewImage` or `OldImage`."""
    return mapping.value_of(Message, MessageRow.from_raw_data(image))


def stored_after(conversation_id: str, cursor: int, limit: int) -> Iterator[Message]:
    keys = {":conversation_id": text(conversation_id), ":id": number(cursor)}
    expression = "#conversation_id = :conversation_id AND #id > :id"
    for item in query(MessageRow, expression, keys, limit, strongly=True):
        yield mapping.value_of_item(Message, MessageRow, item)

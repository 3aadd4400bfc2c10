"""The desk log: read in order, and appended at its end together with the conversation's row."""

import time
from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from pynamodb.exceptions import PutError

from chalicelib.errors import Busy
from chalicelib.model import Conversation
from chalicelib.model.desk import DeskEntry
from chalicelib.storage import conversations, expressions, mapping
from chalicelib.storage.database import Transaction
from chalicelib.storage.faults import retryable_as_busy
from chalicelib.storage.messages import DELETING_SECONDS, PAGE_BYTES, LostRace
from chalicelib.storage.tables.desk import DeskRow


class Changed(NamedTuple):
    """A stored entry, before and after a change."""

    before: DeskEntry
    after: DeskEntry


class Placed(NamedTuple):
    """A new entry, and its conversation with and before it."""

    entry: DeskEntry
    conversation: Conversation
    previous: Conversation


@retryable_as_busy()
def after(conversation_id: str, cursor: int, limit: int) -> list[DeskEntry]:
    """Reads the entries that follow `cursor`, in order, strongly, and stops at the first hole, as `messages.after`."""
    page: list[DeskEntry] = []
    size = 0
    for expected, row in zip(count(cursor + 1), rows_after(conversation_id, cursor, limit)):
        if row.id != expected or size > PAGE_BYTES:
            break
        page.append(mapping.value_of(DeskEntry, row))
        size += len((row.body or "").encode())
    return page


@retryable_as_busy()
def between(conversation_id: str, above: int, up_to: int) -> list[DeskEntry]:
    """Reads the entries (above, up_to], all of which are known to be committed.

    Raises `Busy` when the result has a hole: then some numbers were not seen.
    """
    if up_to <= above:
        return []
    found = [mapping.value_of(DeskEntry, row) for row in rows_after(conversation_id, above, up_to - above)]
    if [each.id for each in found] != list(range(above + 1, up_to + 1)):
        raise Busy()
    return found


@retryable_as_busy()
def get(conversation_id: str, id: int) -> DeskEntry | None:
    """Reads one entry strongly."""
    try:
        return mapping.value_of(DeskEntry, DeskRow.get(conversation_id, id, consistent_read=True))
    except DeskRow.DoesNotExist:
        return None


def place(*placed: Placed, changed: tuple[Changed, ...] = ()) -> None:
    """Stores entries, the next states of their conversations and the entries that are changed with them in one
    transaction, or nothing.

    Raises `LostRace` when a number was taken or a conversation is no longer as `previous`, and `Busy` when the store
    failed for now or its answer was lost. After `Busy` the entries may be stored: read before you retry.
    """
    with Transaction() as transaction:
        for entry, conversation, previous in placed:
            stored = conversations.with_new_version(conversation)
            free = expressions.is_free(entry.sent_at // 1000)
            transaction.put_raw(expressions.put(DeskRow, mapping.item_of(DeskRow, entry), free))
            required = conversations.has_version(previous) & conversations.has_marks(previous)
            transaction.update_raw(conversations.update(previous, stored, required))
        for before, after in changed:
            # As it was read: every change of an entry moves the log's last number.
            transaction.update(
                DeskRow(before.conversation_id, before.id),
                actions=mapping.changes(DeskRow, before, after),
                condition=DeskRow.id.exists(),
            )
    if not transaction.succeeded:
        raise LostRace()


@retryable_as_busy()
def delete(conversation_id: str, up_to: int) -> None:
    """Deletes the entries up to a number. Raises `Busy` when the time limit is reached: a retry goes on from there."""
    started = time.monotonic()
    try:
        with DeskRow.batch_write() as batch:
            for row in DeskRow.query(conversation_id, DeskRow.id <= up_to, consistent_read=True):
                if time.monotonic() - started > DELETING_SECONDS:
                    raise Busy()
                batch.delete(row)
    except PutError as error:
        if error.cause is None:  # how PynamoDB reports rows that stayed unprocessed
            raise Busy() from error
        raise


def rows_after(conversation_id: str, cursor: int, limit: int) -> Iterator[DeskRow]:
    return DeskRow.query(conversation_id, DeskRow.id > cursor, consistent_read=True, limit=limit, page_size=limit)

"""The stream of the messages table: each stored message becomes jobs, is indexed for the search and counted for the
reports; the files of deleted ones are deleted, and the index follows what was changed or deleted. All entries become
events of the webhooks for programs.

The stream delivers a record at least once, and those of a conversation in order. A record that fails is reported, and
Lambda delivers it again, with those behind it. These are handled before that, so none waits for another one's failure.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from chalicelib import logs, metrics
from chalicelib.chat import attachments
from chalicelib.model import Message
from chalicelib.notify import answers, event_webhooks, indexing, reply_times, unread
from chalicelib.notify.reports import counting
from chalicelib.storage import messages

LambdaAnswer = dict[str, Any]

Consequence = Callable[[Message], None]
Change = Callable[[Message, Message], None]

# Each is called with every new message of a visitor, an admin or the bot.
CONSEQUENCES: tuple[Consequence, ...] = (
    indexing.message_stored,
    attachments.keep,
    unread.message_stored,
    reply_times.message_stored,
    answers.message_stored,
    counting.entry_stored,
    event_webhooks.entry_stored,
)
# Each is called with every closing, reopening and rating.
COUNTED: tuple[Consequence, ...] = (counting.entry_stored, event_webhooks.entry_stored)
# Each is called with every entry that has edited a message.
EDITING: tuple[Consequence, ...] = (event_webhooks.entry_stored,)
# Each is called with every entry that has deleted a message.
DELETING: tuple[Consequence, ...] = (attachments.delete_of_target, event_webhooks.entry_stored)
# Each is called with every row that retention or erasure has deleted.
DELETED: tuple[Consequence, ...] = (attachments.delete,)
# Each is called with every row that an erasure has deleted: rows of the index expire by themselves, as messages do.
ERASED: tuple[Consequence, ...] = (indexing.message_erased,)
# Each is called with a row before and after a change.
CHANGED: tuple[Change, ...] = (indexing.message_changed,)
TTL = "dynamodb.amazonaws.com"  # who deletes expired rows


def handle(event: dict[str, Any]) -> LambdaAnswer:
    """Returns the sequence numbers of the records that failed, as Lambda expects (`ReportBatchItemFailures`)."""
    numbers = [sequence_number(record) for record in event["Records"] if not handled(record)]
    return {"batchItemFailures": [{"itemIdentifier": number} for number in numbers]}


def handled(record: dict[str, Any]) -> bool:
    try:
        before, after = (image_of(record, name) for name in ("OldImage", "NewImage"))
    except Exception:  # noqa: BLE001 - whatever is wrong with it, no other record waits for it
        return failed("record_unreadable", record)
    done = [follows(act, record) for act in acts(record, before, after)]  # each, also if another one fails
    return all(done)


def image_of(record: dict[str, Any], name: str) -> Message | None:
    image = record["dynamodb"].get(name)
    return messages.from_image(image) if image else None


def acts(record: dict[str, Any], before: Message | None, after: Message | None) -> list[Callable[[], None]]:
    """What follows from a record. Changes of quiet entries have no consequences."""
    if record["eventName"] == "INSERT" and after:
        return [partial(each, after) for each in consequences_of(after)]
    if record["eventName"] == "MODIFY" and before and after:
        return [partial(each, before, after) for each in CHANGED] if after.kind == "text" else []
    if record["eventName"] == "REMOVE" and before:
        erased = before.kind == "text" and (record.get("userIdentity") or {}).get("principalId") != TTL
        deleted = DELETED if before.attachments else ()
        return [partial(each, before) for each in (*deleted, *(ERASED if erased else ()))]
    return []


def consequences_of(message: Message) -> tuple[Consequence, ...]:
    if message.kind == "text":
        return CONSEQUENCES
    if message.kind == "edited":
        return EDITING
    return DELETING if message.kind == "deleted" else COUNTED


def follows(act: Callable[[], None], record: dict[str, Any]) -> bool:
    try:
        act()
    except Exception:  # noqa: BLE001 - any failure is reported for this record alone
        return failed("record_failed", record)
    return True


def failed(event: str, record: dict[str, Any]) -> bool:
    logs.error(event, sequence_number=sequence_number(record))
    metrics.count(metrics.Metric.RECORDS_FAILED)
    return False


def sequence_number(record: dict[str, Any]) -> str:
    return str(record["dynamodb"]["SequenceNumber"])

"""The stream of the messages table: each stored message becomes jobs, and the files of deleted ones are deleted.

The stream delivers a record at least once, and those of a conversation in order. A record that fails is reported, and
Lambda delivers it again, with those behind it. These are handled before that, so none waits for another one's failure.
"""

from collections.abc import Callable
from typing import Any

from chalicelib import logs, metrics
from chalicelib.chat import attachments
from chalicelib.model import Message
from chalicelib.notify import answers, reply_times, unread
from chalicelib.notify.reports import counting
from chalicelib.storage import messages

LambdaAnswer = dict[str, Any]

Consequence = Callable[[Message], None]

# Each is called with every new message of a visitor, an admin or the bot.
CONSEQUENCES: tuple[Consequence, ...] = (
    attachments.keep,
    unread.message_stored,
    reply_times.message_stored,
    answers.message_stored,
    counting.entry_stored,
)
# Each is called with every closing, reopening and rating.
COUNTED: tuple[Consequence, ...] = (counting.entry_stored,)
# Each is called with every entry that has deleted a message. An edit has no consequences.
DELETING: tuple[Consequence, ...] = (attachments.delete_of_target,)
# Each is called with every row that retention or erasure has deleted, if it had attachments.
DELETED: tuple[Consequence, ...] = (attachments.delete,)
IMAGES = {"INSERT": "NewImage", "REMOVE": "OldImage"}


def handle(event: dict[str, Any]) -> LambdaAnswer:
    """Returns the sequence numbers of the records that failed, as Lambda expects (`ReportBatchItemFailures`)."""
    numbers = [sequence_number(record) for record in event["Records"] if not handled(record)]
    return {"batchItemFailures": [{"itemIdentifier": number} for number in numbers]}


def handled(record: dict[str, Any]) -> bool:
    if record["eventName"] not in IMAGES:  # the event source mapping's filter leaves these out on AWS
        return True
    try:
        message = messages.from_image(record["dynamodb"][IMAGES[record["eventName"]]])
    except Exception:  # noqa: BLE001 - whatever is wrong with it, no other record waits for it
        return failed("record_unreadable", record)
    consequences = consequences_of(message) if record["eventName"] == "INSERT" else DELETED
    done = [follows(consequence, message, record) for consequence in consequences]  # each, also if another one fails
    return all(done)


def consequences_of(message: Message) -> tuple[Consequence, ...]:
    if message.kind == "text":
        return CONSEQUENCES
    if message.kind == "deleted":
        return DELETING
    return COUNTED if message.kind in ("closed", "reopened", "rated") else ()


def follows(consequence: Consequence, message: Message, record: dict[str, Any]) -> bool:
    try:
        consequence(message)
    except Exception:  # noqa: BLE001 - any failure is reported for this record alone
        return failed("record_failed", record)
    return True


def failed(event: str, record: dict[str, Any]) -> bool:
    logs.error(event, sequence_number=sequence_number(record))
    metrics.count(metrics.Metric.RECORDS_FAILED)
    return False


def sequence_number(record: dict[str, Any]) -> str:
    return str(record["dynamodb"]["SequenceNumber"])

"""The stream of the messages table: each stored message becomes jobs.

The stream delivers a record at least once, and those of a conversation in order. A record that fails is reported, and
Lambda delivers it again, with those behind it. These are handled before that, so none waits for another one's failure.
"""

from collections.abc import Callable
from typing import Any

from chalicelib import logs
from chalicelib.model import Message
from chalicelib.notify import answers, unread
from chalicelib.storage import messages

LambdaAnswer = dict[str, Any]

# Each is called with every new message of a visitor or an admin.
CONSEQUENCES: tuple[Callable[[Message], None], ...] = (unread.message_stored, answers.message_stored)


def handle(event: dict[str, Any]) -> LambdaAnswer:
    """Returns the sequence numbers of the records that failed, as Lambda expects (`ReportBatchItemFailures`)."""
    failed = [sequence_number(record) for record in event["Records"] if not handled(record)]
    return {"batchItemFailures": [{"itemIdentifier": number} for number in failed]}


def handled(record: dict[str, Any]) -> bool:
    if record["eventName"] != "INSERT":  # the event source mapping's filter leaves these out on AWS
        return True
    try:
        message = messages.from_image(record["dynamodb"]["NewImage"])
        for consequence in CONSEQUENCES:
            consequence(message)
    except Exception:  # noqa: BLE001 - any failure is reported for this record alone
        logs.error("record_failed", sequence_number=sequence_number(record))
        return False
    return True


def sequence_number(record: dict[str, Any]) -> str:
    return str(record["dynamodb"]["SequenceNumber"])

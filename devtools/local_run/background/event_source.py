"""Lambda's event source mapping: calls a function with batches of a stream's records until each is done or given up.

https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
"""

import asyncio
import base64
import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib import logs
from devtools.local_run.background.dead_letters import DeadLetters
from devtools.local_run.background.stream import Record

Invoke = Callable[[dict[str, Any]], Awaitable[Any]]
Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Settings:
    retries: int = 8
    first_pause_seconds: float = 0.5  # doubles with each retry ...
    longest_pause_seconds: float = 60.0  # ... up to this
    maximum_age_seconds: float = 3600.0


class EventSource:
    """Delivers batches, with Lambda's options that a deployment sets: part of a batch may be reported as failed
    (ReportBatchItemFailures), a batch whose call fails is cut in two (BisectBatchOnFunctionError), and what fails
    too often or is too old is given up (MaximumRetryAttempts, MaximumRecordAgeInSeconds, OnFailure)."""

    def __init__(
        self,
        invoke: Invoke,
        stream: str,
        dead_letters: DeadLetters,
        settings: Settings | None = None,
        sleep: Sleep = asyncio.sleep,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.invoke = invoke
        self.stream = stream
        self.dead_letters = dead_letters
        self.settings = settings or Settings()
        self.sleep = sleep
        self.clock = clock

    async def deliver(self, shard_id: str, records: list[Record]) -> None:
        """Returns when all records are done or given up. The filter of a deployment's mapping leaves out the system's
        lines only, which the function ignores."""
        if sent := [as_lambda_sends(record, self.stream) for record in records]:
            await self.until_done(shard_id, sent)

    async def until_done(self, shard_id: str, records: list[Record]) -> None:
        failures = 0
        while records:
            if self.is_too_old(records[0]):
                return self.give_up("RecordAgeExceeded", shard_id, records, failures)
            failed_at = await self.failed_at(records)
            if failed_at is None:  # the call itself failed: nothing is known of any record
                if len(records) > 1:
                    middle = len(records) // 2
                    await self.until_done(shard_id, records[:middle])
                    return await self.until_done(shard_id, records[middle:])
                failed_at = 0
            records = records[failed_at:]
            failures = failures + 1 if failed_at == 0 else 1
            if not records:
                return None
            if failures > self.settings.retries:
                return self.give_up("RetryAttemptsExhausted", shard_id, records, failures)
            await self.sleep(self.pause(failures))
        return None

    async def failed_at(self, records: list[Record]) -> int | None:
        """Calls the function. Returns the index of the first record that failed, or how many there are if none did,
        or None if the call failed as a whole."""
        try:
            answer = await self.invoke({"Records": records})
            failed = {item["itemIdentifier"] for item in (answer or {}).get("batchItemFailures") or []}
        except Exception:  # noqa: BLE001 - whatever a function raises is its failure
            logs.error("lambda_crashed", route="message_stored")
            return None
        numbers = [record["dynamodb"]["SequenceNumber"] for record in records]
        if not failed <= set(numbers):
            return None  # Lambda takes an identifier that it does not know for a failure of the whole batch
        return next((at for at, number in enumerate(numbers) if number in failed), len(records))

    def pause(self, failures: int) -> float:
        return float(min(self.settings.first_pause_seconds * 2 ** (failures - 1), self.settings.longest_pause_seconds))

    def is_too_old(self, record: Record) -> bool:
        stored_at: float = record["dynamodb"]["ApproximateCreationDateTime"]
        return self.clock() - stored_at > self.settings.maximum_age_seconds

    def give_up(self, condition: str, shard_id: str, records: list[Record], calls: int) -> None:
        """Puts where the records are into the queue of dead letters, as Lambda does, not the records themselves."""
        first, last = records[0]["dynamodb"], records[-1]["dynamodb"]
        self.dead_letters.put(
            {
                "requestContext": {
                    "requestId": str(uuid.uuid4()),
                    "functionArn": "message_stored",
                    "condition": condition,
                    "approximateInvokeCount": calls,
                },
                "version": "1.0",
                "DDBStreamBatchInfo": {
                    "shardId": shard_id,
                    "startSequenceNumber": first["SequenceNumber"],
                    "endSequenceNumber": last["SequenceNumber"],
                    "approximateArrivalOfFirstRecord": first["ApproximateCreationDateTime"],
                    "approximateArrivalOfLastRecord": last["ApproximateCreationDateTime"],
                    "batchSize": len(records),
                    "streamArn": self.stream,
                },
            }
        )


def as_lambda_sends(record: Record, stream: str) -> Record:
    """Lambda's event is JSON: times are epoch seconds, binary values base64."""
    sent: Record = plain(record)
    return {**sent, "awsRegion": "us-east-1", "eventSourceARN": stream}


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, datetime):
        return value.timestamp()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value

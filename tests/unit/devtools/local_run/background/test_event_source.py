"""Lambda's event source mapping: what is delivered again, and what is given up."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from devtools.local_run.background.dead_letters import DeadLetters
from devtools.local_run.background.event_source import EventSource, Settings
from devtools.local_run.background.stream import Record

NOW = datetime(2027, 3, 1, 10, 0, tzinfo=timezone.utc)
STREAM = "arn:aws:dynamodb:ddblocal:000000000000:table/messages/stream/2027"
Function = Callable[[dict[str, Any]], Any]


def record(number: int, name: str = "INSERT") -> Record:
    content = {"SequenceNumber": f"{number:021}", "ApproximateCreationDateTime": NOW, "NewImage": {"id": {"N": "1"}}}
    return {"eventName": name, "eventSource": "aws:dynamodb", "awsRegion": "ddblocal", "dynamodb": content}


def numbers(records: list[Record]) -> list[int]:
    return [int(each["dynamodb"]["SequenceNumber"]) for each in records]


class Mapping:
    """`calls`: the sequence numbers of each batch. `pauses`: between them."""

    def __init__(self, folder: Path, function: Function, *, seconds_later: float = 0.0) -> None:
        self.calls: list[list[int]] = []
        self.pauses: list[float] = []
        self.events: list[dict[str, Any]] = []
        self.dead_letters = DeadLetters(folder)
        self.function = function
        self.source = EventSource(
            self.invoke,
            STREAM,
            self.dead_letters,
            Settings(retries=3, first_pause_seconds=1, longest_pause_seconds=3, maximum_age_seconds=60),
            self.sleep,
            lambda: NOW.timestamp() + seconds_later,
        )

    async def invoke(self, event: dict[str, Any]) -> Any:
        self.calls.append(numbers(event["Records"]))
        self.events.append(event)
        return self.function(event)

    async def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)

    def deliver(self, *records: Record) -> None:
        asyncio.run(self.source.deliver("shard-1", list(records)))

    @property
    def given_up(self) -> list[tuple[str, int, int]]:
        """Why, and the first and the last number."""
        return [
            (
                each["requestContext"]["condition"],
                int(each["DDBStreamBatchInfo"]["startSequenceNumber"]),
                int(each["DDBStreamBatchInfo"]["endSequenceNumber"]),
            )
            for each in self.dead_letters.all()
        ]


def fails(*wrong: int, times: float = float("inf")) -> Function:
    """Reports these records as failed, so many times."""
    left = dict.fromkeys(wrong, times)

    def function(event: dict[str, Any]) -> Any:
        failed = [number for number in numbers(event["Records"]) if left.get(number, 0) > 0]
        for number in failed:
            left[number] -= 1
        return {"batchItemFailures": [{"itemIdentifier": f"{number:021}"} for number in failed]}

    return function


def raises_with(*wrong: int) -> Function:
    """Raises if one of these records is in the batch."""

    def function(event: dict[str, Any]) -> Any:
        if set(wrong) & set(numbers(event["Records"])):
            raise RuntimeError
        return {"batchItemFailures": []}

    return function


def test_a_batch_is_delivered_as_lambda_sends_it(tmp_path: Path) -> None:
    mapping = Mapping(tmp_path, fails())
    binary = record(1)
    binary["dynamodb"]["NewImage"]["raw"] = {"B": b"\x00\xff"}
    mapping.deliver(binary, record(2))
    [sent, _] = mapping.events[0]["Records"]
    assert (sent["eventSourceARN"], sent["eventSource"], sent["eventName"]) == (STREAM, "aws:dynamodb", "INSERT")
    assert sent["awsRegion"] == "us-east-1"
    assert sent["dynamodb"]["ApproximateCreationDateTime"] == NOW.timestamp()
    assert sent["dynamodb"]["NewImage"]["raw"] == {"B": "AP8="}
    assert (mapping.calls, mapping.pauses, mapping.given_up) == ([[1, 2]], [], [])


def test_new_changed_and_deleted_rows_are_delivered(tmp_path: Path) -> None:
    mapping = Mapping(tmp_path, fails())
    mapping.deliver(record(1, "MODIFY"), record(2), record(3, "REMOVE"))
    assert mapping.calls == [[1, 2, 3]]


@pytest.mark.parametrize("answer", [None, {}, {"batchItemFailures": []}, {"batchItemFailures": None}])
def test_an_answer_without_failures_is_a_success(tmp_path: Path, answer: Any) -> None:
    mapping = Mapping(tmp_path, lambda event: answer)
    mapping.deliver(record(1), record(2))
    assert (mapping.calls, mapping.given_up) == ([[1, 2]], [])


def test_after_a_partial_failure_delivery_goes_on_from_the_lowest_failed_record(tmp_path: Path) -> None:
    mapping = Mapping(tmp_path, fails(3, 5, times=1))
    mapping.deliver(*map(record, range(1, 7)))
    assert mapping.calls == [[1, 2, 3, 4, 5, 6], [3, 4, 5, 6]]


def test_pauses_grow_up_to_a_longest_one(tmp_path: Path) -> None:
    mapping = Mapping(tmp_path, fails(1, times=3))
    mapping.deliver(record(1))
    assert mapping.pauses == [1, 2, 3]


def test_a_poisoned_record_is_given_up_and_those_behind_it_were_delivered(tmp_path: Path) -> None:
    mapping = Mapping(tmp_path, fails(2))
    mapping.deliver(*map(record, (1, 2, 3)))
    assert mapping.calls == [[1, 2, 3], [2, 3], [2, 3], [2, 3]]
    assert mapping.given_up == [("RetryAttemptsExhausted", 2, 3)]
    mapping.deliver(record(4))
    assert mapping.calls[-1] == [4]


def test_a_call_that_fails_is_cut_in_two_until_the_poisoned_record_is_alone(tmp_path: Path) -> None:
    mapping = Mapping(tmp_path, raises_with(3))
    mapping.deliver(*map(record, (1, 2, 3, 4)))
    assert mapping.calls == [[1, 2, 3, 4], [1, 2], [3, 4], [3], [3], [3], [3], [4]]
    assert mapping.given_up == [("RetryAttemptsExhausted", 3, 3)]


def test_an_unknown_number_in_the_answer_is_a_failure_of_the_whole_batch(tmp_path: Path) -> None:
    answers = iter([{"batchItemFailures": [{"itemIdentifier": "77"}]}])
    mapping = Mapping(tmp_path, lambda event: next(answers, {}))
    mapping.deliver(record(1), record(2))
    assert mapping.calls == [[1, 2], [1], [2]]


def test_records_that_are_too_old_are_given_up_without_a_call(tmp_path: Path) -> None:
    mapping = Mapping(tmp_path, fails(), seconds_later=61)
    mapping.deliver(record(1), record(2))
    assert (mapping.calls, mapping.given_up) == ([], [("RecordAgeExceeded", 1, 2)])


def test_a_dead_letter_says_where_the_records_are_and_not_what_they_say(tmp_path: Path) -> None:
    mapping = Mapping(tmp_path, fails(1))
    mapping.deliver(record(1))
    [letter] = mapping.dead_letters.all()
    assert (
        letter["DDBStreamBatchInfo"] | {"shardId": "shard-1", "streamArn": STREAM, "batchSize": 1}
        == (letter["DDBStreamBatchInfo"])
    )
    assert "NewImage" not in str(letter)

"""Reading a stream's shards: in order, once, and on from where the last run stopped."""

from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from devtools.local_run.background.stream import Position, Stream


class Service:
    """DynamoDB's streams: shards with their records. `parents`: the parent of a shard. `closed`: those that ended."""

    def __init__(self, **shards: int) -> None:
        self.arn = "arn:1"
        self.shards = {name: [*range(1, count + 1)] for name, count in shards.items()}
        self.parents: dict[str, str] = {}
        self.closed: set[str] = set()
        self.errors: list[str] = []
        self.oldest = 1

    def describe_table(self, TableName: str) -> dict[str, Any]:  # noqa: N803 - as botocore's
        return {"Table": {"LatestStreamArn": self.arn}}

    def describe_stream(self, StreamArn: str, ExclusiveStartShardId: str = "") -> dict[str, Any]:  # noqa: N803
        """One shard in each page."""
        names = list(self.shards)
        name = names[names.index(ExclusiveStartShardId) + 1 if ExclusiveStartShardId else 0]
        parent = {"ParentShardId": self.parents[name]} if name in self.parents else {}
        more = {} if name == names[-1] else {"LastEvaluatedShardId": name}
        return {"StreamDescription": {"Shards": [{"ShardId": name, **parent}], **more}}

    def get_shard_iterator(
        self,
        StreamArn: str,  # noqa: N803
        ShardId: str,  # noqa: N803
        ShardIteratorType: str,  # noqa: N803
        SequenceNumber: str = "0",  # noqa: N803
    ) -> dict[str, Any]:
        if ShardIteratorType == "AFTER_SEQUENCE_NUMBER" and int(SequenceNumber) < self.oldest - 1:
            raise refused("TrimmedDataAccessException")
        return {"ShardIterator": f"{ShardId}|{SequenceNumber}"}

    def get_records(self, ShardIterator: str, Limit: int) -> dict[str, Any]:  # noqa: N803
        if self.errors:
            raise refused(self.errors.pop(0))
        shard, _, after = ShardIterator.partition("|")
        found = [number for number in self.shards[shard] if number > int(after) and number >= self.oldest][:Limit]
        last = found[-1] if found else int(after)
        ended = shard in self.closed and last == max(self.shards[shard], default=0)
        more = {} if ended else {"NextShardIterator": f"{shard}|{last}"}
        return {"Records": [{"dynamodb": {"SequenceNumber": str(number)}} for number in found], **more}


def refused(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "made by a test"}}, "GetRecords")


def reader(service: Service, folder: Path, batch_size: int = 100) -> Stream:
    stream = Stream("http://127.0.0.1:9", "messages", Position(folder / "position.json"), batch_size)
    stream.database = stream.client = service
    return stream


def read(stream: Stream) -> list[tuple[str, list[int]]]:
    """What one reading yields, marked as done."""
    found = stream.read()
    for shard, records in found:
        stream.done(shard, records)
    return [(shard.id, [int(each["dynamodb"]["SequenceNumber"]) for each in records]) for shard, records in found]


def test_records_are_read_from_the_beginning_in_batches_and_once(tmp_path: Path) -> None:
    stream = reader(Service(a=3), tmp_path, batch_size=2)
    assert [read(stream) for _ in range(3)] == [[("a", [1, 2])], [("a", [3])], []]


def test_a_restart_goes_on_behind_the_last_batch_that_was_done(tmp_path: Path) -> None:
    service = Service(a=3)
    assert read(reader(service, tmp_path)) == [("a", [1, 2, 3])]
    service.shards["a"] += [4]  # stored while no run is there
    assert read(reader(service, tmp_path)) == [("a", [4])]


def test_a_batch_that_was_not_done_is_read_again_after_a_restart(tmp_path: Path) -> None:
    service = Service(a=3)
    assert reader(service, tmp_path).read()
    assert read(reader(service, tmp_path)) == [("a", [1, 2, 3])]


@pytest.mark.parametrize("code", ["ExpiredIteratorException", "ValidationException"])
def test_an_iterator_that_is_not_valid_any_more_is_replaced(tmp_path: Path, code: str) -> None:
    service = Service(a=2)
    stream = reader(service, tmp_path)
    read(stream)
    service.shards["a"] += [3]
    service.errors = [code]
    assert [read(stream), read(stream)] == [[], [("a", [3])]]


def test_where_records_are_older_than_the_stream_keeps_them_reading_goes_on_with_the_oldest(tmp_path: Path) -> None:
    service = Service(a=2)
    read(reader(service, tmp_path))
    service.shards["a"] += [3, 4, 5]
    service.oldest = 5
    later = reader(service, tmp_path)
    assert [read(later), read(later)] == [[], [("a", [5])]]


def test_a_child_shard_is_read_after_its_parent(tmp_path: Path) -> None:
    service = Service(a=2, b=1)
    service.parents, service.closed = {"b": "a"}, {"a"}
    stream = reader(service, tmp_path, batch_size=1)
    found = [each for _ in range(6) for each in read(stream)]
    assert found == [("a", [1]), ("a", [2]), ("b", [1])]


def test_a_shard_that_was_read_to_its_end_is_not_read_again_after_a_restart(tmp_path: Path) -> None:
    service = Service(a=2, b=1)
    service.parents, service.closed = {"b": "a"}, {"a"}
    stream = reader(service, tmp_path)
    for _ in range(4):
        read(stream)
    again = reader(service, tmp_path)
    assert [read(again) for _ in range(3)] == [[], [], []]


def test_independent_shards_are_read_side_by_side(tmp_path: Path) -> None:
    assert read(reader(Service(a=1, b=2), tmp_path)) == [("a", [1]), ("b", [1, 2])]


def test_a_table_that_was_made_again_is_read_from_its_beginning(tmp_path: Path) -> None:
    service = Service(a=2)
    read(reader(service, tmp_path))
    service.arn = "arn:2"
    assert read(reader(service, tmp_path)) == [("a", [1, 2])]


def test_another_error_is_raised_and_nothing_is_skipped(tmp_path: Path) -> None:
    service = Service(a=2)
    service.errors = ["InternalServerError"]
    stream = reader(service, tmp_path)
    with pytest.raises(ClientError):
        stream.read()
    assert read(stream) == [("a", [1, 2])]

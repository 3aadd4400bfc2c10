"""Reads the stream of a table on DynamoDB Local: its shards in order, each from where the last run stopped.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from deployment.tables import local_tables
from devtools.local_run.background import files

Record = dict[str, Any]

# An iterator is valid for 15 minutes. DynamoDB Local refuses one of an earlier process as invalid.
ITERATOR_LOST = {"ExpiredIteratorException", "ValidationException"}
RECORDS_GONE = {"TrimmedDataAccessException"}  # older than 24 hours


@dataclass(slots=True)
class Shard:
    id: str
    parent: str | None
    iterator: str | None = None


@dataclass(slots=True)
class Position:
    """Where reading goes on: after this sequence number in each shard, and which shards are read to their end.

    A shard without an entry is read from its beginning. So nothing is lost that was stored while no run was there.
    """

    path: Path
    stream: str = ""
    after: dict[str, str] = field(default_factory=dict)
    finished: list[str] = field(default_factory=list)

    def load(self, stream: str) -> None:
        """Starts over if this is another stream: the table was made again."""
        stored = files.read(self.path) or {}
        same = stored.get("stream") == stream
        self.stream = stream
        self.after = stored["after"] if same else {}
        self.finished = stored["finished"] if same else []

    def save(self) -> None:
        files.replace(self.path, {"stream": self.stream, "after": self.after, "finished": self.finished})

    def keep_only(self, shards: Iterable[str]) -> None:
        """Forgets shards that the stream no longer has."""
        known = set(shards)
        self.after = {id: number for id, number in self.after.items() if id in known}
        self.finished = [id for id in self.finished if id in known]


class Stream:
    """The stream of one table. Its calls block: call it in a thread."""

    def __init__(self, endpoint: str, table: str, position: Position, batch_size: int) -> None:
        self.table = table
        self.position = position
        self.batch_size = batch_size
        self.shards: list[Shard] = []
        self.database = local_tables(endpoint, "").client
        self.client = streams_client(endpoint)

    def read(self) -> list[tuple[Shard, list[Record]]]:
        """The next records of each shard that can be read now. Call `done` for them before the next call."""
        if not self.shards:
            self.find_shards()
        return [(shard, records) for shard in list(self.shards) if (records := self.records(shard))]

    def done(self, shard: Shard, records: list[Record]) -> None:
        self.position.after[shard.id] = records[-1]["dynamodb"]["SequenceNumber"]
        self.position.save()

    def find_shards(self) -> None:
        """A shard is read once its parent is read to the end, so that the records of an item stay in order."""
        arn = self.database.describe_table(TableName=self.table)["Table"]["LatestStreamArn"]
        if arn != self.position.stream:
            self.position.load(arn)
        pages = self.describe(arn)
        self.position.keep_only(each["ShardId"] for each in pages)
        unread = {each["ShardId"] for each in pages} - set(self.position.finished)
        self.shards = [
            Shard(each["ShardId"], each.get("ParentShardId"))
            for each in pages
            if each["ShardId"] in unread and each.get("ParentShardId") not in unread
        ]

    def describe(self, arn: str) -> list[dict[str, Any]]:
        shards: list[dict[str, Any]] = []
        more: dict[str, str] = {}
        while True:
            page = self.client.describe_stream(StreamArn=arn, **more)["StreamDescription"]
            shards += page["Shards"]
            if "LastEvaluatedShardId" not in page:
                return shards
            more = {"ExclusiveStartShardId": page["LastEvaluatedShardId"]}

    def records(self, shard: Shard) -> list[Record]:
        try:
            if shard.iterator is None:
                shard.iterator = self.iterator(shard)
            answer = self.client.get_records(ShardIterator=shard.iterator, Limit=self.batch_size)
        except ClientError as error:
            self.recover(shard, error)
            return []
        records: list[Record] = answer["Records"]
        shard.iterator = answer.get("NextShardIterator")
        if shard.iterator is None and not records:
            self.position.finished.append(shard.id)
            self.position.save()
            self.shards = []
        return records

    def iterator(self, shard: Shard) -> str:
        after = self.position.after.get(shard.id)
        start = {"ShardIteratorType": "TRIM_HORIZON"}
        if after is not None:
            start = {"ShardIteratorType": "AFTER_SEQUENCE_NUMBER", "SequenceNumber": after}
        answer = self.client.get_shard_iterator(StreamArn=self.position.stream, ShardId=shard.id, **start)
        return str(answer["ShardIterator"])

    def recover(self, shard: Shard, error: ClientError) -> None:
        """Raises the error, unless reading can go on with another iterator or other shards."""
        code, lost_iterator = error.response["Error"]["Code"], shard.iterator is not None
        shard.iterator = None
        if code in RECORDS_GONE:
            self.position.after.pop(shard.id, None)
        elif code == "ResourceNotFoundException":
            self.position.after.pop(shard.id, None)
            self.shards = []
        elif code not in ITERATOR_LOST or not lost_iterator:
            raise error


def streams_client(endpoint: str) -> Any:
    return boto3.client(
        "dynamodbstreams",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id="local",
        aws_secret_access_key="local",
        config=Config(connect_timeout=3, read_timeout=20, retries={"total_max_attempts": 2}),
    )

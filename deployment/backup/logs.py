"""Conversations with their messages, each as it was at one moment, read while people write.

The row is read first, strongly, and then the messages up to its last number: all of them were committed before the row
said so. What is written after that is beyond the number and not read. What an erasure takes in between is missed, and
then the row, which is emptied before its messages are deleted, is read again.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from chalicelib.model import Conversation, Stretch, now_ms
from deployment.backup.files import Item
from deployment.target import Tables

AT_ONCE = 8
ATTEMPTS = 5


class Log(NamedTuple):
    """A conversation's row, and its messages from the first that is kept to the last."""

    row: Item
    messages: list[Item]

    @property
    def holes(self) -> bool:
        return [number(each, "id") for each in self.messages] != list(range(first_id(self.row), last_id(self.row) + 1))


def logs(tables: Tables) -> Iterator[Log]:
    """All conversations; a page of them at a time is in memory."""
    pages = tables.client.get_paginator("scan").paginate(
        TableName=tables.name("conversations"), ConsistentRead=True, PaginationConfig={"PageSize": 100}
    )
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for page in pages:
            yield from (log for log in pool.map(lambda row: read(tables, row), page["Items"]) if log)


def read(tables: Tables, row: Item) -> Log | None:
    """None: the conversation's row is gone by now. One that stays with a hole is damaged, and read as it is."""
    for _ in range(ATTEMPTS):
        log = Log(row, messages(tables, row))
        if not log.holes:
            return log
        key = {"conversation_id": row["conversation_id"]}
        found = tables.client.get_item(TableName=tables.name("conversations"), Key=key, ConsistentRead=True)
        if "Item" not in found:
            return None
        row = found["Item"]
    return log


def messages(tables: Tables, row: Item) -> list[Item]:
    pages = tables.client.get_paginator("query").paginate(
        TableName=tables.name("messages"),
        KeyConditionExpression="conversation_id = :id AND #number BETWEEN :first AND :last",
        ExpressionAttributeNames={"#number": "id"},
        ExpressionAttributeValues={
            ":id": row["conversation_id"],
            ":first": {"N": str(first_id(row))},
            ":last": {"N": str(max(first_id(row), last_id(row)))},
        },
        ConsistentRead=True,
    )
    return [item for page in pages for item in page["Items"]]


def first_id(row: Item) -> int:
    """The number that the log begins with by now, by the rule that readers follow."""
    numbers = [int(each["N"]) for each in row.get("stretches", {}).get("L", [])]
    stretches = tuple(Stretch(*numbers[at : at + 3]) for at in range(0, len(numbers), 3))
    kept_from = number(row, "kept_from", 1)
    return Conversation("", "", "", "", kept_from=kept_from, stretches=stretches).first_id(now_ms())


def last_id(row: Item) -> int:
    return number(row, "last_id")


def number(item: Item, name: str, default: int = 0) -> int:
    return int(item.get(name, {"N": default})["N"])

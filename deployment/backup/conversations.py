"""Conversations with their messages, each as it was at one moment, and the repair of damaged ones.

The conversation's row is read first, consistently, and then its messages up to the row's last number. All of these were
stored before the row was updated, and messages that are stored later have higher numbers. An erasure may delete some in
between. It updates the row before it deletes messages, so a log with missing messages is read again.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from chalicelib.model import Conversation, Stretch, now_ms
from deployment.tables import Item, Tables

PARALLEL_READS = 8
ATTEMPTS = 5


class Log(NamedTuple):
    """A conversation's row, and its messages from the first one that is kept to the last."""

    row: Item
    messages: list[Item]

    @property
    def has_gaps(self) -> bool:
        expected = range(first_id(self.row), last_id(self.row) + 1)
        return [number(each, "id") for each in self.messages] != list(expected)


def all_logs(tables: Tables) -> Iterator[Log]:
    """Reads all conversations, one page at a time.

    The table's other rows, with what visitors' pages said, are left out: restored, they could outlive an erasure.
    """
    pages = tables.client.get_paginator("scan").paginate(
        TableName=tables.name("conversations"),
        FilterExpression="attribute_exists(last_id)",
        ConsistentRead=True,
        PaginationConfig={"PageSize": 100},
    )
    with ThreadPoolExecutor(PARALLEL_READS) as pool:
        for page in pages:
            yield from (log for log in pool.map(lambda row: read_log(tables, row), page["Items"]) if log)


def read_log(tables: Tables, row: Item) -> Log | None:
    """Returns None if the conversation is deleted meanwhile. A damaged log is returned with its gaps."""
    for _ in range(ATTEMPTS):
        log = Log(row, messages_between(tables, row, first_id(row), max(first_id(row), last_id(row))))
        if not log.has_gaps:
            return log
        found = get_conversation(tables, row)
        if found is None:
            return None
        row = found
    return log


def get_conversation(tables: Tables, row: Item) -> Item | None:
    key = {"conversation_id": row["conversation_id"]}
    response = tables.client.get_item(TableName=tables.name("conversations"), Key=key, ConsistentRead=True)
    item: Item | None = response.get("Item")
    return item


def messages_between(tables: Tables, row: Item, first: int, last: int) -> list[Item]:
    pages = tables.client.get_paginator("query").paginate(
        TableName=tables.name("messages"),
        KeyConditionExpression="conversation_id = :id AND #number BETWEEN :first AND :last",
        ExpressionAttributeNames={"#number": "id"},
        ExpressionAttributeValues={
            ":id": row["conversation_id"],
            ":first": {"N": str(first)},
            ":last": {"N": str(last)},
        },
        ConsistentRead=True,
    )
    return [item for page in pages for item in page["Items"]]


def first_id(row: Item) -> int:
    """The number of the first message that is kept now, by the same rule that readers follow."""
    numbers = [int(each["N"]) for each in row.get("stretches", {}).get("L", [])]
    stretches = tuple(Stretch(*numbers[at : at + 3]) for at in range(0, len(numbers), 3))
    kept_from = number(row, "kept_from", 1)
    return Conversation("", "", "", "", kept_from=kept_from, stretches=stretches).first_id(now_ms())


def last_id(row: Item) -> int:
    return number(row, "last_id")


def number(item: Item, name: str, default: int = 0) -> int:
    return int(item.get(name, {"N": default})["N"])


def without_expired(log: Log, now: int) -> Log | None:
    """The log without what has expired by `now`, in epoch seconds. None if the whole conversation has expired."""
    if expired(log.row, now):
        return None
    return Log(log.row, [each for each in log.messages if not expired(each, now)])


def expired(item: Item, now: int) -> bool:
    return "expires_at" in item and number(item, "expires_at") <= now


def repaired(log: Log) -> Log:
    """The log from the message after its last gap, as if everything before had been erased.

    The row's last number stays, so that no number is used twice. Messages beyond it were stored later and are left out.
    """
    last = last_id(log.row)
    by_id = {number(each, "id"): each for each in log.messages}
    first = last + 1
    while first - 1 >= first_id(log.row) and first - 1 in by_id:
        first -= 1
    row = log.row if first == first_id(log.row) else {**log.row, "kept_from": {"N": str(first)}}
    return Log(row, [by_id[each] for each in range(first, last + 1)])


def with_new_creation_time(row: Item, offset_ms: int) -> Item:
    """A page that has read beyond the restored log's end starts again from 0 when `created_at` changes."""
    return {**row, "created_at": {"N": str(number(row, "created_at") + offset_ms)}}


def with_inbox_keys(row: Item) -> Item:
    """Sets the keys of the index `latest`, as chalicelib/storage/conversations.py does: a repair may change them."""
    read_to = max(number(row, "admin_read"), number(row, "kept_from", 1) - 1)
    unread = last_id(row) > read_to
    latest_in = f"{row['site_id']['S']}#{'unread' if unread else 'read'}"
    latest_at = f"{number(row, 'last_at'):013d}#{row['conversation_id']['S']}"
    return {**row, "latest_in": {"S": latest_in}, "latest_at": {"S": latest_at}}

"""Conversations with their messages and their desk logs, each as it was at one moment, and the repair of damaged ones.

The conversation's row is read first, consistently, and then its messages up to the row's last number. All of these were
stored before the row was updated, and messages that are stored later have higher numbers. An erasure may delete some in
between. It updates the row before it deletes messages, so a log with missing messages is read again. The same is true
for the desk log.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from chalicelib.model import Conversation, now_ms
from chalicelib.storage.conversations import INDEX_KEYS, from_row, index_keys
from chalicelib.storage.tables import ConversationRow
from deployment.tables import Item, Tables

PARALLEL_READS = 8
ATTEMPTS = 5
LEAST: Item = {name: {"S": ""} for name in ("conversation_id", "site_id", "visitor_id", "visitor_name")}


class Log(NamedTuple):
    """A conversation's row, its messages from the first one that is kept to the last, and its desk log likewise."""

    row: Item
    messages: list[Item]
    desk: list[Item] = []  # noqa: RUF012 - nobody adds to it

    @property
    def has_gaps(self) -> bool:
        messages = numbers(self.messages) != [*range(first_id(self.row), last_id(self.row) + 1)]
        return messages or numbers(self.desk) != [*range(first_desk_id(self.row), desk_id(self.row) + 1)]


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
        log = Log(
            row,
            items_between(tables, "messages", row, first_id(row), max(first_id(row), last_id(row))),
            items_between(tables, "desk", row, first_desk_id(row), desk_id(row)) if has_desk(row) else [],
        )
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


def items_between(tables: Tables, noun: str, row: Item, first: int, last: int) -> list[Item]:
    """Messages, or entries of the desk log, by their numbers."""
    pages = tables.client.get_paginator("query").paginate(
        TableName=tables.name(noun),
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


def conversation_of(row: Item) -> Conversation:
    """As the server reads the row."""
    return from_row(ConversationRow.from_raw_data({**LEAST, **row}))


def first_id(row: Item) -> int:
    """The number of the first message that is kept now, by the same rule that readers follow."""
    return conversation_of(row).first_id(now_ms())


def first_desk_id(row: Item) -> int:
    return conversation_of(row).first_desk_id(now_ms())


def desk_id(row: Item) -> int:
    return number(row, "desk_id")


def has_desk(row: Item) -> bool:
    """Whether there is anything in the desk log."""
    return desk_id(row) >= first_desk_id(row)


def last_id(row: Item) -> int:
    return number(row, "last_id")


def number(item: Item, name: str, default: int = 0) -> int:
    return int(item.get(name, {"N": default})["N"])


def numbers(items: list[Item]) -> list[int]:
    return [number(each, "id") for each in items]


def without_expired(log: Log, now: int) -> Log | None:
    """The log without what has expired by `now`, in epoch seconds. None if the whole conversation has expired."""
    if expired(log.row, now):
        return None
    kept = ([each for each in items if not expired(each, now)] for items in (log.messages, log.desk))
    return Log(log.row, *kept)


def expired(item: Item, now: int) -> bool:
    return "expires_at" in item and number(item, "expires_at") <= now


def repaired(log: Log) -> Log:
    """The logs from the entry after their last gap, as if everything before had been erased.

    The row's last numbers stay, so that no number is used twice. Entries beyond them were stored later and are left
    out.
    """
    messages = without_gaps(log.messages, first_id(log.row), last_id(log.row))
    desk = without_gaps(log.desk, first_desk_id(log.row), desk_id(log.row))
    row = dict(log.row)
    if len(messages) <= last_id(row) - first_id(row):
        row["kept_from"] = {"N": str(last_id(row) + 1 - len(messages))}
    if len(desk) <= desk_id(row) - first_desk_id(row):
        row["desk_from"] = {"N": str(desk_id(row) + 1 - len(desk))}
    return Log(row, messages, desk)


def without_gaps(items: list[Item], first: int, last: int) -> list[Item]:
    """Those after the last gap between the numbers `first` and `last`."""
    by_id = {number(each, "id"): each for each in items}
    start = last + 1
    while start - 1 >= first and start - 1 in by_id:
        start -= 1
    return [by_id[each] for each in range(start, last + 1)]


def with_new_creation_time(row: Item, offset_ms: int) -> Item:
    """A page that has read beyond the restored log's end starts again from 0 when `created_at` changes."""
    return {**row, "created_at": {"N": str(number(row, "created_at") + offset_ms)}}


def with_index_keys(row: Item) -> Item:
    """Sets the keys of the indexes as the server does: a repair may change them."""
    keys = dict(zip(INDEX_KEYS, index_keys(conversation_of(row)), strict=True))
    kept = {name: value for name, value in row.items() if name not in keys}
    return {**kept, **{name: {"S": value} for name, value in keys.items() if value is not None}}

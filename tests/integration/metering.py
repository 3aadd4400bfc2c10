"""Computes what DynamoDB would bill from the sizes of the items, since no local engine reports it correctly.

The rules are those of the developer guide, "Read and write operations" and "Managing complex workflows with
transactions": a strong read costs a unit for each 4 KB, an eventually consistent one half; a write costs a unit for
each 1 KB of the larger of the old and the new item; in a transaction twice that. Reading a missing item costs the
minimum. An index is written when an item enters it, once when a projected attribute changed, twice when its key did.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from chalicelib.config import config
from chalicelib.storage.database import database
from tests.functions import acting_as
from tests.integration.engine import Forward, interposed

Item = dict[str, dict[str, Any]]

KEYS = {
    "conversations": ("conversation_id",),
    "messages": ("conversation_id", "id"),
    "connections": ("audience", "connection_id"),
    "limits": ("key",),
    "blocks": ("site_id", "block_id"),
    "admins": ("email",),
    "team": ("site_id", "admin_id"),
    "invitations": ("site_id", "invitation_id"),
    "sessions": ("admin_id", "session_id"),
    "audit": ("site_id", "entry_id"),
    "jobs": ("job_id",),
    "deliveries": ("webhook_id", "delivery_id"),
    "reports": ("owner", "part"),
    "sites": ("site_id",),
    "desk": ("conversation_id", "id"),
    "search": ("key", "place"),
}
INDEX_KEYS = {"conversations": (("site_id", "changed"), ("latest_in", "latest_at"))}  # of those with all attributes
KEYS_ONLY_INDEXES = {"conversations": (("visitor_id", "created_at"), ("desk_in", "desk_at"))}


@dataclass
class Bill:
    requests: list[str] = field(default_factory=list)
    read: float = 0  # units of the tables and the indexes
    written: int = 0  # units of the tables
    index_written: int = 0  # units of the indexes

    @property
    def units(self) -> tuple[int, float, int, int]:
        return len(self.requests), self.read, self.written, self.index_written


@contextmanager
def metered() -> Iterator[Bill]:
    """Yields the bill of the requests made inside."""
    bill = Bill()

    def rule(operation: str, parameters: dict[str, Any], forward: Forward) -> dict[str, Any]:
        bill.requests.append(operation)
        before = [stored(write) for write in writes_of(operation, parameters)]
        try:
            answer = forward()
        finally:  # a write whose condition fails is charged too
            if before:
                charge_writes(bill, operation, parameters, before)
        if operation == "BatchGetItem":
            charge_batch(bill, parameters, answer)
        elif not before:
            strong = parameters.get("ConsistentRead", False)
            items = answer.get("Items", [answer.get("Item", {})])
            units = max(1, math.ceil(sum(map(size, items)) / 4096))
            bill.read += units if strong else units / 2
        return answer

    with interposed(rule):
        yield bill


def charge_batch(bill: Bill, parameters: dict[str, Any], answer: dict[str, Any]) -> None:
    """Each item is read, and rounded up, by itself."""
    for table, request in parameters["RequestItems"].items():
        found = answer["Responses"][table]
        missing = len(request["Keys"]) - len(found)
        units = missing + sum(max(1, math.ceil(size(item) / 4096)) for item in found)
        bill.read += units if request.get("ConsistentRead", False) else units / 2


def writes_of(operation: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
    if operation == "TransactWriteItems":
        return [write for item in parameters["TransactItems"] for write in item.values()]
    if operation == "BatchWriteItem":
        batches = parameters["RequestItems"].items()
        return [{"TableName": table, **write} for table, batch in batches for each in batch for write in each.values()]
    return [parameters] if operation in ("PutItem", "UpdateItem", "DeleteItem") else []


def charge_writes(bill: Bill, operation: str, parameters: dict[str, Any], before: list[Item]) -> None:
    times = 2 if operation == "TransactWriteItems" else 1
    for write, old in zip(writes_of(operation, parameters), before, strict=True):
        new = stored(write)
        units = max(1, math.ceil(max(size(old), size(new)) / 1024))
        bill.written += units * times
        bill.index_written += index_units(noun_of(write), old, new)


def index_units(noun: str, old: Item, new: Item) -> int:
    if old == new:
        return 0
    full = sum(units_of_index(keys, old, new) for keys in INDEX_KEYS.get(noun, ()))
    return full + sum(entries_moved(keys, old, new) for keys in KEYS_ONLY_INDEXES.get(noun, ()))


def entries_moved(keys: tuple[str, ...], old: Item, new: Item) -> int:
    """An entry of less than 1 KB, which is written when it enters the index, leaves it, or changes its key."""
    moved = [old.get(key) for key in keys] != [new.get(key) for key in keys]
    return sum(1 for item in (old, new) if item) if moved else 0


def units_of_index(keys: tuple[str, ...], old: Item, new: Item) -> int:
    entries = [math.ceil(size(item) / 1024) for item in (old, new) if all(key in item for key in keys)]
    if not entries:  # an item without the keys is not in the index
        return 0
    moved = [old.get(key) for key in keys] != [new.get(key) for key in keys]
    return sum(entries) if moved else max(entries)


def stored(write: dict[str, Any]) -> Item:
    """The item that a write changes, as it is in the table now."""
    client = database().client
    key = write.get("Key") or {name: write["Item"][name] for name in KEYS[noun_of(write)]}
    request = {"TableName": write["TableName"], "Key": key, "ConsistentRead": True}
    with acting_as(""):
        answer = type(client).call(client, "GetItem", request)  # not metered
    item: Item = answer.get("Item", {})
    return item


def noun_of(write: dict[str, Any]) -> str:
    return str(write["TableName"]).removeprefix(config().table_prefix)


def size(item: Item) -> int:
    return sum(len(name.encode()) + value_size(value) for name, value in item.items())


def value_size(value: dict[str, Any]) -> int:
    ((kind, content),) = value.items()
    if kind == "S":
        return len(content.encode())
    if kind == "N":
        return math.ceil(len(content.strip("-").strip("0")) / 2) + 1
    if kind == "L":
        return 3 + sum(1 + value_size(each) for each in content)
    return 1  # BOOL, NULL

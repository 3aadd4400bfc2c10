"""The writes of a transaction as DynamoDB has them.

PynamoDB makes the same of objects, one for each column and operator: a quarter of the CPU time of a send
(docs/adr/0016-cpu-of-a-request.md). So the transaction that stores a message is written with these.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from chalicelib.storage import mapping
from chalicelib.storage.database import Item, Row
from chalicelib.storage.mapping import Difference


class Requirement(NamedTuple):
    """A condition. `text` has each column as `#column`."""

    text: str
    columns: tuple[str, ...]  # by their names in DynamoDB
    values: Item  # none begins with `:set_`

    def __and__(self, other: "Requirement") -> "Requirement":
        text = f"({self.text}) AND ({other.text})"
        return Requirement(text, (*self.columns, *other.columns), {**self.values, **other.values})


def text(content: str) -> dict[str, str]:
    return {"S": content}


def number(content: int) -> dict[str, str]:
    return {"N": str(content)}


def exists(key: str) -> Requirement:
    return Requirement(f"attribute_exists(#{key})", (key,), {})


def does_not_exist(key: str) -> Requirement:
    return Requirement(f"attribute_not_exists(#{key})", (key,), {})


def is_free(now: int) -> Requirement:
    """Of a number in a log: TTL may have deleted the row of an expired conversation, and not yet all of its entries."""
    return Requirement("attribute_not_exists(#id) OR #expires_at < :now", ("id", "expires_at"), {":now": number(now)})


def put(kind: type[Row], item: Item, requirement: Requirement) -> dict[str, Any]:
    return {"TableName": kind.table_name(), "Item": item, **conditional(requirement.columns, requirement)}


def update(kind: type[Row], key: Item, difference: Difference, requirement: Requirement) -> dict[str, Any]:
    changed = mapping.raw_changes(kind, difference)
    set_to = {column: raw for column, raw in changed.items() if raw is not None}
    removed = [f"#{column}" for column in changed if column not in set_to]
    parts = []
    if set_to:
        parts.append("SET " + ", ".join([f"#{column} = :set_{column}" for column in set_to]))
    if removed:
        parts.append("REMOVE " + ", ".join(removed))
    return {
        "TableName": kind.table_name(),
        "Key": key,
        "UpdateExpression": " ".join(parts),
        **conditional((*changed, *requirement.columns), requirement, set_to),
    }


def conditional(
    columns: Iterable[str], requirement: Requirement, set_to: Mapping[str, dict[str, Any]] | None = None
) -> dict[str, Any]:
    """DynamoDB refuses an empty map of values."""
    found: dict[str, Any] = {
        "ConditionExpression": requirement.text,
        "ExpressionAttributeNames": {f"#{column}": column for column in columns},
    }
    values = {**{f":set_{column}": raw for column, raw in (set_to or {}).items()}, **requirement.values}
    if values:
        found["ExpressionAttributeValues"] = values
    return found

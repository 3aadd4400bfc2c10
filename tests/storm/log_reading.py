"""Reads both logs of every conversation, and what its row says of the desk, directly from DynamoDB."""

import json
from typing import Any

import boto3

from tests.storm.records import Desk, DeskStored, Stored, digest

PREFIX = "porchlight-local-"
Row = dict[str, Any]


def read_logs(address: str) -> tuple[dict[str, list[Stored]], dict[str, Desk]]:
    """Returns each conversation's log and its desk log by its id, in the tables' order."""
    client = boto3.client("dynamodb", endpoint_url=address)
    pages = client.get_paginator("scan").paginate(TableName=f"{PREFIX}conversations", ConsistentRead=True)
    rows = {row["conversation_id"]["S"]: row for page in pages for row in page["Items"] if "last_id" in row}
    logs = {id: [stored(entry) for entry in entries_of(client, "messages", id)] for id in rows}
    desks = {
        id: Desk([desk_stored(entry) for entry in entries_of(client, "desk", id)], state_of(row))
        for id, row in rows.items()
    }
    return logs, desks


def entries_of(client: Any, table: str, conversation_id: str) -> list[Row]:
    pages = client.get_paginator("query").paginate(
        TableName=f"{PREFIX}{table}",
        KeyConditionExpression="conversation_id = :it",
        ExpressionAttributeValues={":it": {"S": conversation_id}},
        ConsistentRead=True,
    )
    return [row for page in pages for row in page["Items"]]


def stored(row: dict[str, Any]) -> Stored:
    kind = row["kind"]["S"] if "kind" in row else ""
    files = json.loads(row["attachments"]["S"]) if "attachments" in row and not kind else []
    return Stored(
        id=int(row["id"]["N"]),
        client_id=row["client_id"]["S"],
        digest=digest("\n".join([row["body"]["S"], *(each["name"] for each in files)])),
        kind=kind,
        target=number(row, "target"),
        sender=row["sender_type"]["S"],
    )


def desk_stored(row: Row) -> DeskStored:
    kind, added, removed = row["kind"]["S"], texts(row, "added"), texts(row, "removed")
    if kind in ("linked", "unlinked"):
        value = f"{kind} {text(row, 'other_id')}"
    else:
        value = text(row, "assignee_id") if kind == "assigned" else str(number(row, "until"))
    change = kind in ("edited", "deleted")
    # admin_tab.js makes the same text of what a page shows.
    shown = {
        "assigned": f"assigned {value}",
        "tagged": f"tagged +{','.join(added)} -{','.join(removed)}",
        "snoozed": f"snoozed {value}",
        "linked": value,
        "unlinked": value,
    }.get(kind, text(row, "body"))
    entry = Stored(
        id=number(row, "id"),
        client_id=row["client_id"]["S"],
        digest=digest(shown),
        kind=kind if change else "",
        target=number(row, "target"),
    )
    return DeskStored(entry, kind, row["author_id"]["S"], number(row, "at_id"), value, added, removed)


def state_of(row: Row) -> dict[str, Any]:
    return {
        "status": row["status"]["S"],
        "assignee": text(row, "assignee_id"),
        "tags": list(texts(row, "tags")),
        "snoozed_until": number(row, "snoozed_until"),
        "links": list(texts(row, "links")),
        "desk_id": number(row, "desk_id"),
    }


def text(row: Row, name: str) -> str:
    return str(row[name]["S"]) if name in row else ""


def number(row: Row, name: str) -> int:
    return int(row[name]["N"]) if name in row else 0


def texts(row: Row, name: str) -> tuple[str, ...]:
    return tuple(each["S"] for each in row[name]["L"]) if name in row else ()

"""Reads the log of every conversation directly from DynamoDB."""

import json
from typing import Any

import boto3

from tests.storm.records import Stored, digest

PREFIX = "porchlight-local-"


def read_logs(address: str) -> dict[str, list[Stored]]:
    """Returns each conversation's log by its id, in the table's order."""
    client = boto3.client("dynamodb", endpoint_url=address)
    rows = client.get_paginator("scan").paginate(TableName=f"{PREFIX}conversations", ConsistentRead=True)
    ids = [row["conversation_id"]["S"] for page in rows for row in page["Items"]]
    return {id: log_of(client, id) for id in ids}


def log_of(client: Any, conversation_id: str) -> list[Stored]:
    pages = client.get_paginator("query").paginate(
        TableName=f"{PREFIX}messages",
        KeyConditionExpression="conversation_id = :it",
        ExpressionAttributeValues={":it": {"S": conversation_id}},
        ConsistentRead=True,
    )
    return [stored(row) for page in pages for row in page["Items"]]


def stored(row: dict[str, Any]) -> Stored:
    kind = row["kind"]["S"] if "kind" in row else ""
    files = json.loads(row["attachments"]["S"]) if "attachments" in row and not kind else []
    return Stored(
        id=int(row["id"]["N"]),
        client_id=row["client_id"]["S"],
        digest=digest("\n".join([row["body"]["S"], *(each["name"] for each in files)])),
        kind=kind,
        target=int(row["target"]["N"]) if "target" in row else 0,
    )

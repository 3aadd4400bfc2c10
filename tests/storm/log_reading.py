"""Reads the log of every conversation directly from DynamoDB."""

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
    return [
        Stored(int(row["id"]["N"]), row["client_id"]["S"], digest(row["body"]["S"]))
        for page in pages
        for row in page["Items"]
    ]

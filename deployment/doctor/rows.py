"""Rows of DynamoDB as plain values, and those under one key."""

from typing import Any

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

from deployment.target import Tables

Row = dict[str, Any]


def put(tables: Tables, noun: str, row: Row) -> None:
    tables.client.put_item(TableName=tables.name(noun), Item=stored(row))


def delete(tables: Tables, noun: str, key: Row) -> None:
    """Harmless when there is no such row."""
    tables.client.delete_item(TableName=tables.name(noun), Key=stored(key))


def get(tables: Tables, noun: str, key: Row) -> Row:
    """Reads strongly; an empty row is none."""
    answer = tables.client.get_item(TableName=tables.name(noun), Key=stored(key), ConsistentRead=True)
    return plain(answer.get("Item", {}))


def under(tables: Tables, noun: str, hash_key: str, value: str, index: str | None = None) -> list[Row]:
    """All rows with this hash key; strongly, unless an index has them."""
    more = {"IndexName": index} if index else {"ConsistentRead": True}
    pages = tables.client.get_paginator("query").paginate(
        TableName=tables.name(noun),
        KeyConditionExpression="#hash = :value",
        ExpressionAttributeNames={"#hash": hash_key},
        ExpressionAttributeValues={":value": {"S": value}},
        **more,
    )
    return [plain(item) for page in pages for item in page["Items"]]


def every(tables: Tables, noun: str) -> list[Row]:
    """All rows of a small table."""
    return [plain(item) for item in tables.scanned(noun)]


def stored(row: Row) -> Row:
    return {name: TypeSerializer().serialize(value) for name, value in row.items()}


def plain(item: Row) -> Row:
    return {name: TypeDeserializer().deserialize(value) for name, value in item.items()}

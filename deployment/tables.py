"""The DynamoDB tables of one deployment: reading and writing their rows, and creating them on DynamoDB Local."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import boto3
from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from botocore.config import Config

from deployment.template_files import table_definitions
from devtools.console import Problem

Item = dict[str, Any]  # attributes in DynamoDB's JSON: {"id": {"N": "1"}}
Row = dict[str, Any]  # attributes as Python values: {"id": Decimal(1)}

LOCAL_PREFIX = "porchlight-local-"  # of the tables of the local run
# Settings that CreateTable does not accept, and settings that DynamoDB Local does not need.
NOT_IN_CREATE_TABLE = {"TimeToLiveSpecification", "PointInTimeRecoverySpecification", "DeletionProtectionEnabled"}


@dataclass(frozen=True, slots=True)
class Tables:
    client: Any
    prefix: str

    def name(self, noun: str) -> str:
        return self.prefix + noun

    def names(self) -> set[str]:
        """The names of all tables that the client sees, those of other deployments included."""
        pages = self.client.get_paginator("list_tables").paginate()
        return {name for page in pages for name in page["TableNames"]}

    def items(self, noun: str) -> Iterator[Item]:
        """Scans a table. Only maintenance commands may scan."""
        for page in self.client.get_paginator("scan").paginate(TableName=self.name(noun), ConsistentRead=True):
            yield from page["Items"]

    def rows(self, noun: str) -> list[Row]:
        """All rows of a small table."""
        return [deserialized(item) for item in self.items(noun)]

    def sites(self) -> Iterator[Row]:
        """The rows of sites, without the other rows of their table: no site's id contains `#`."""
        return (row for row in self.rows("sites") if "#" not in str(row["site_id"]))

    def query(self, noun: str, hash_key: str, value: str, index: str | None = None) -> list[Row]:
        """All rows with this hash key, read consistently unless an index is queried."""
        pages = self.client.get_paginator("query").paginate(
            TableName=self.name(noun),
            KeyConditionExpression="#hash = :value",
            ExpressionAttributeNames={"#hash": hash_key},
            ExpressionAttributeValues={":value": {"S": value}},
            **({"IndexName": index} if index else {"ConsistentRead": True}),
        )
        return [deserialized(item) for page in pages for item in page["Items"]]

    def get(self, noun: str, key: Row) -> Row:
        """Reads consistently. Returns an empty row if there is none."""
        response = self.client.get_item(TableName=self.name(noun), Key=serialized(key), ConsistentRead=True)
        return deserialized(response.get("Item", {}))

    def put(self, noun: str, row: Row) -> None:
        self.client.put_item(TableName=self.name(noun), Item=serialized(row))

    def delete(self, noun: str, key: Row) -> None:
        """Does nothing if there is no such row."""
        self.client.delete_item(TableName=self.name(noun), Key=serialized(key))


def serialized(row: Row) -> Item:
    return {name: TypeSerializer().serialize(value) for name, value in row.items()}


def deserialized(item: Item) -> Row:
    return {name: TypeDeserializer().deserialize(value) for name, value in item.items()}


def local_tables(endpoint: str, prefix: str) -> Tables:
    """The tables on DynamoDB Local, which accepts any credentials, so that it never receives real ones."""
    client = boto3.client(
        "dynamodb",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id="local",
        aws_secret_access_key="local",
        config=Config(connect_timeout=3, retries={"total_max_attempts": 2}, max_pool_connections=32),
    )
    return Tables(client, prefix)


def create_tables(endpoint: str, prefix: str) -> list[str]:
    """Creates the missing tables on DynamoDB Local. Returns their names."""
    tables = local_tables(endpoint, prefix)
    existing = tables.names()
    missing = [each for each in table_definitions(prefix) if each["TableName"] not in existing]
    for definition in table_definitions(prefix):
        if definition["TableName"] in existing and lacks_an_index(tables.client, definition):
            raise Problem("The local data is of an earlier version. Start again without it: python3 dev.py run --reset")
    for definition in missing:
        settings = {name: definition[name] for name in definition.keys() - NOT_IN_CREATE_TABLE}
        if "StreamSpecification" in settings:  # CloudFormation's has no such switch
            settings["StreamSpecification"] = {"StreamEnabled": True, **settings["StreamSpecification"]}
        tables.client.create_table(**settings)
        if "TimeToLiveSpecification" in definition:
            tables.client.update_time_to_live(
                TableName=definition["TableName"], TimeToLiveSpecification=definition["TimeToLiveSpecification"]
            )
    return [each["TableName"] for each in missing]


def lacks_an_index(client: Any, definition: dict[str, Any]) -> bool:
    """Whether the table was created by an earlier version. On AWS, CloudFormation adds the index."""
    described = client.describe_table(TableName=definition["TableName"])["Table"]
    known = {each["IndexName"] for each in described.get("GlobalSecondaryIndexes", [])}
    return any(each["IndexName"] not in known for each in definition.get("GlobalSecondaryIndexes", []))

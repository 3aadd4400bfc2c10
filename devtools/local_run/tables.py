"""Creates the tables on DynamoDB Local from the template that deployments use, deployment/templates/tables.yaml."""

import time
from pathlib import Path
from typing import Any

import boto3
import yaml

from deployment.migrations import m0001_list_by_last_message
from deployment.migrations.rows import Rows

TEMPLATE = Path(__file__).parents[2] / "deployment" / "templates" / "tables.yaml"

# What CreateTable does not take, settings with calls of their own, and what a table on a laptop does not need.
NOT_AT_ONCE = {"TimeToLiveSpecification", "PointInTimeRecoverySpecification", "DeletionProtectionEnabled"}

# DynamoDB Local takes any; real ones are not sent to it.
ANYBODY: dict[str, Any] = {"region_name": "us-east-1", "aws_access_key_id": "local", "aws_secret_access_key": "local"}


def create_tables(endpoint: str, prefix: str) -> list[str]:
    """Creates the tables that are not there yet, and returns their names. A table of before gets its new indexes."""
    client = boto3.client("dynamodb", endpoint_url=endpoint, **ANYBODY)
    # One answer names 100 tables at most.
    existing = {name for page in client.get_paginator("list_tables").paginate() for name in page["TableNames"]}
    created = []
    for definition in definitions(prefix):
        if definition["TableName"] in existing:
            create_indexes(client, definition, prefix)
            continue
        client.create_table(**{name: value for name, value in definition.items() if name not in NOT_AT_ONCE})
        if "TimeToLiveSpecification" in definition:
            client.update_time_to_live(
                TableName=definition["TableName"],
                TimeToLiveSpecification=definition["TimeToLiveSpecification"],
            )
        created.append(definition["TableName"])
    return created


def create_indexes(client: Any, definition: dict[str, Any], prefix: str) -> None:
    """Adds the indexes that a table lacks, one after the other as DynamoDB wants it.

    There are no migrations on a laptop, so the rows get their keys here: before the index exists, so that a start that
    is cut short is made up for by the next one.
    """
    wanted = definition.get("GlobalSecondaryIndexes", [])
    if not wanted:
        return
    name = definition["TableName"]
    table = client.describe_table(TableName=name)["Table"]
    there = {index["IndexName"] for index in table.get("GlobalSecondaryIndexes", [])}
    for index in wanted:
        if index["IndexName"] not in there:
            for _ in m0001_list_by_last_message.work(Rows(client, prefix), None):
                pass
            client.update_table(
                TableName=name,
                AttributeDefinitions=definition["AttributeDefinitions"],
                GlobalSecondaryIndexUpdates=[{"Create": index}],
            )
            wait_for_index(client, name, index["IndexName"])


def wait_for_index(client: Any, table: str, name: str) -> None:
    while True:
        indexes = client.describe_table(TableName=table)["Table"]["GlobalSecondaryIndexes"]
        if {index["IndexName"]: index["IndexStatus"] for index in indexes}[name] == "ACTIVE":
            return
        time.sleep(0.1)


def definitions(prefix: str) -> list[dict[str, Any]]:
    """Returns each table's properties with its real name."""
    template = yaml.safe_load(TEMPLATE.read_text(encoding="utf-8"))
    tables = [resource["Properties"] for resource in template["Resources"].values()]
    return [{**table, "TableName": table["TableName"]["Fn::Sub"].replace("${Prefix}", prefix)} for table in tables]

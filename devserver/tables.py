"""Creates the tables on DynamoDB Local from the definitions that deployment uses, `infra/tables.yaml`."""

from pathlib import Path
from typing import Any

import boto3
import yaml

TEMPLATE = Path(__file__).parent.parent / "infra" / "tables.yaml"

# What CreateTable does not take, settings with calls of their own, and what a table on a laptop does not need.
NOT_AT_ONCE = {"TimeToLiveSpecification", "PointInTimeRecoverySpecification", "DeletionProtectionEnabled"}

# DynamoDB Local takes any; real ones are not sent to it.
ANYBODY: dict[str, Any] = {"region_name": "us-east-1", "aws_access_key_id": "local", "aws_secret_access_key": "local"}


def create_tables(endpoint: str, prefix: str) -> list[str]:
    """Creates the tables that are not there yet, and returns their names."""
    client = boto3.client("dynamodb", endpoint_url=endpoint, **ANYBODY)
    existing = set(client.list_tables()["TableNames"])
    created = []
    for definition in definitions(prefix):
        if definition["TableName"] in existing:
            continue
        client.create_table(**{name: value for name, value in definition.items() if name not in NOT_AT_ONCE})
        if "TimeToLiveSpecification" in definition:
            client.update_time_to_live(
                TableName=definition["TableName"],
                TimeToLiveSpecification=definition["TimeToLiveSpecification"],
            )
        created.append(definition["TableName"])
    return created


def definitions(prefix: str) -> list[dict[str, Any]]:
    """Returns each table's properties with its real name."""
    template = yaml.safe_load(TEMPLATE.read_text(encoding="utf-8"))
    tables = [resource["Properties"] for resource in template["Resources"].values()]
    return [{**table, "TableName": table["TableName"]["Fn::Sub"].replace("${Prefix}", prefix)} for table in tables]

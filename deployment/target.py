"""What is looked after: where a deployment is reachable, and where its tables are."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from deployment import parameters
from deployment.account import Account
from deployment.stage import Stage
from devtools.console import Problem

LOCAL_FILE = "addresses.json"  # the gateway writes it into the run's folder


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of one deployment, by noun, and a client that reaches them."""

    client: Any
    prefix: str

    def name(self, noun: str) -> str:
        return self.prefix + noun

    def scanned(self, noun: str) -> Iterator[dict[str, Any]]:
        """All rows of a table, as DynamoDB writes them. Only tools may scan."""
        pages = self.client.get_paginator("scan").paginate(TableName=self.name(noun), ConsistentRead=True)
        for page in pages:
            yield from page["Items"]


@dataclass(frozen=True, slots=True)
class Deployed:
    """A stage, and the account that it is in."""

    account: Account
    stage: Stage


@dataclass(frozen=True, slots=True)
class Target:
    name: str
    api: str
    pages: str
    dashboard: str
    socket: str | None
    tables: Tables = field(repr=False)
    deployed: Deployed | None = None  # None: on this machine


def deployed_stage(account: Account, stage: Stage) -> Target:
    """Raises `Problem` where nothing is deployed."""
    said = parameters.read(account, stage, parameters.ADDRESSES)
    if said is None:
        raise Problem(
            f"Nothing is deployed as {stage.name} in {stage.region}: python3 dev.py deploy --stage {stage.name}"
        )
    tables = Tables(account.client("dynamodb"), stage.prefix)
    return target(f"{stage.name} in {stage.region}", said, tables, Deployed(account, stage))


def local_run(folder: Path) -> Target:
    """The run on this machine that keeps its state in `folder`. Raises `Problem` if there has never been one."""
    try:
        said = json.loads((folder / LOCAL_FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Problem(f"No run was ever started on {folder}. Start one: python3 dev.py run") from None
    return target(f"the run on {said.get('shop', said['pages'])}", said, local_tables(said["dynamodb"], said["prefix"]))


def local_tables(address: str, prefix: str) -> Tables:
    """On DynamoDB Local, which takes any credentials; real ones are not sent there."""
    client = boto3.client(
        "dynamodb",
        endpoint_url=address,
        region_name="us-east-1",
        aws_access_key_id="local",
        aws_secret_access_key="local",
        config=Config(connect_timeout=3, retries={"total_max_attempts": 2}, max_pool_connections=32),
    )
    return Tables(client, prefix)


def target(name: str, said: dict[str, Any], tables: Tables, deployed: Deployed | None = None) -> Target:
    return Target(
        name=name,
        api=said["api"].rstrip("/"),
        pages=said["pages"].rstrip("/"),
        dashboard=said["dashboard"],
        socket=said.get("socket"),
        tables=tables,
        deployed=deployed,
    )

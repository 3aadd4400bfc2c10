"""What is looked after: where a deployment is reachable, and where its tables are."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from devtools.problem import Problem

LOCAL_FILE = "addresses.json"  # the gateway writes it into the run's folder


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of one deployment, by noun, and a client that reaches them."""

    client: Any
    prefix: str

    def name(self, noun: str) -> str:
        return self.prefix + noun


@dataclass(frozen=True, slots=True)
class Target:
    name: str
    api: str
    pages: str
    dashboard: str
    socket: str | None
    tables: Tables = field(repr=False)


def local_run(folder: Path) -> Target:
    """The run on this machine that keeps its state in `folder`. Raises `Problem` if there has never been one."""
    try:
        said = json.loads((folder / LOCAL_FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Problem(f"No run was ever started on {folder}. Start one: python3 dev.py run") from None
    return target(f"the run on {said['pages']}", said, local_tables(said["dynamodb"], said["prefix"]))


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


def target(name: str, said: dict[str, Any], tables: Tables) -> Target:
    return Target(
        name=name,
        api=said["api"].rstrip("/"),
        pages=said["pages"].rstrip("/"),
        dashboard=said["dashboard"],
        socket=said.get("socket"),
        tables=tables,
    )

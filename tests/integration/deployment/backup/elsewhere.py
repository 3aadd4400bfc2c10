"""Tables of a test's own in the session's store, and the server made to use them for a while."""

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from typing import Any

from chalicelib.config import config
from chalicelib.storage import database, sessions, sites
from deployment.backup.place import Kept, Place
from deployment.migrations.schema import Schema
from deployment.target import Tables, local_tables
from devtools.local_run.tables import create_tables, definitions

NOUNS = [each["TableName"] for each in definitions("")]
KEYS = {each["TableName"]: [key["AttributeName"] for key in each["KeySchema"]] for each in definitions("")}


def new_tables(store: str) -> Tables:
    prefix = f"porchlight-{secrets.token_hex(4)}-"
    create_tables(store, prefix)
    return local_tables(store, prefix)


def place(tables: Tables, keys: list[str] | None = None, schema: list[str] | None = None) -> Place:
    """`keys`, `schema`: what becomes of the texts beside the tables."""
    kept = [] if keys is None else keys
    schemas = [json.dumps(asdict(Schema()))] if schema is None else schema
    return Place("a test", tables, 0, Kept(lambda: kept[-1], kept.append), Kept(lambda: schemas[-1], schemas.append))


@contextmanager
def server_on(tables: Tables) -> Iterator[None]:
    """Inside, the unchanged server reads and writes these tables."""
    point_at(tables.prefix)
    try:
        yield
    finally:
        point_at(config().table_prefix)


def point_at(prefix: str) -> None:
    database.config = lambda: replace(config(), table_prefix=prefix)  # type: ignore[assignment]
    sites.known.clear()
    sessions.known.clear()


def rows(tables: Tables, noun: str) -> dict[str, dict[str, Any]]:
    """All rows, by their keys."""
    pages = tables.client.get_paginator("scan").paginate(TableName=tables.name(noun), ConsistentRead=True)
    found = [item for page in pages for item in page["Items"]]
    return {repr([item[name] for name in KEYS[noun]]): item for item in found}


def wipe(tables: Tables) -> None:
    for noun in NOUNS:
        for item in rows(tables, noun).values():
            key = {name: item[name] for name in KEYS[noun]}
            tables.client.delete_item(TableName=tables.name(noun), Key=key)

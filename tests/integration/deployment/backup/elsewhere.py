"""A test's own tables in the session's DynamoDB Local, and a server that uses them for a while."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from chalicelib.config import config
from chalicelib.storage import database, sessions, sites
from deployment.backup.store import Store
from deployment.tables import Tables, create_tables, local_tables
from deployment.template_files import table_definitions

Rows = dict[str, dict[str, Any]]  # by key

NOUNS = [each["TableName"] for each in table_definitions("")]
KEYS = {each["TableName"]: [key["AttributeName"] for key in each["KeySchema"]] for each in table_definitions("")}


def new_tables(store: str) -> Tables:
    prefix = f"porchlight-{secrets.token_hex(4)}-"
    create_tables(store, prefix)
    return local_tables(store, prefix)


class Keys:
    """Signing keys in memory: the last text is the current one."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts

    def read(self) -> str:
        return self.texts[-1]

    def write(self, text: str) -> None:
        self.texts.append(text)


def store_of(tables: Tables, keys: list[str] | None = None) -> Store:
    return Store("a test", tables, 0, Keys([] if keys is None else keys))


@contextmanager
def server_on(tables: Tables) -> Iterator[None]:
    """Within this context, the unchanged server reads and writes these tables."""
    point_at(tables.prefix)
    try:
        yield
    finally:
        point_at(config().table_prefix)


def point_at(prefix: str) -> None:
    database.config = lambda: replace(config(), table_prefix=prefix)  # type: ignore[assignment]
    sites.known.clear()
    sessions.known.clear()


def rows(tables: Tables, noun: str) -> Rows:
    """All rows, by key."""
    pages = tables.client.get_paginator("scan").paginate(TableName=tables.name(noun), ConsistentRead=True)
    found = [item for page in pages for item in page["Items"]]
    return {repr([item[name] for name in KEYS[noun]]): item for item in found}


def wipe(tables: Tables) -> None:
    for noun in NOUNS:
        for item in rows(tables, noun).values():
            key = {name: item[name] for name in KEYS[noun]}
            tables.client.delete_item(TableName=tables.name(noun), Key=key)

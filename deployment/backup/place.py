"""Where a backup is made of, or put back to: tables, and the signing keys beside them."""

import argparse
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from deployment import where
from deployment.account import Account
from deployment.migrations import schema as schemas
from deployment.migrations.schema import Schema
from deployment.parameters import SIGNING_KEY
from deployment.stage import Stage
from deployment.target import Tables, local_run, local_tables
from devtools import folders
from devtools.console import Problem
from devtools.local_run.environment import TABLE_PREFIX
from devtools.local_run.tables import create_tables
from devtools.setup import dynamodb_local

# A site is believed for a minute (chalicelib/storage/sites.py), and a call that began before may take some seconds.
SETTLE_SECONDS = 75.0


@dataclass(frozen=True, slots=True)
class Kept:
    """A text that a place keeps beside its tables."""

    read: Callable[[], str]
    write: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    tables: Tables
    settle_seconds: float  # after which no Lambda believes what it read before of a site
    keys: Kept = field(repr=False)  # those that sign
    schema: Kept  # how far its rows have been migrated; JSON


# Migrations run when a stage is deployed; the run on this machine has none.
NEVER_MIGRATED = Kept(lambda: json.dumps(asdict(Schema())), lambda text: None)


@contextmanager
def chosen(arguments: argparse.Namespace) -> Iterator[Place]:
    """What the command line names."""
    if arguments.stage is not None:
        yield deployed(*where.stage(arguments))
        return
    with local(arguments.data.resolve()) as place:
        yield place


def deployed(account: Account, stage: Stage) -> Place:
    """A stage, whose tables must be there."""
    tables = Tables(account.client("dynamodb"), stage.prefix)
    if tables.name("sites") not in all_tables(tables):
        raise Problem(
            f"There are no tables of {stage.name} in {stage.region}: python3 dev.py deploy --stage {stage.name}"
        )
    return Place(stage.name, tables, SETTLE_SECONDS, keys_of(account, stage), schema_of(account, stage))


def all_tables(tables: Tables) -> set[str]:
    pages = tables.client.get_paginator("list_tables").paginate()
    return {name for page in pages for name in page["TableNames"]}


def schema_of(account: Account, stage: Stage) -> Kept:
    def write(text: str) -> None:
        schemas.write(account, stage, Schema(**json.loads(text)))

    return Kept(lambda: json.dumps(asdict(schemas.read(account, stage))), write)


def keys_of(account: Account, stage: Stage) -> Kept:
    client, name = account.client("ssm"), stage.parameter(SIGNING_KEY)

    def read() -> str:
        return str(client.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"])

    def write(text: str) -> None:
        client.put_parameter(Name=name, Type="SecureString", Value=text, Overwrite=True)

    return Kept(read, write)


@contextmanager
def local(folder: Path) -> Iterator[Place]:
    """The state of a run on this machine, whether it runs at the moment or not."""
    keys = keys_in(folder / folders.SIGNING_KEY)
    with ExitStack() as until_the_end:
        try:
            until_the_end.enter_context(folders.data_in_use(folder))
        except Problem:  # a run has it
            yield Place("local", local_run(folder).tables, SETTLE_SECONDS, keys, NEVER_MIGRATED)
            return
        store = until_the_end.enter_context(dynamodb_local.running(folders.tables(folder)))
        create_tables(store.address, TABLE_PREFIX)
        yield Place("local", local_tables(store.address, TABLE_PREFIX), 0, keys, NEVER_MIGRATED)


def keys_in(path: Path) -> Kept:
    def write(text: str) -> None:
        path.touch(mode=0o600)
        path.write_text(text, encoding="utf-8")

    return Kept(lambda: path.read_text(encoding="utf-8"), write)

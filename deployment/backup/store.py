"""What a backup is made of and restored to: the tables of a deployment, and its signing keys."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol

from deployment import first_site, parameters, site_files
from deployment.account import Account
from deployment.stage import Stage
from deployment.tables import LOCAL_PREFIX, Tables, create_tables, local_tables
from deployment.target import account_and_stage, local_run
from devtools import folders
from devtools.console import Problem
from devtools.setup import dynamodb_local

# Functions cache a site for a minute (chalicelib/storage/sites.py), and a call that is in progress takes some seconds.
SITE_CACHE_SECONDS = 75.0


class SigningKeys(Protocol):
    def read(self) -> str: ...
    def write(self, text: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Store:
    name: str
    tables: Tables
    site_cache_seconds: float  # how long a function may use an old version of a site
    keys: SigningKeys = field(repr=False)
    publish: Callable[[], object] = field(default=lambda: None, repr=False)  # writes the files of the sites' pages


@dataclass(frozen=True, slots=True)
class StageKeys:
    account: Account
    name: str  # of the parameter

    def read(self) -> str:
        response = self.account.client("ssm").get_parameter(Name=self.name, WithDecryption=True)
        return str(response["Parameter"]["Value"])

    def write(self, text: str) -> None:
        self.account.client("ssm").put_parameter(Name=self.name, Type="SecureString", Value=text, Overwrite=True)


@dataclass(frozen=True, slots=True)
class KeyFile:
    path: Path

    def read(self) -> str:
        return self.path.read_text(encoding="utf-8")

    def write(self, text: str) -> None:
        self.path.touch(mode=0o600)
        self.path.write_text(text, encoding="utf-8")


@contextmanager
def chosen_store(arguments: argparse.Namespace) -> Iterator[Store]:
    """The store that the command line names."""
    if arguments.stage is not None:
        yield stage_store(*account_and_stage(arguments))
        return
    with local_store(arguments.data.resolve()) as store:
        yield store


def stage_store(account: Account, stage: Stage) -> Store:
    """Raises `Problem` if the stage has no tables."""
    tables = Tables(account.client("dynamodb"), stage.prefix)
    if tables.name("sites") not in tables.names():
        raise Problem(
            f"{stage.name} has no tables in {stage.region}. Create them: python3 dev.py deploy --stage {stage.name}"
        )
    keys = StageKeys(account, stage.parameter(parameters.SIGNING_KEY))
    return Store(stage.name, tables, SITE_CACHE_SECONDS, keys, partial(publish_settings, account, stage))


def publish_settings(account: Account, stage: Stage) -> None:
    """Writes the files that the pages of the stage's sites read. Before the first deployment, nothing serves them."""
    if bucket := parameters.addresses(account, stage).get("pages_bucket"):
        first_site.point_at(stage)
        site_files.publish_all(account, stage, bucket)


@contextmanager
def local_store(folder: Path) -> Iterator[Store]:
    """The data folder of a run on this machine, whether the run is active or not."""
    keys = KeyFile(folder / folders.SIGNING_KEY)
    with ExitStack() as stack:
        try:
            stack.enter_context(folders.data_in_use(folder))
        except Problem:  # the run is active
            yield Store("local", local_run(folder).tables, SITE_CACHE_SECONDS, keys)
            return
        endpoint = stack.enter_context(dynamodb_local.running(folders.tables(folder))).address
        create_tables(endpoint, LOCAL_PREFIX)
        yield Store("local", local_tables(endpoint, LOCAL_PREFIX), 0, keys)

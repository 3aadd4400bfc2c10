"""A deployment with rows in every table, its backup, and an empty deployment."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deployment.backup.create import create_backup
from deployment.tables import Tables
from tests.integration.deployment.backup.elsewhere import NOUNS, Rows, new_tables, rows, server_on, store_of, wipe
from tests.integration.deployment.backup.scenes import Scenes, populate


@pytest.fixture(scope="session")
def source(store: str) -> Tables:
    return new_tables(store)


@pytest.fixture(scope="session")
def scenes(source: Tables) -> Scenes:
    with server_on(source):
        return populate()


@pytest.fixture(scope="session")
def original(source: Tables, scenes: Scenes) -> dict[str, Rows]:
    """The rows of all tables when the backup was made. Some tests change the source afterwards."""
    return {noun: rows(source, noun) for noun in NOUNS}


@pytest.fixture(scope="session")
def backup(source: Tables, original: dict[str, Rows], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(tmp_path_factory.mktemp("backups")) / "first"
    create_backup(store_of(source, ["the original signing keys"]), folder, with_keys=True)
    return folder


@pytest.fixture(scope="session")
def other_tables(store: str) -> Tables:
    return new_tables(store)


@pytest.fixture
def empty(other_tables: Tables) -> Iterator[Tables]:
    yield other_tables
    wipe(other_tables)

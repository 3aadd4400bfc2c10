"""A deployment with something of everything, and another one with nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deployment.backup.making import make
from deployment.target import Tables
from tests.integration.deployment.backup.elsewhere import new_tables, place, server_on, wipe
from tests.integration.deployment.backup.scenes import Scenes, populate


@pytest.fixture(scope="session")
def source(store: str) -> Tables:
    return new_tables(store)


@pytest.fixture(scope="session")
def scenes(source: Tables) -> Scenes:
    with server_on(source):
        return populate()


@pytest.fixture(scope="session")
def backup(source: Tables, scenes: Scenes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(tmp_path_factory.mktemp("backups")) / "first"
    make(place(source, ["the signing keys of before"]), folder, with_keys=True)
    return folder


@pytest.fixture(scope="session")
def other_tables(store: str) -> Tables:
    return new_tables(store)


@pytest.fixture
def empty(other_tables: Tables) -> Iterator[Tables]:
    yield other_tables
    wipe(other_tables)

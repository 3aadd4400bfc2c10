"""These tests run on a real store."""

from collections.abc import Iterator

import pytest

from tests.leaks import Watch, watch_over_logs
from tests.quick_passwords import quick_passwords


@pytest.fixture(scope="session", autouse=True)
def on_a_real_store(store: str) -> None:
    """Starts it before the first test."""


@pytest.fixture(scope="session", autouse=True)
def passwords_are_hashed_quickly() -> Iterator[None]:
    with quick_passwords():
        yield


@pytest.fixture(autouse=True)
def nothing_leaks() -> Iterator[Watch]:
    yield from watch_over_logs()

"""These tests run on DynamoDB Local."""

from collections.abc import Iterator

import pytest

from chalicelib.chat import remembered
from tests import functions
from tests.api_client import Seat, Shop
from tests.leaks import Watch, watch_over_logs
from tests.quick_passwords import quick_passwords


@pytest.fixture(scope="session", autouse=True)
def real_store(store: str) -> None:
    """Starts DynamoDB Local before the first test."""


@pytest.fixture(scope="session", autouse=True)
def passwords_are_hashed_quickly() -> Iterator[None]:
    with quick_passwords():
        yield


@pytest.fixture(scope="session", autouse=True)
def requests_are_recorded() -> Iterator[None]:
    with functions.recording():
        yield


@pytest.fixture(autouse=True)
def every_request_is_allowed_by_its_policy() -> Iterator[None]:
    yield
    assert functions.forbidden_requests() == []


@pytest.fixture(autouse=True)
def nothing_leaks() -> Iterator[Watch]:
    yield from watch_over_logs()


@pytest.fixture(autouse=True)
def a_process_that_has_stored_nothing() -> None:
    """Otherwise it would depend on the tests before whether the process goes by its memory of conversations."""
    memory = remembered.memory
    memory.rows.clear()
    memory.balance = 0


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
def visitor(shop: Shop) -> Seat:
    """A visitor who has sent a message."""
    seat = shop.visitor()
    seat.send()
    return seat

"""These tests run on a real store."""

from collections.abc import Iterator

import pytest

from tests import functions
from tests.api_client import Seat, Shop
from tests.leaks import Watch, watch_over_logs


@pytest.fixture(scope="session", autouse=True)
def on_a_real_store(store: str) -> None:
    """Starts it before the first test."""


@pytest.fixture(scope="session", autouse=True)
def functions_are_listened_to() -> Iterator[None]:
    with functions.recording():
        yield


@pytest.fixture(autouse=True)
def nothing_is_asked_for_that_a_policy_refuses() -> Iterator[None]:
    yield
    assert functions.forbidden_requests() == []


@pytest.fixture(autouse=True)
def nothing_leaks() -> Iterator[Watch]:
    yield from watch_over_logs()


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
def visitor(shop: Shop) -> Seat:
    """One who has written a message."""
    seat = shop.visitor()
    seat.send()
    return seat

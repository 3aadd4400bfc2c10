"""How many requests are generated: more with options, as in dev.py test contract -- --frames 50000"""

from collections.abc import Iterator

import pytest

from tests.leaks import Watch, watch_over_logs


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("contract", "how many requests of each kind")
    group.addoption("--frames", type=int, default=400, help="generated socket frames (default: %(default)s)")
    group.addoption("--events", type=int, default=400, help="generated API Gateway events (default: %(default)s)")
    group.addoption(
        "--examples", type=int, default=10, help="requests of schemathesis to each call (default: %(default)s)"
    )
    group.addoption("--seed", type=int, default=1, help="of schemathesis' requests (default: %(default)s)")


@pytest.fixture(scope="session", autouse=True)
def real_store(store: str) -> None:
    """Starts DynamoDB Local before the first test."""


@pytest.fixture(autouse=True)
def nothing_leaks() -> Iterator[Watch]:
    yield from watch_over_logs()

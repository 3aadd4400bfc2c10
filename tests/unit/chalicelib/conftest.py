from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib.aws import connections
from tests.deploy.edge import Edge
from tests.played_service import PlayedService


@pytest.fixture
def edge(service: PlayedService, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Edge]:
    """A proxy with TLS before a test's service, which the environment names."""
    running = Edge(tmp_path, "us-east-1", int(service.address.rpartition(":")[2]))
    running.start()
    for name, value in running.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(connections, "trust", connections.trust.__wrapped__)  # type: ignore[attr-defined]
    yield running
    if running.thread.is_alive():  # a test may have stopped it
        running.stop()

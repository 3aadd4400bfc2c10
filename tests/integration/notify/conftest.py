"""The background work on the real engine, with the local run's stand-ins for EventBridge Scheduler and SES."""

from collections.abc import Iterator

import pytest

from tests.integration.background import Background, background


@pytest.fixture
def work() -> Iterator[Background]:
    with background() as running:
        yield running

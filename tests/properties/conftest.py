"""These tests run on a real store."""

import pytest


@pytest.fixture(scope="session", autouse=True)
def on_a_real_store(store: str) -> None:
    """Starts it before the first test."""

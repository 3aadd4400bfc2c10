"""What the tests of mails, notifications and webhooks share."""

from collections.abc import Iterator

import pytest

from chalicelib.config import config


@pytest.fixture
def dashboard(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The dashboard's address is known, so that mails have buttons."""
    monkeypatch.setenv("PORCHLIGHT_DASHBOARD_URL", "https://pages.example/admin/")
    config.cache_clear()
    yield
    monkeypatch.undo()
    config.cache_clear()

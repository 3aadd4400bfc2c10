"""Sets the server's clock."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from types import SimpleNamespace
from unittest.mock import patch

from chalicelib import model

DAY_NS = 24 * 3600 * 10**9


@contextmanager
def set_to(moment: datetime) -> Iterator[None]:
    """Inside, the clock goes on from this moment."""
    with days_later((moment.timestamp() - time.time()) / 86400):
        yield


@contextmanager
def days_later(days: float) -> Iterator[None]:
    """Moves the clock forward inside. Issue tokens before: those issued inside are not valid yet afterwards."""
    with patch.object(model, "time", SimpleNamespace(time_ns=lambda: time.time_ns() + int(days * DAY_NS))):
        yield


@contextmanager
def stopped_at(now_ms: int) -> Iterator[None]:
    """Stops the clock at a moment, in epoch milliseconds."""
    with patch.object(model, "time", SimpleNamespace(time_ns=lambda: now_ms * 1_000_000)):
        yield

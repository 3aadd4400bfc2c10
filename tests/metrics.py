"""Switches metrics on, which are off in tests."""

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from chalicelib import metrics
from chalicelib.config import config
from chalicelib.metrics import Metric

NAMES = {metric.value for metric in Metric}


@contextmanager
def switched_on(stage: str = "test") -> Iterator[None]:
    """Calls inside report their metrics, for this stage."""
    with patch.object(metrics, "config", lambda: dataclasses.replace(config(), metrics_stage=stage)):
        yield


@contextmanager
def counting() -> Iterator[Callable[[], dict[str, Any]]]:
    """Counts as one call. Yields a function that returns its metrics so far."""
    with switched_on(), metrics.of_call():
        yield lambda: of_line(metrics.as_fields())


def of_line(line: dict[str, Any]) -> dict[str, Any]:
    """The metrics that CloudWatch reads from a line."""
    return {name: value for name, value in line.items() if name in NAMES}

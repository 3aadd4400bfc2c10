"""Metrics, which are off in tests, switched on."""

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
    """Calls inside tell their metrics, for this stage."""
    with patch.object(metrics, "config", lambda: dataclasses.replace(config(), metrics_stage=stage)):
        yield


@contextmanager
def told() -> Iterator[Callable[[], dict[str, Any]]]:
    """One call. Yields what says how its metrics stand."""
    with switched_on(), metrics.of_call():
        yield lambda: of_line(metrics.as_fields())


def of_line(line: dict[str, Any]) -> dict[str, Any]:
    """The metrics that CloudWatch would take from a line."""
    return {name: value for name, value in line.items() if name in NAMES}

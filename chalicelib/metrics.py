"""What is counted and timed of a call, for CloudWatch: told in the call's own log line, so that it costs no request.

CloudWatch bills every metric for the hours in which it is told. So there are few, the stage is their only dimension,
and idle pages cause none. What is refused is told by kind here; its codes are in the log.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import Enum
from typing import Any

from chalicelib.config import config

NAMESPACE = "Porchlight"
VALUES_AT_MOST = 100  # of one metric in one line: CloudWatch takes no more


class Metric(Enum):
    """Every metric. One that ends in `Time` is in milliseconds, the others are counts."""

    VISITOR_MESSAGES = "VisitorMessages"  # stored; a retry stores nothing
    ADMIN_MESSAGES = "AdminMessages"
    REPEATED_SENDS = "RepeatedSends"  # a page's retries that found their message stored
    APPEND_RETRIES = "AppendRetries"  # the server's own: lost races, and a store that was busy
    SEND_TIME = "SendTime"  # append and fan-out
    PAGE_TIME = "PageTime"  # reading the messages after a number
    FAN_OUT_TIME = "FanOutTime"
    FAN_OUT_SIZE = "FanOutSize"  # sockets that an event was for
    PUSHES_DELIVERED = "PushesDelivered"
    PUSHES_GONE = "PushesGone"
    PUSHES_THROTTLED = "PushesThrottled"
    PUSHES_TIMED_OUT = "PushesTimedOut"
    PUSHES_LATE = "PushesLate"
    PUSHES_FAILED = "PushesFailed"
    CONVERSATIONS_BEHIND = "ConversationsBehind"  # a page's cursor was, at its socket's heartbeat
    REFUSALS = "Refusals"  # 4xx but 429
    LIMITED = "Limited"  # 429
    BUSY = "Busy"  # 503
    FAILURES = "Failures"  # 500
    SIGN_IN_FAILURES = "SignInFailures"
    KEYS_NOT_READ = "KeysNotRead"
    STORE_THROTTLED = "StoreThrottled"

    @property
    def unit(self) -> str:
        return "Milliseconds" if self.value.endswith("Time") else "Count"


Told = dict[Metric, list[float]]

# Faults that need somebody's attention, in points. A log line has their sum as `faults`, and the alarm of
# deployment/templates/watch.yaml rings at five points in five minutes.
# One alarm of one metric costs a tenth of ten: docs/adr/0005-one-alarm.md.
FAULTS = {
    Metric.FAILURES: 1,
    Metric.BUSY: 1,
    Metric.STORE_THROTTLED: 1,
    Metric.PUSHES_FAILED: 1,
    Metric.KEYS_NOT_READ: 5,
}
SLOW_SEND_MS = 2000.0
SLOW_CALL_MS = 3000.0

current: ContextVar[Told | None] = ContextVar("metrics", default=None)


@contextmanager
def of_call() -> Iterator[None]:
    """Collects what is counted inside, if this process has a stage to tell it for."""
    token = current.set({} if config().metrics_stage else None)
    try:
        yield
    finally:
        current.reset(token)


def count(metric: Metric, amount: int = 1) -> None:
    """Only on the thread that answers the call."""
    told = current.get()
    if told is not None and amount:
        told.setdefault(metric, [0])[0] += amount


@contextmanager
def timed(metric: Metric) -> Iterator[None]:
    """Works as a decorator too."""
    started = time.perf_counter()
    try:
        yield
    finally:
        told = current.get()
        if told is not None:
            told.setdefault(metric, []).append(round((time.perf_counter() - started) * 1000, 1))


def as_fields(ms: float = 0.0) -> dict[str, Any]:
    """What was counted so far, as fields of a log line in CloudWatch's embedded metric format. None if nothing was.

    `ms`: how long the call took.
    """
    told = current.get()
    if told is None:
        return {}
    points = faults(told, ms)
    return {**embedded(told), **({"faults": points} if points else {})}


def faults(told: Told, ms: float) -> int:
    """The points of this call: of what went wrong in it, and one if it or its sending was slow."""
    slow = ms > SLOW_CALL_MS or max(told.get(Metric.SEND_TIME, [0.0])) > SLOW_SEND_MS
    return int(sum(points * sum(told.get(metric, [])) for metric, points in FAULTS.items())) + slow


def embedded(told: Told) -> dict[str, Any]:
    if not told:
        return {}
    directive = {
        "Namespace": NAMESPACE,
        "Dimensions": [["stage"]],
        "Metrics": [{"Name": metric.value, "Unit": metric.unit} for metric in told],
    }
    values = {metric.value: amounts[:VALUES_AT_MOST] if amounts[1:] else amounts[0] for metric, amounts in told.items()}
    about = {"Timestamp": time.time_ns() // 1_000_000, "CloudWatchMetrics": [directive]}
    return {"_aws": about, "stage": config().metrics_stage, **values}

"""Metrics of a call for CloudWatch. They are in the call's log line, so that they cost no request.

CloudWatch bills every metric for the hours in which it is reported. So there are few, the stage is their only
dimension, and idle pages report none. Refusals are counted by kind here; the log has their codes.
"""

import time
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from enum import Enum
from functools import wraps
from typing import ParamSpec, TypeVar

from chalicelib.config import config

P = ParamSpec("P")
R = TypeVar("R")

NAMESPACE = "Porchlight"
VALUES_AT_MOST = 100  # of one metric in one line: CloudWatch's limit


class Metric(Enum):
    """Every metric. One that ends in `Time` is in milliseconds, the others are counts."""

    VISITOR_MESSAGES = "VisitorMessages"  # stored; a retry stores nothing
    ADMIN_MESSAGES = "AdminMessages"
    REPEATED_SENDS = "RepeatedSends"  # a page's retries that found their message stored
    APPEND_RETRIES = "AppendRetries"  # by the server: lost races, and a busy store
    SEND_TIME = "SendTime"  # append and fan-out
    PAGE_TIME = "PageTime"  # reading the messages after a number
    FAN_OUT_TIME = "FanOutTime"
    FAN_OUT_SIZE = "FanOutSize"  # sockets in the audiences of an event
    PUSHES_DELIVERED = "PushesDelivered"
    PUSHES_GONE = "PushesGone"
    PUSHES_THROTTLED = "PushesThrottled"
    PUSHES_TIMED_OUT = "PushesTimedOut"
    PUSHES_LATE = "PushesLate"
    PUSHES_FAILED = "PushesFailed"
    NOTIFICATIONS_PUSHED = "NotificationsPushed"  # to browsers, by Web Push
    NOTIFICATIONS_REFUSED = "NotificationsRefused"
    CONVERSATIONS_BEHIND = "ConversationsBehind"  # of a page's cursor, at the socket's heartbeat
    REFUSALS = "Refusals"  # 4xx except 429
    LIMITED = "Limited"  # 429
    BUSY = "Busy"  # 503
    FAILURES = "Failures"  # 500
    SIGN_IN_FAILURES = "SignInFailures"
    ANSWER_MAILS = "AnswerMails"  # sent to visitors
    ALERT_MAILS = "AlertMails"  # sent to admins
    MAILS_REFUSED = "MailsRefused"  # by Amazon SES, for good
    JOBS_DONE = "JobsDone"
    JOBS_POSTPONED = "JobsPostponed"
    JOBS_FAILED = "JobsFailed"  # in one of their last attempts
    RECORDS_FAILED = "RecordsFailed"  # of the stream, in one of their attempts
    KEYS_NOT_READ = "KeysNotRead"
    STORE_THROTTLED = "StoreThrottled"

    @property
    def unit(self) -> str:
        return "Milliseconds" if self.value.endswith("Time") else "Count"


Values = dict[Metric, list[float]]

# Points of faults that need attention. A log line has their sum as `faults`, and the alarm of
# deployment/templates/watch.yaml goes off at five points in five minutes.
# One alarm of one metric costs a tenth of ten: docs/adr/0005-one-alarm.md.
FAULTS = {
    Metric.FAILURES: 1,
    Metric.BUSY: 1,
    Metric.STORE_THROTTLED: 1,
    Metric.PUSHES_FAILED: 1,
    Metric.JOBS_FAILED: 1,
    Metric.RECORDS_FAILED: 1,
    Metric.KEYS_NOT_READ: 5,
}
SLOW_SEND_MS = 2000.0
SLOW_CALL_MS = 3000.0

current: ContextVar[Values | None] = ContextVar("metrics", default=None)


class of_call:  # noqa: N801 - as `logs.of_call`
    """Collects the metrics of a call, if the configuration names a stage to report them for."""

    def __enter__(self) -> None:
        self.before = current.set({} if config().metrics_stage else None)

    def __exit__(self, *exception: object) -> None:
        current.reset(self.before)


def count(metric: Metric, amount: int = 1) -> None:
    """Call it only on the thread that answers the call."""
    values = current.get()
    if values is not None and amount:
        values.setdefault(metric, [0])[0] += amount


def timed(metric: Metric) -> Callable[[Callable[P, R]], Callable[P, R]]:
    def decorator(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def measured(*arguments: P.args, **named: P.kwargs) -> R:
            started = time.perf_counter()
            try:
                return function(*arguments, **named)
            finally:
                values = current.get()
                if values is not None:
                    values.setdefault(metric, []).append(round((time.perf_counter() - started) * 1000, 1))

        return measured

    return decorator


def as_fields(ms: float = 0.0) -> Mapping[str, object]:
    """Returns the metrics as fields of a log line in CloudWatch's embedded metric format. `ms`: the call's time."""
    values = current.get()
    if values is None:
        return {}
    points = faults(values, ms)
    return {**embedded(values), **({"faults": points} if points else {})}


def faults(values: Values, ms: float) -> int:
    """The points of this call: for its faults, and one if it or its sending was slow."""
    slow = ms > SLOW_CALL_MS or max(values.get(Metric.SEND_TIME, [0.0])) > SLOW_SEND_MS
    return int(sum(points * sum(values.get(metric, [])) for metric, points in FAULTS.items())) + slow


def embedded(values: Values) -> Mapping[str, object]:
    if not values:
        return {}
    directive = {
        "Namespace": NAMESPACE,
        "Dimensions": [["stage"]],
        "Metrics": [{"Name": metric.value, "Unit": metric.unit} for metric in values],
    }
    named = {metric.value: each[:VALUES_AT_MOST] if each[1:] else each[0] for metric, each in values.items()}
    about = {"Timestamp": time.time_ns() // 1_000_000, "CloudWatchMetrics": [directive]}
    return {"_aws": about, "stage": config().metrics_stage, **named}

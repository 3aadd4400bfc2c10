"""Fan-out: one event to everyone in its audiences, side by side, within a budget of time."""

import json
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import copy_context

from chalicelib import logs, metrics
from chalicelib.events import Event
from chalicelib.metrics import Metric
from chalicelib.model import Connection
from chalicelib.realtime import gateway
from chalicelib.realtime.gateway import Outcome
from chalicelib.storage import connections

POSTS_AT_ONCE = 16  # where botocore's throughput levels off
HANDSHAKE_SECONDS = 30  # API Gateway gives $connect no longer than this
BUDGET_SECONDS = 2.0  # for a send's pushes, from reading the audience on; what is not out by then is late

ENDED = {
    "delivered": Metric.PUSHES_DELIVERED,
    "gone": Metric.PUSHES_GONE,
    "throttled": Metric.PUSHES_THROTTLED,
    "timed_out": Metric.PUSHES_TIMED_OUT,
    "late": Metric.PUSHES_LATE,
    "failed": Metric.PUSHES_FAILED,
    "error": Metric.PUSHES_FAILED,
}

pool = ThreadPoolExecutor(max_workers=POSTS_AT_ONCE, thread_name_prefix="fan-out")


@metrics.timed(Metric.FAN_OUT_TIME)
def publish(audiences: Iterable[str], event: Event) -> Counter[str]:
    """Pushes `event` and forgets the sockets that are gone. Returns how many posts ended how.

    Never raises: the event's message is stored, and whoever misses the push asks for it.
    """
    outcomes: Counter[str] = Counter()
    deadline = time.monotonic() + BUDGET_SECONDS
    try:
        audience = [connection for name in audiences for connection in connections.in_audience(name)]
        data = frame(event)
        context = copy_context()  # what the pool's threads log is this call's too ...
        context.run(metrics.current.set, None)  # ... and what they count is told by their outcome, even if late
        posts = [pool.submit(context.copy().run, deliver, connection, data) for connection in audience]
        outcomes = collect(posts, deadline)
    except Exception:  # noqa: BLE001 - no push is worth a send
        outcomes["error"] += 1
        logs.error("fan_out_failed", type=event["type"], conversation_id=event["conversation_id"])
    if outcomes.keys() - {Outcome.DELIVERED.value}:
        logs.warning("fan_out_incomplete", type=event["type"], conversation_id=event["conversation_id"], **outcomes)
    metrics.count(Metric.FAN_OUT_SIZE, outcomes.total())
    for outcome, amount in outcomes.items():
        metrics.count(ENDED[outcome], amount)
    return outcomes


def deliver(connection: Connection, data: bytes) -> Outcome:
    outcome = gateway.post(connection.endpoint, connection.id, data)
    # A socket is stored before its handshake ends, and until then it looks gone too.
    if outcome is Outcome.GONE and connection.opened_at + HANDSHAKE_SECONDS < time.time():
        connections.forget(connection.id, connection.audience)
    return outcome


def collect(posts: list[Future[Outcome]], deadline: float) -> Counter[str]:
    done, late = wait(posts, timeout=max(0.0, deadline - time.monotonic()))
    for post in late:
        post.cancel()
    outcomes = Counter("error" if post.exception() else post.result().value for post in done)
    if late:
        outcomes["late"] = len(late)
    return outcomes


def frame(event: Event) -> bytes:
    return json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()

"""Fan-out: one event to everyone in its audiences, side by side, and a bound on how long the sender waits for it.

On Lambda nothing goes on after the answer: the process is frozen until its next call. So posts are made while the
sender waits, those that matter most first, and what is not out by the bound is late. Posts that have not begun are
given up. One that is under way ends by itself, perhaps during the process's next call. It does not disturb that one: it
has threads of its own, logs under the ids of the call that it belongs to, and is counted already.
"""

import json
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
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
WAIT_SECONDS = 0.3  # by the sender, once the audience is read; pages that are not reached by then ask by themselves

ENDED = {
    "delivered": Metric.PUSHES_DELIVERED,
    "gone": Metric.PUSHES_GONE,
    "throttled": Metric.PUSHES_THROTTLED,
    "timed_out": Metric.PUSHES_TIMED_OUT,
    "late": Metric.PUSHES_LATE,
    "failed": Metric.PUSHES_FAILED,
    "error": Metric.PUSHES_FAILED,
}


@metrics.timed(Metric.FAN_OUT_TIME)
def publish(audiences: Iterable[str], event: Event, sender: str = "") -> Counter[str]:
    """Pushes `event` and forgets the sockets that are gone. Returns how many posts ended how.

    The visitor's sockets and those of the admin's session `sender` come first, then the other admins'. Never raises:
    the event's message is stored, and whoever misses the push asks for it.
    """
    outcomes: Counter[str] = Counter()
    try:
        found = [connection for name in audiences for connection in connections.in_audience(name)]
        audience = sorted(found, key=lambda connection: connection.session not in ("", sender))
        outcomes = delivered(audience, frame(event))
    except Exception:  # noqa: BLE001 - no push is worth a send
        outcomes["error"] += 1
        logs.error("fan_out_failed", type=event["type"], conversation_id=event["conversation_id"])
    if outcomes.keys() - {Outcome.DELIVERED.value}:
        logs.warning("fan_out_incomplete", type=event["type"], conversation_id=event["conversation_id"], **outcomes)
    metrics.count(Metric.FAN_OUT_SIZE, outcomes.total())
    for outcome, amount in outcomes.items():
        metrics.count(ENDED[outcome], amount)
    return outcomes


def delivered(audience: list[Connection], data: bytes) -> Counter[str]:
    """Posts to all, in order, and waits `WAIT_SECONDS` for them at most.

    The threads are this fan-out's own: those that hang would otherwise keep the next one's posts waiting.
    """
    if not audience:
        return Counter()
    context = copy_context()  # what the threads log is this call's too ...
    context.run(metrics.current.set, None)  # ... and what they count is told by their outcome, even if late
    gateway.prepare({connection.endpoint for connection in audience})  # in a cold process that alone takes the time
    threads = ThreadPoolExecutor(min(POSTS_AT_ONCE, len(audience)), thread_name_prefix="fan-out")
    posts = [threads.submit(context.copy().run, deliver, connection, data) for connection in audience]
    done, late = wait(posts, timeout=WAIT_SECONDS)
    threads.shutdown(wait=False, cancel_futures=True)
    outcomes = Counter("error" if post.exception() else post.result().value for post in done)
    if late:
        outcomes["late"] = len(late)
    return outcomes


def deliver(connection: Connection, data: bytes) -> Outcome:
    outcome = gateway.post(connection.endpoint, connection.id, data)
    # A socket is stored before its handshake ends, and until then it looks gone too.
    if outcome is Outcome.GONE and connection.opened_at + HANDSHAKE_SECONDS < time.time():
        connections.forget(connection.id, connection.audience)
    return outcome


def frame(fields: Mapping[str, object]) -> bytes:
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()

"""Fan-out: posts one event to every socket of its audiences, in parallel, with a limit on how long the sender waits.

On Lambda nothing runs after the answer: the process is frozen until its next call. So posts are made while the sender
waits, the most important ones first. Posts that have not started when the time is up are dropped. A post that is in
progress finishes by itself, perhaps during the process's next call. It does not disturb that call: it has a thread of
its own, logs with the ids of its own call, and has been counted as late.
"""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from contextvars import copy_context

from chalicelib import logs, metrics
from chalicelib.events import Event, site_of
from chalicelib.metrics import Metric
from chalicelib.model import Connection
from chalicelib.realtime import gateway
from chalicelib.realtime.gateway import Outcome
from chalicelib.storage import connections

POSTS_AT_ONCE = 16  # where botocore's throughput levels off
HANDSHAKE_SECONDS = 30  # API Gateway gives $connect no longer than this
WAIT_SECONDS = 0.3  # how long the sender waits, once the audience is read; other pages find the message by polling

COUNTED_ELSEWHERE = ("ChatMessageReceived", "MessagesRead", "ConversationErased")

READERS = ThreadPoolExecutor(4, thread_name_prefix="audiences")  # starts a thread when it is used

ENDED = {
    "delivered": Metric.PUSHES_DELIVERED,
    "gone": Metric.PUSHES_GONE,
    "throttled": Metric.PUSHES_THROTTLED,
    "timed_out": Metric.PUSHES_TIMED_OUT,
    "late": Metric.PUSHES_LATE,
    "failed": Metric.PUSHES_FAILED,
    "error": Metric.PUSHES_FAILED,
}


def publish(audiences: Iterable[str], event: Event, sender: str = "") -> Counter[str]:
    """Pushes `event` and deletes the rows of sockets that are closed. Returns the number of posts by outcome.

    The visitor's sockets and those of the admin's session `sender` come first, then those of the other admins. Never
    raises: the message is stored, and a page that misses the push finds it by polling.
    """

    about = str(event.get("conversation_id", ""))

    def audience() -> list[Connection]:
        found = [each for each in sockets_of(audiences) if each.receives(about)]
        return sorted(found, key=lambda connection: connection.session not in ("", sender))

    return publish_to(audience, event)


@metrics.timed(Metric.FAN_OUT_TIME)
def publish_to(audience: Callable[[], list[Connection]], event: Event) -> Counter[str]:
    """As `publish`, to the sockets that `audience` returns, in this order."""
    outcomes: Counter[str] = Counter()
    try:
        outcomes = deliver_all([each for each in audience() if interests(each, event)], frames(event))
    except Exception:  # noqa: BLE001 - a failed push must not fail a send
        outcomes["error"] += 1
        logs.error("fan_out_failed", type=event["type"], conversation_id=event.get("conversation_id"))
    if outcomes.keys() - {Outcome.DELIVERED.value}:
        logs.warning("fan_out_incomplete", type=event["type"], conversation_id=event.get("conversation_id"), **outcomes)
    metrics.count(Metric.FAN_OUT_SIZE, outcomes.total())
    for outcome, amount in outcomes.items():
        metrics.count(ENDED[outcome], amount)
    return outcomes


def interests(socket: Connection, event: Event) -> bool:
    """A page that shows another site counts this one's unread conversations, and needs no more."""
    return not socket.elsewhere or event["type"] in COUNTED_ELSEWHERE


def frames(event: Event) -> Callable[[Connection], bytes]:
    """The event as each socket receives it: a page that shows another site learns of which one it is."""
    own = frame(event)

    def framed(socket: Connection) -> bytes:
        return frame({**event, "site_id": site_of(socket.audience)}) if socket.elsewhere else own

    return framed


def sockets_of(audiences: Iterable[str]) -> list[Connection]:
    """Reads the audiences at the same time: the sender waits for one round trip to the store."""
    *others, last = audiences
    reading = [READERS.submit(copy_context().run, connections.in_audience, name) for name in others]
    found = connections.in_audience(last)
    return [*(each for read in reading for each in read.result()), *found]


def deliver_all(audience: list[Connection], data: Callable[[Connection], bytes]) -> Counter[str]:
    """Posts to all sockets, in order, and waits at most `WAIT_SECONDS`. `data`: for each socket.

    Each fan-out has threads of its own, so that posts that hang do not delay the next fan-out.
    """
    if not audience:
        return Counter()
    context = copy_context()  # so that the threads log with the ids of this call ...
    context.run(metrics.current.set, None)  # ... and do not count metrics, which `publish` does by outcome
    gateway.prepare({connection.endpoint for connection in audience})  # slow in a cold process
    threads = ThreadPoolExecutor(min(POSTS_AT_ONCE, len(audience)), thread_name_prefix="fan-out")
    posts = [threads.submit(context.copy().run, deliver, connection, data(connection)) for connection in audience]
    done, late = wait(posts, timeout=WAIT_SECONDS)
    threads.shutdown(wait=False, cancel_futures=True)
    outcomes = Counter("error" if post.exception() else post.result().value for post in done)
    if late:
        outcomes["late"] = len(late)
    return outcomes


def deliver(connection: Connection, data: bytes) -> Outcome:
    outcome = gateway.post(connection.endpoint, connection.id, data)
    # A socket is stored before its handshake ends, and until then posts answer 410 as well.
    if outcome is Outcome.GONE and connection.opened_at + HANDSHAKE_SECONDS < time.time():
        connections.forget(connection.id, connection.audience, connection.also)
    return outcome


def frame(fields: Mapping[str, object]) -> bytes:
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()

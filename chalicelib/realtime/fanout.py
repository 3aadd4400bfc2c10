"""Fan-out: posts one event to every socket of its audiences, in parallel, with a limit on how long the sender waits.

On Lambda nothing runs after the answer: the process is frozen until its next call. So posts to small audiences are made
while the sender waits, the most important ones first. Posts that have not started when the time is up are dropped, and
those without an answer are counted as late. Large audiences are handed over to a function of their own (`handover.py`).
The caller's own thread makes the posts (`posting.py`). Others only open connections, which a process keeps, and delete
the rows of closed sockets.
"""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from chalicelib import logs, metrics
from chalicelib.aws.pending import Pending
from chalicelib.config import config
from chalicelib.events import site_of
from chalicelib.metrics import Metric
from chalicelib.model import Connection
from chalicelib.realtime import gateway, handover, posting
from chalicelib.realtime.gateway import Outcome
from chalicelib.storage import connections

if TYPE_CHECKING:
    from chalicelib.events.shapes import Event

T = TypeVar("T")

POSTS_AT_ONCE = 16  # each over a connection of its own
HANDSHAKE_SECONDS = 30  # API Gateway gives $connect no longer than this
WAIT_SECONDS = 0.3  # how long the sender waits, once the audience is read; other pages find the message by polling
SMALL = 16  # sockets, at most, of an audience that is not handed over: their posts are all made at once
PAUSE_SECONDS = 0.5  # at most, before refused posts are repeated; doubled for each further attempt


class Pace(NamedTuple):
    """How posts are made: so many at a time, for so long, and so often where API Gateway refuses them."""

    at_once: int
    seconds: float
    attempts: int


# Which events a page receives of the sites that it does not show.
COUNTED_ELSEWHERE = ("ChatMessageReceived", "MessagesRead", "ConversationErased")
REFUSED = (Outcome.THROTTLED.value, Outcome.FAILED.value)  # a repeated post may be accepted
LATE = "late"  # the outcome of a post that did not end in time, or was not made
ENDED = {
    "delivered": Metric.PUSHES_DELIVERED,
    "gone": Metric.PUSHES_GONE,
    "throttled": Metric.PUSHES_THROTTLED,
    "timed_out": Metric.PUSHES_TIMED_OUT,
    LATE: Metric.PUSHES_LATE,
    "failed": Metric.PUSHES_FAILED,
    "error": Metric.PUSHES_FAILED,
}


def publish(audiences: Iterable[str], event: Event, sender: str = "") -> Counter[str]:
    """Pushes `event` and deletes the rows of sockets that are closed. Returns the number of posts by outcome, without
    those that another function makes.

    The visitor's sockets and those of the admin's session `sender` come first, then those of the other admins. Never
    raises: the message is stored, and a page that misses the push finds it by polling.
    """
    if not config().fan_out_function:
        return publish_to(lambda: everybody(audiences, event, sender), event)
    large: list[str] = []
    begun: list[Pending | None] = []

    def audience() -> list[Connection]:
        found = connections.in_small_audiences(audiences, SMALL)
        large.extend(name for name, sockets in found.items() if sockets is None)
        if large:
            begun.append(handover.begin(large, event, sender))
        return in_order((socket for sockets in found.values() for socket in sockets or ()), event, sender)

    outcomes = publish_to(audience, event)
    if large:
        logs.add(handed_over=len(large))
        if not handover.accepted(begun[0]):
            outcomes += publish_to(lambda: everybody(large, event, sender), event)
    return outcomes


def everybody(audiences: Iterable[str], event: Event, sender: str) -> list[Connection]:
    return in_order(connections.in_audiences(audiences), event, sender)


def in_order(sockets: Iterable[Connection], event: Event, sender: str) -> list[Connection]:
    """Those that receive the event, in the order of the posts."""
    about = str(event.get("conversation_id", ""))
    found = [each for each in sockets if each.receives(about)]
    return sorted(found, key=lambda connection: connection.session not in ("", sender))


@metrics.timed(Metric.FAN_OUT_TIME)
def publish_to(audience: Callable[[], list[Connection]], event: Event, pace: Pace | None = None) -> Counter[str]:
    """As `publish`, to the sockets that `audience` returns, in this order. Nothing is handed over."""
    outcomes: Counter[str] = Counter()
    try:
        outcomes = deliver_all([each for each in audience() if interests(each, event)], frames(event), pace)
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


def deliver_all(
    audience: list[Connection], data: Callable[[Connection], bytes], pace: Pace | None = None
) -> Counter[str]:
    """Posts to all sockets, in order. `data`: for each socket. `pace`: of a sender who waits, if it is left out."""
    if not audience:
        return Counter()
    at_once, seconds, attempts = pace or Pace(POSTS_AT_ONCE, WAIT_SECONDS, 1)
    gateway.prepare({connection.endpoint for connection in audience})  # slow in a cold process
    until = time.monotonic() + seconds
    outcomes: Counter[str] = Counter()
    left, gone = audience, []
    for attempt in range(attempts):
        refused = []
        for connection, outcome in post_all(left, data, at_once, until):
            # A socket is stored before its handshake ends, and until then posts answer 410 as well.
            if outcome == Outcome.GONE.value and connection.opened_at + HANDSHAKE_SECONDS < time.time():
                gone.append(connection)
            elif outcome in REFUSED and attempt + 1 < attempts:
                refused.append(connection)
            else:
                outcomes[outcome] += 1
        if not refused:
            break
        left, at_once = refused, max(1, at_once // 2)
        pause(max(0, min(random.uniform(0, PAUSE_SECONDS * 2**attempt), until - time.monotonic())))
    done, late = in_threads([partial(connections.forget, each.id, each.audience, each.also) for each in gone], until)
    outcomes.update("error" if each.exception() else Outcome.GONE.value for each in done)
    outcomes[LATE] += late
    return +outcomes


def post_all(
    audience: list[Connection], data: Callable[[Connection], bytes], at_once: int, until: float
) -> Iterator[tuple[Connection, str]]:
    """Posts once to each socket, and returns the outcomes."""
    endpoints = Counter(connection.endpoint for connection in audience)
    ready = {each: connected(each, min(at_once, amount), until) for each, amount in endpoints.items()}
    unreachable = {each: why for each, why in ready.items() if isinstance(why, str)}
    yield from ((each, unreachable[each.endpoint]) for each in audience if each.endpoint in unreachable)
    reachable = [each for each in audience if each.endpoint not in unreachable]
    at_once = min([at_once, *(amount for amount in ready.values() if isinstance(amount, int))])
    for connection, outcome in posting.post_all(reachable, data, at_once, until):
        yield connection, outcome.value if outcome else LATE


def connected(endpoint: str, posts: int, until: float) -> int | str:
    """Opens the connections to an endpoint that so many posts at once need. Returns how many are open, at least one,
    or the outcome of posts if none is."""
    try:
        ready = gateway.ready(endpoint)
    except ValueError:  # not an address
        return "error"
    missing = posts - ready
    if missing <= 0:
        return ready
    most_seconds = until - time.monotonic()
    if missing == 1:
        failed = [gateway.connect(endpoint, most_seconds)]
    else:
        opened, _ = in_threads([partial(gateway.connect, endpoint, most_seconds)] * missing, until)
        failed = [each.result() for each in opened]
    return gateway.ready(endpoint) or next((outcome.value for outcome in failed if outcome), LATE)


def in_threads(tasks: Sequence[Callable[[], T]], until: float) -> tuple[set[Future[T]], int]:
    """Returns the tasks that ended in time, and the number of the others. A task that is in progress goes on, perhaps
    during the process's next call: each fan-out has threads of its own, so that these do not delay the next one."""
    if not tasks:
        return set(), 0
    context = copy_context()  # so that the threads log with the ids of this call ...
    context.run(metrics.current.set, None)  # ... and do not count metrics, which `publish` does by outcome
    threads = ThreadPoolExecutor(min(POSTS_AT_ONCE, len(tasks)), thread_name_prefix="fan-out")
    begun = [threads.submit(context.copy().run, each) for each in tasks]
    done, late = wait(begun, timeout=max(0, until - time.monotonic()))
    threads.shutdown(wait=False, cancel_futures=True)
    return done, len(late)


def pause(seconds: float) -> None:
    time.sleep(seconds)


def frame(fields: Mapping[str, object]) -> bytes:
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()

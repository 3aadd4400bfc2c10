"""Posts of one frame to many sockets from one thread: the next one is sent before the first one is answered.

Threads would take a fifth of a millisecond of CPU time for each post. Botocore's clients need them: they wait for each
answer.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from selectors import EVENT_READ, DefaultSelector

from chalicelib.aws.connections import Pending
from chalicelib.model import Connection
from chalicelib.realtime import gateway
from chalicelib.realtime.gateway import Outcome

LEAST_SECONDS = 0.01  # for the rest of an answer whose beginning has arrived


def post_all(
    sockets: Iterable[Connection], data: Callable[[Connection], bytes], at_once: int, until: float
) -> Iterator[tuple[Connection, Outcome | None]]:
    """Posts to the sockets in this order, and yields the outcome of each. `data`: for each socket. `until` (monotonic):
    when to stop.

    None: the post did not end in time, or was not made. Its connection is closed, so that a later answer disturbs
    nothing.
    """
    left = deque(sockets)
    sent: dict[Pending, Connection] = {}  # in the order in which they were sent
    with DefaultSelector() as answers:
        while (left or sent) and time.monotonic() < until:
            while left and len(sent) < at_once:
                begun = gateway.begin_post(left[0].endpoint, left[0].id, data(left[0]))
                if isinstance(begun, Outcome):
                    yield left.popleft(), begun
                else:
                    sent[begun] = left.popleft()
                    answers.register(begun, EVENT_READ)
            for pending in ended(answers, sent, until):
                answers.unregister(pending)
                yield sent.pop(pending), gateway.end_post(pending, max(LEAST_SECONDS, until - time.monotonic()))
            for pending in [each for each in sent if each.until <= time.monotonic()]:
                answers.unregister(pending)
                pending.abandon()
                yield sent.pop(pending), Outcome.TIMED_OUT
    for pending, connection in sent.items():
        pending.abandon()
        yield connection, None
    for connection in left:
        yield connection, None


def ended(answers: DefaultSelector, sent: dict[Pending, Connection], until: float) -> list[Pending]:
    """Waits for an answer until `until`, or until the oldest post has timed out."""
    if not sent:
        return []
    most = min(until, next(iter(sent)).until) - time.monotonic()
    return [key.fileobj for key, _ in answers.select(max(0, most))]  # type: ignore[misc]

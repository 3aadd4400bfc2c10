"""Posts of one frame to many sockets from one thread: the next one is sent before the first one is answered.

Threads would take a fifth of a millisecond of CPU time for each post. Botocore's clients need them: they wait for each
answer.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice, takewhile
from selectors import EVENT_READ, PollSelector

from chalicelib.aws.pending import Pending
from chalicelib.model import Connection
from chalicelib.realtime import gateway
from chalicelib.realtime.gateway import Outcome

SLOW_SECONDS = 0.1  # after which a post no longer keeps the next one waiting ...
MOST_SLOW = 32  # ... up to this many: each has a connection


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
    with PollSelector() as answers:  # with epoll each post would be two more calls of the system
        while (left or sent) and time.monotonic() < until:
            while left and len(sent) - slow(sent) < at_once:
                begun = gateway.begin_post(left[0].endpoint, left[0].id, data(left[0]))
                if isinstance(begun, Outcome):
                    yield left.popleft(), begun
                else:
                    sent[begun] = left.popleft()
                    answers.register(begun, EVENT_READ)
            for pending in ended(answers, sent, next_look(sent, until, bool(left))):
                answers.unregister(pending)
                yield sent.pop(pending), gateway.end_post(pending)
            for pending in [each for each in sent if each.until <= time.monotonic()]:
                answers.unregister(pending)
                pending.abandon()
                yield sent.pop(pending), Outcome.TIMED_OUT
    for pending, connection in sent.items():
        pending.abandon()
        yield connection, None
    for connection in left:
        yield connection, None


def slow(sent: dict[Pending, Connection]) -> int:
    """How many posts have taken so long that others do not wait for them."""
    before = time.monotonic() - SLOW_SECONDS
    return sum(1 for _ in islice(takewhile(lambda each: each.begun <= before, sent), MOST_SLOW))


def next_look(sent: dict[Pending, Connection], until: float, more: bool) -> float:
    """When to look at the posts again, if no answer arrives: at the next time-out, or when a post has become slow, if
    there are `more` to make."""
    becomes_slow = next(islice(sent, slow(sent), None), None) if more else None
    looks = [until, *(each.until for each in sent)]
    if becomes_slow and slow(sent) < MOST_SLOW:
        looks.append(becomes_slow.begun + SLOW_SECONDS)
    return min(looks)


def ended(answers: PollSelector, sent: dict[Pending, Connection], until: float) -> list[Pending]:
    """Waits for answers, at most until then. A post whose answer has only begun to arrive has not ended."""
    if not sent:
        return []
    ready: list[Pending] = [
        key.fileobj  # type: ignore[misc]
        for key, _ in answers.select(max(0, until - time.monotonic()))
    ]
    return [each for each in ready if each.arrived()]

"""CPU time of handlers, and what a request to DynamoDB adds to it. `dev.py cost` computes Lambda's seconds from these.

The process's CPU time is counted, so waiting for DynamoDB Local, which is another process, is not included.
"""

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from chalicelib.storage.database import database
from devtools.bench.figures import Values
from devtools.bench.handlers.server import Server, Visitor

WARM_UP = 20
CONSTANT, SLOPE = "any call, without its requests", "each request to DynamoDB"

Call = Callable[[], object]


def calls(server: Server) -> dict[str, Call]:
    """By name. The first ones are those that the table shows."""
    writers = {sockets: Visitor.arrived(server, server.site(sockets)) for sockets in (0, 1, 10)}
    site = server.site()
    visitor, admin = Visitor.arrived(server, site), server.admin(site)
    cursor = server.call("/admin/chatbot", admin, limit=50)["cursor"]
    return {
        "send, nobody has a page open": writers[0].send,
        "send, one page open": writers[1].send,
        "send, ten pages open": writers[10].send,
        "poll of the inbox that finds nothing": lambda: server.call("/admin/chatbot", admin, since=cursor),
        "poll of messages that finds nothing": visitor.poll,
        "a visitor's session": lambda: server.call("/chatbot/session", widget_token=site.widget_token),
        "a visitor's ticket for the socket": lambda: server.call("/chatbot/ticket", visitor.token),
    }


def measure(calls: dict[str, Call], times: int) -> list[Values]:
    """The calls take turns, so that what disturbs one disturbs all."""
    used: dict[str, list[float]] = {name: [] for name in calls}
    for at in range(WARM_UP + times):
        for name, call in calls.items():
            before = time.process_time()
            call()
            if at >= WARM_UP:
                used[name].append((time.process_time() - before) * 1000)
    return [Values(name, values) for name, values in used.items()]


def line(found: Sequence[Values], requests: dict[str, int]) -> list[Values]:
    """A straight line through the medians of the calls that push nothing: what a call takes, and each request."""
    points = [(requests[each.what], statistics.median(each.values)) for each in found if each.what in requests]
    slope, intercept = statistics.linear_regression(*zip(*points, strict=True))
    return [Values(CONSTANT, [intercept]), Values(SLOPE, [slope])]


def requests_of(calls: dict[str, Call]) -> dict[str, int]:
    """How many requests to DynamoDB each call makes that pushes nothing."""
    found = {}
    for name, call in calls.items():
        with counted() as operations:
            call()
        if "open" not in name or "nobody" in name:
            found[name] = len(operations)
    return found


@contextmanager
def counted() -> Iterator[list[str]]:
    client: Any = database().client
    call, together, operations = client.call, client.call_together, []

    def one(operation: str, parameters: dict[str, Any], *more: Any) -> Any:
        operations.append(operation)
        return call(operation, parameters, *more)

    def several(operation: str, each: Sequence[dict[str, Any]]) -> Any:
        operations.extend([operation] * len(each))
        return [call(operation, parameters) for parameters in each]

    client.call, client.call_together = one, several
    try:
        yield operations
    finally:
        client.call, client.call_together = call, together

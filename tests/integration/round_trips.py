"""Which requests of a call the caller waits for one after another: what is in progress together is one round trip."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from chalicelib.aws.answers import Answer
from chalicelib.aws.connections import Connections, Pending

POST = "push"


@contextmanager
def round_trips() -> Iterator[list[str]]:
    """Yields the round trips made inside, each described by its requests: "Query", "2 × Query"."""
    found: list[str] = []
    trips: list[Counter[str]] = []
    waiting: set[Pending] = set()
    begin, finish, abandon = Connections.begin, Pending.finish, Pending.abandon

    def begins(connections: Connections, method: str, path: str, headers: dict[str, str], body: bytes) -> Pending:
        if not waiting:
            trips.append(Counter())
        target = headers.get("x-amz-target", "")
        trips[-1][target.rpartition(".")[2] or POST] += 1
        pending = begin(connections, method, path, headers, body)
        waiting.add(pending)
        return pending

    def finishes(pending: Pending, *most_seconds: Any) -> Answer:
        try:
            return finish(pending, *most_seconds)
        finally:
            waiting.discard(pending)

    def abandons(pending: Pending) -> None:
        waiting.discard(pending)
        abandon(pending)

    with (
        patch.object(Connections, "begin", begins),
        patch.object(Pending, "finish", finishes),
        patch.object(Pending, "abandon", abandons),
    ):
        yield found
    found += [" + ".join(described(*each) for each in trip.items()) for trip in trips]


def described(request: str, times: int) -> str:
    return request if times == 1 else f"{times} × {request}"

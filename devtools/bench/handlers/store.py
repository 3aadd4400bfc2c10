"""The store alone: the requests of sends once more, without our code. No local run stores more than DynamoDB Local.

The requests of some visitors who write are recorded, and sent again byte by byte to tables of another name. They are in
the order in which a send makes them: the transaction, then the two queries at the same time.
"""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from chalicelib.aws.connections import Connections
from chalicelib.aws.pending import Pending
from chalicelib.storage.database import database
from deployment.tables import create_tables
from devtools.bench.figures import Values, milliseconds
from devtools.bench.handlers.server import Server, Visitor
from devtools.bench.plan import Plan
from devtools.bench.quantities import STORED
from devtools.bench.stand_ins import PREFIX

WRITERS = 8
OF_A_SEND = ("TransactWriteItems", "Query", "Query")


class Store:
    def __init__(self, server: Server, plan: Plan) -> None:
        """Records the requests."""
        self.rounds = 0
        with recorded() as self.beginning:
            site = server.site()
            visitors = [Visitor.arrived(server, site) for _ in range(1 + WRITERS)]
        self.sends: list[list[bytes]] = []
        for visitor in visitors:
            with recorded() as requests:
                for _ in range(plan.calls):
                    visitor.send()
            self.sends.append(requests)
            check(requests)

    def measure(self) -> list[Values]:
        self.rounds += 1
        prefix = f"{PREFIX[:-4]}{self.rounds:03d}-".encode()
        connections: Connections = database().slim.connections
        create_tables(connections.origin, prefix.decode())
        one, *several = [[to_tables(each, prefix) for each in requests] for requests in self.sends]
        for request in self.beginning:
            begin(connections, to_tables(request, prefix)).finish()
        took = alone(connections, one)
        started = time.perf_counter()
        stored = len(together(connections, several))
        seconds = time.perf_counter() - started
        return [
            Values("one visitor: the requests of a send, until the last answer", milliseconds(took)),
            Values(f"eight visitors: {STORED}", [stored / seconds], "a second"),
        ]


def alone(connections: Connections, requests: Sequence[bytes]) -> list[float]:
    """The seconds of each send."""
    took = []
    for at in range(0, len(requests), len(OF_A_SEND)):
        transaction, *queries = requests[at : at + len(OF_A_SEND)]
        started = time.perf_counter()
        answers = [begin(connections, transaction).finish()]
        for pending in [begin(connections, query) for query in queries]:
            answers.append(pending.finish())
        took.append(time.perf_counter() - started)
        if wrong := [each for each in answers if each.status_code != 200]:
            raise RuntimeError(f"the store does not repeat what it did: {wrong[0].content!r}")
    return took


def together(connections: Connections, writers: Sequence[Sequence[bytes]]) -> list[float]:
    found: list[list[float]] = []
    threads = [threading.Thread(target=lambda each=each: found.append(alone(connections, each))) for each in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(found) < len(writers):
        raise RuntimeError("not every connection has sent its messages")
    return [seconds for each in found for seconds in each]


def begin(connections: Connections, request: bytes) -> Pending:
    line = connections.opened("")
    line.wait_at_most(connections.read_seconds)
    line.sock.sendall(request)
    return Pending(connections, line, "")


@contextmanager
def recorded() -> Iterator[list[bytes]]:
    connections: Any = database().slim.connections
    signed, requests = connections.signed, list[bytes]()

    def noted(method: str, path: str, headers: dict[str, str], body: bytes) -> bytes:
        head: bytes = signed(method, path, headers, body)
        requests.append(head + body)
        return head

    connections.signed = noted
    try:
        yield requests
    finally:
        connections.signed = signed


def check(requests: Sequence[bytes]) -> None:
    """Raises `RuntimeError` if sends make other requests than the table says."""
    for at, request in enumerate(requests):
        if b"." + OF_A_SEND[at % len(OF_A_SEND)].encode() + b"\r\n" not in request:
            raise RuntimeError(f"a send makes other requests than {OF_A_SEND}: {request[:400]!r}")


def to_tables(request: bytes, prefix: bytes) -> bytes:
    """The same length, so that the head stays right. DynamoDB Local does not verify signatures."""
    return request.replace(PREFIX.encode(), prefix)

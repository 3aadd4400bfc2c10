"""API Gateway's @connections Management API."""

from collections.abc import Iterable
from contextlib import suppress
from enum import Enum
from functools import lru_cache
from typing import Literal
from urllib.parse import quote, urlsplit

from botocore.exceptions import BotoCoreError, ConnectTimeoutError, ReadTimeoutError

from chalicelib import logs
from chalicelib.aws.connections import Connections
from chalicelib.aws.pending import Pending
from chalicelib.config import config
from chalicelib.once import once

# One attempt and short time-outs: a page that misses a push finds the message by polling.
CONNECT_SECONDS, READ_SECONDS = 1, 1
CONNECTIONS = 32  # that are kept open
SERVICE = "execute-api"  # in signatures

Operation = Literal["PostToConnection", "DeleteConnection"]
METHODS: dict[Operation, str] = {"PostToConnection": "POST", "DeleteConnection": "DELETE"}


class Outcome(Enum):
    DELIVERED = "delivered"
    GONE = "gone"  # the socket is closed for good: delete its row
    THROTTLED = "throttled"  # the rate limit was reached, or this client's buffer is full
    TIMED_OUT = "timed_out"
    FAILED = "failed"


OUTCOMES = {410: Outcome.GONE, 429: Outcome.THROTTLED}


class Client:
    """Of one endpoint. Threads may share it."""

    def __init__(self, endpoint: str) -> None:
        self.connections = Connections(SERVICE, endpoint, CONNECT_SECONDS, READ_SECONDS, CONNECTIONS)
        self.stage = urlsplit(endpoint).path.rstrip("/")

    def call(self, operation: Operation, connection_id: str, data: bytes = b"") -> int:
        """Returns the status of the answer. Raises `BotoCoreError` where none arrives."""
        return self.begin(operation, connection_id, data).finish().status_code

    def begin(self, operation: Operation, connection_id: str, data: bytes = b"") -> Pending:
        """Raises `BotoCoreError` if the request cannot be sent."""
        path = f"{self.stage}/@connections/{quoted(connection_id)}"
        return self.connections.begin(METHODS[operation], path, {}, data)


@lru_cache(1000)  # most sockets that a process posts to receive more than one event
def quoted(connection_id: str) -> str:
    return quote(connection_id, safe="")


def endpoint(domain_name: str, stage: str) -> str:
    """Where to post to a socket, from its connect event: needs no configuration, on any domain."""
    return f"{config().management_scheme}://{domain_name}/{stage}"


def post(endpoint: str, connection_id: str, data: bytes) -> Outcome:
    """Posts one frame to one socket. Never raises for faults of the network or the browser."""
    try:
        return outcome_of(client(endpoint).call("PostToConnection", connection_id, data))
    except BotoCoreError as error:
        return outcome_of_failure(error)


def begin_post(endpoint: str, connection_id: str, data: bytes) -> Pending | Outcome:
    """Sends the frame without waiting. Returns the outcome if it cannot be sent; else `end_post` has it."""
    try:
        return client(endpoint).begin("PostToConnection", connection_id, data)
    except BotoCoreError as error:
        return outcome_of_failure(error)


def end_post(pending: Pending) -> Outcome:
    """Of a post whose answer has arrived."""
    try:
        return outcome_of(pending.finish().status_code)
    except BotoCoreError as error:
        return outcome_of_failure(error)


def outcome_of(status: int) -> Outcome:
    return Outcome.DELIVERED if status < 300 else OUTCOMES.get(status, Outcome.FAILED)


def outcome_of_failure(error: BotoCoreError) -> Outcome:
    timed_out = isinstance(error, (ConnectTimeoutError, ReadTimeoutError))
    return Outcome.TIMED_OUT if timed_out else Outcome.FAILED


def close(endpoint: str, connection_id: str) -> None:
    """Closes one socket, if it is open. Never raises for faults of the network."""
    try:
        status = client(endpoint).call("DeleteConnection", connection_id)
    except BotoCoreError as error:
        logs.info("socket_not_closed", connection_id=connection_id, cause=type(error).__name__)
    else:
        if status >= 300:
            logs.info("socket_not_closed", connection_id=connection_id, cause=str(status))


def prepare(endpoints: Iterable[str]) -> None:
    """Creates the clients for these endpoints, and reads the authorities that they trust, before the time of the posts
    begins. A client that cannot be created fails when it is used."""
    for endpoint in endpoints:
        with suppress(ValueError):
            client(endpoint).connections.prepare()


def ready(endpoint: str) -> int:
    """How many connections to an endpoint are open and have nothing to do. Raises `ValueError` if it is none."""
    return client(endpoint).connections.ready()


def connect(endpoint: str, most_seconds: float) -> Outcome | None:
    """Opens one more connection. Returns the outcome of posts that would need it, if it cannot be opened."""
    try:
        client(endpoint).connections.add(most_seconds)
    except BotoCoreError as error:
        return outcome_of_failure(error)
    return None


@once
def client(endpoint: str) -> Client:
    return Client(endpoint)

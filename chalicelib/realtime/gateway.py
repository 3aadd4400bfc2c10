"""API Gateway's @connections Management API."""

from collections.abc import Iterable
from contextlib import suppress
from enum import Enum
from typing import Any

from botocore.config import Config as ClientConfig
from botocore.exceptions import BotoCoreError, ClientError, ConnectTimeoutError, ReadTimeoutError

from chalicelib import aws, logs
from chalicelib.config import config
from chalicelib.once import once

# One attempt and short time-outs: a page that misses a push finds the message by polling.
CLIENT_CONFIG = ClientConfig(
    connect_timeout=1,
    read_timeout=1,
    retries={"total_max_attempts": 1, "mode": "standard"},
    max_pool_connections=16,
)


class Outcome(Enum):
    DELIVERED = "delivered"
    GONE = "gone"  # the socket is closed for good: delete its row
    THROTTLED = "throttled"  # the rate limit was reached, or this client's buffer is full
    TIMED_OUT = "timed_out"
    FAILED = "failed"


def endpoint(domain_name: str, stage: str) -> str:
    """Where to post to a socket, from its connect event: needs no configuration, on any domain."""
    return f"{config().management_scheme}://{domain_name}/{stage}"


def post(endpoint: str, connection_id: str, data: bytes) -> Outcome:
    """Posts one frame to one socket. Never raises for faults of the network or the browser."""
    try:
        client(endpoint).post_to_connection(ConnectionId=connection_id, Data=data)
    except ClientError as error:
        status = error.response["ResponseMetadata"].get("HTTPStatusCode")
        return {410: Outcome.GONE, 429: Outcome.THROTTLED}.get(status, Outcome.FAILED)
    except (ConnectTimeoutError, ReadTimeoutError):
        return Outcome.TIMED_OUT
    except BotoCoreError:
        return Outcome.FAILED
    return Outcome.DELIVERED


def close(endpoint: str, connection_id: str) -> None:
    """Closes one socket, if it is open. Never raises for faults of the network."""
    try:
        client(endpoint).delete_connection(ConnectionId=connection_id)
    except (ClientError, BotoCoreError) as error:
        logs.info("socket_not_closed", connection_id=connection_id, cause=type(error).__name__)


def prepare(endpoints: Iterable[str]) -> None:
    """Creates the clients for these endpoints. A client that cannot be created fails when it is used."""
    for endpoint in endpoints:
        with suppress(ValueError, BotoCoreError):
            client(endpoint)


@once
def client(endpoint: str) -> Any:
    return aws.client("apigatewaymanagementapi", endpoint_url=endpoint, config=CLIENT_CONFIG)

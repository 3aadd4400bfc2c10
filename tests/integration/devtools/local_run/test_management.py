"""The Management API, called with boto3."""

import base64
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from socket import create_connection
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.integration.devtools.local_run.served import Served
from tests.integration.devtools.local_run.small_app import SmallApp

NEVER_OPEN = "L0SM9cOFvHcCIhw="


@pytest.fixture
def client(gateway: Served) -> Any:
    return boto3.client(
        "apigatewaymanagementapi",
        endpoint_url=f"http://localhost:{gateway.port}/api",
        config=Config(retries={"total_max_attempts": 1}),
    )


@pytest.fixture
def socket(gateway: Served) -> Iterator[ClientConnection]:
    with connect(gateway.socket_url, subprotocols=["porchlight.v1"]) as opened:  # type: ignore[list-item]
        yield opened


def refused(call: Callable[..., Any], **arguments: Any) -> tuple[str, int]:
    with pytest.raises(ClientError) as refusal:
        call(**arguments)
    answer = refusal.value.response
    return answer["Error"]["Code"], answer["ResponseMetadata"]["HTTPStatusCode"]


def test_a_posted_message_arrives(client: Any, socket: ClientConnection, small: SmallApp) -> None:
    client.post_to_connection(ConnectionId=small.only_connection(), Data="Ünï 🫖".encode())
    assert socket.recv(timeout=5) == "Ünï 🫖"


def test_a_post_may_have_128_kb_and_not_more(client: Any, socket: ClientConnection, small: SmallApp) -> None:
    connection_id, full = small.only_connection(), b"x" * 128 * 1024
    client.post_to_connection(ConnectionId=connection_id, Data=full)
    assert len(socket.recv(timeout=5)) == len(full)
    too_large = refused(client.post_to_connection, ConnectionId=connection_id, Data=full + b"x")
    assert too_large == ("PayloadTooLargeException", 413)


def test_a_page_that_does_not_read_is_reported_differently_from_a_closed_one(
    client: Any, gateway: Served, small: SmallApp
) -> None:
    with deaf(gateway):
        assert refused(post_until_refused, client=client, connection_id=small.only_connection()) == (
            "LimitExceededException",
            429,
        )


def post_until_refused(client: Any, connection_id: str) -> None:
    for _ in range(500):  # the operating system buffers some megabytes
        client.post_to_connection(ConnectionId=connection_id, Data=b"x" * 128 * 1024)


@contextmanager
def deaf(gateway: Served) -> Iterator[None]:
    """A page that completes its handshake and then reads nothing."""
    handshake = [
        "GET /api HTTP/1.1",
        f"Host: localhost:{gateway.port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        f"Sec-WebSocket-Key: {base64.b64encode(bytes(16)).decode()}",
        "Sec-WebSocket-Protocol: porchlight.v1",
    ]
    with create_connection(("localhost", gateway.port)) as channel:
        channel.sendall("\r\n".join([*handshake, "", ""]).encode())
        assert b" 101 " in channel.recv(1024)
        yield


@pytest.mark.parametrize("verb", ["post", "get", "delete"])
def test_a_connection_that_never_existed_is_gone(client: Any, verb: str) -> None:
    assert refused(call(client, verb), **arguments(verb, NEVER_OPEN)) == ("GoneException", 410)


@pytest.mark.parametrize("verb", ["post", "get", "delete"])
def test_a_closed_connection_is_gone(client: Any, socket: ClientConnection, small: SmallApp, verb: str) -> None:
    connection_id = small.only_connection()
    socket.close()
    assert refused(call(client, verb), **arguments(verb, connection_id)) == ("GoneException", 410)


def test_a_connections_details_can_be_read(client: Any, socket: ClientConnection, small: SmallApp) -> None:
    found = client.get_connection(ConnectionId=small.only_connection())
    now = datetime.now(timezone.utc)
    assert timedelta(0) <= now - found["ConnectedAt"] < timedelta(seconds=10)
    assert found["LastActiveAt"] >= found["ConnectedAt"] - timedelta(milliseconds=2)
    assert found["Identity"]["SourceIp"] in ("127.0.0.1", "::1")
    assert "websockets" in found["Identity"]["UserAgent"]


def test_deleting_closes_the_socket(client: Any, socket: ClientConnection, small: SmallApp) -> None:
    connection_id = small.only_connection()
    client.delete_connection(ConnectionId=connection_id)
    with pytest.raises(ConnectionClosed) as closed:
        socket.recv(timeout=5)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1000
    assert refused(client.get_connection, ConnectionId=connection_id) == ("GoneException", 410)


def call(client: Any, verb: str) -> Callable[..., Any]:
    name = {"post": "post_to_connection", "get": "get_connection", "delete": "delete_connection"}[verb]
    found: Callable[..., Any] = getattr(client, name)
    return found


def arguments(verb: str, connection_id: str) -> dict[str, Any]:
    return {"ConnectionId": connection_id, **({"Data": b"hello"} if verb == "post" else {})}

import json
import time
from collections.abc import Callable
from pathlib import Path
from socket import SHUT_RDWR

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from devtools.local_run.open_socket import MAX_FRAME_BYTES
from tests.integration.devtools.local_run.served import Served, served
from tests.integration.devtools.local_run.small_app import SmallApp

OFFERED = ["porchlight.v1", "ticket.abc"]


def opened(gateway: Served, query: str = "") -> ClientConnection:
    return connect(gateway.socket_url + query, subprotocols=OFFERED, origin="https://shop.example")  # type: ignore[arg-type]


def eventually(seen: Callable[[], bool], seconds: float = 5) -> bool:
    deadline = time.monotonic() + seconds
    while not seen() and time.monotonic() < deadline:
        time.sleep(0.01)
    return seen()


def test_connect_receives_the_data_of_the_handshake(gateway: Served, small: SmallApp) -> None:
    with opened(gateway, "?a=1&a=2"):
        connection_id = small.only_connection()
    event = small.seen[connection_id][0]
    assert event["headers"]["Origin"] == "https://shop.example"
    assert event["headers"]["Sec-WebSocket-Protocol"] == "porchlight.v1, ticket.abc"
    assert event["multiValueHeaders"]["Origin"] == ["https://shop.example"]
    assert event["multiValueQueryStringParameters"] == {"a": ["1", "2"]}
    context = event["requestContext"]
    assert context["routeKey"] == "$connect"
    assert context["eventType"] == "CONNECT"
    assert context["domainName"] == f"localhost:{gateway.port}"
    assert context["stage"] == "api"
    assert context["apiId"]
    assert context["requestId"]
    assert context["identity"]["sourceIp"] in ("127.0.0.1", "::1")
    assert context["connectedAt"] <= context["requestTimeEpoch"]
    assert connection_id.endswith("=")
    assert len(connection_id) == 16


def test_connection_ids_are_all_different(gateway: Served, small: SmallApp) -> None:
    for _ in range(3):
        opened(gateway).close()
    assert len(small.seen) == 3


def test_the_protocol_is_the_one_that_connect_chose(gateway: Served) -> None:
    with opened(gateway) as socket:
        assert socket.subprotocol == "porchlight.v1"


def test_no_protocol_is_chosen_when_connect_chose_none(gateway: Served, small: SmallApp) -> None:
    small.answer_protocol = None
    with opened(gateway) as socket:
        assert socket.subprotocol is None


@pytest.mark.parametrize(("answer", "status"), [(401, 401), (403, 403), (500, 500), (0, 502)])
def test_a_refusal_sets_the_status_of_the_handshake(gateway: Served, small: SmallApp, answer: int, status: int) -> None:
    small.refuse_with = answer
    with pytest.raises(InvalidStatus) as refusal:
        opened(gateway)
    assert refusal.value.response.status_code == status
    assert small.seen == {}


def test_a_post_inside_connect_finds_the_socket_gone(gateway: Served, small: SmallApp) -> None:
    with opened(gateway, "?post-now=1"):
        assert small.posted_in_connect == [410]


def test_frames_become_message_events(gateway: Served, small: SmallApp) -> None:
    with opened(gateway) as socket:
        socket.send('{"type": "ping"} 🫖')
        assert socket.recv(timeout=5) == 'heard {"type": "ping"} 🫖'
    event = small.seen[small.only_connection()][1]
    assert event["body"] == '{"type": "ping"} 🫖'
    assert event["requestContext"]["routeKey"] == "$default"
    assert event["requestContext"]["eventType"] == "MESSAGE"
    assert event["requestContext"]["messageId"]


def test_frames_of_one_socket_are_handled_in_parallel(gateway: Served) -> None:
    with opened(gateway) as socket:
        socket.send("meet")
        socket.send("meet")
        assert [socket.recv(timeout=5) for _ in range(2)] == ["heard meet"] * 2


def test_a_crash_of_a_handler_is_reported_to_the_page(gateway: Served, small: SmallApp) -> None:
    with opened(gateway) as socket:
        socket.send("crash")
        error = json.loads(socket.recv(timeout=5))
        assert error["message"] == "Internal server error"
        assert error["connectionId"] == small.only_connection()
        assert error["requestId"] == small.seen[small.only_connection()][1]["requestContext"]["requestId"]
        socket.send("still here")
        assert socket.recv(timeout=5) == "heard still here"


def test_a_frame_of_32_kb_passes_and_a_larger_one_closes_the_socket(gateway: Served) -> None:
    with opened(gateway) as socket:
        socket.send("x" * MAX_FRAME_BYTES)
        assert len(socket.recv(timeout=5)) == MAX_FRAME_BYTES + len("heard ")
        socket.send("x" * (MAX_FRAME_BYTES + 1))
        with pytest.raises(ConnectionClosed) as closed:
            socket.recv(timeout=5)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1009


def test_disconnect_is_called_once(gateway: Served, small: SmallApp) -> None:
    with opened(gateway) as socket:
        socket.send("hello")
        socket.recv(timeout=5)
        connection_id = small.only_connection()
    assert eventually(lambda: small.kinds(connection_id) == ["CONNECT", "MESSAGE", "DISCONNECT"])
    assert small.seen[connection_id][-1]["requestContext"]["disconnectStatusCode"] == 1000


def test_disconnect_is_called_when_the_page_vanishes(gateway: Served, small: SmallApp) -> None:
    socket = opened(gateway)
    socket.socket.shutdown(SHUT_RDWR)
    connection_id = small.only_connection()
    assert eventually(lambda: small.kinds(connection_id) == ["CONNECT", "DISCONNECT"])
    assert small.seen[connection_id][-1]["requestContext"]["disconnectStatusCode"] == 1006


def test_an_idle_socket_is_closed_after_its_idle_time(small: SmallApp, pages: Path) -> None:
    with served(small, pages, "--socket-idle-seconds=0.6") as gateway, opened(gateway) as socket:
        opened_at = time.monotonic()
        time.sleep(0.3)
        socket.send("not idle")
        socket.recv(timeout=5)
        went_away(socket)
        assert time.monotonic() - opened_at >= 0.9


def test_every_socket_is_closed_after_its_maximum_time(small: SmallApp, pages: Path) -> None:
    with served(small, pages, "--socket-max-seconds=0.6") as gateway, opened(gateway) as socket:
        opened_at = time.monotonic()
        for _ in range(3):
            socket.send("busy")
            socket.recv(timeout=5)
            time.sleep(0.1)
        went_away(socket)
        assert 0.5 <= time.monotonic() - opened_at < 3


def test_a_gateway_that_stops_closes_its_sockets(small: SmallApp, pages: Path) -> None:
    with served(small, pages) as gateway:
        socket = opened(gateway)
        connection_id = small.only_connection()
    went_away(socket)
    assert small.kinds(connection_id) == ["CONNECT", "DISCONNECT"]


@pytest.mark.parametrize("frame", ["slow", "meet"])  # handled in 0.3 s, and not before the gateway has stopped
def test_a_gateway_that_stops_leaves_no_frame_half_handled(small: SmallApp, pages: Path, frame: str) -> None:
    with served(small, pages) as gateway, opened(gateway) as socket:
        socket.send(frame)
        assert eventually(lambda: "MESSAGE" in small.kinds(small.only_connection()))
    # `served` fails if a task is left.


def went_away(socket: ClientConnection) -> None:
    with pytest.raises(ConnectionClosed) as closed:
        socket.recv(timeout=5)
    assert closed.value.rcvd is not None
    assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (1001, "Going away")

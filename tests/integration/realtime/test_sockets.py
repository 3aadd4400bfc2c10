"""The three WebSocket routes, with the events that API Gateway sends."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib import events
from chalicelib.api import socket as api_socket
from chalicelib.identity import tickets
from chalicelib.storage import connections
from chalicelib.storage.tables import ConnectionRow
from tests.api_client import Api, Seat, Shop, across
from tests.integration import sockets
from tests.integration.log_lines import logged
from tests.integration.management_api import STAGE, management_api
from tests.integration.sockets import Socket

TWO_HOURS = 2 * 3600


def ticket(api: Api, path: str = "/chatbot/ticket") -> str:
    return str(api.post(path).body["ticket"])


def open_sockets(audience: str) -> list[str]:
    return [connection.id for connection in connections.in_audience(audience)]


def test_the_handshake_is_answered_with_the_protocol_and_without_the_ticket(visitor: Seat) -> None:
    answer = Socket(ticket(visitor.api)).connect()
    assert answer == {"statusCode": 200, "headers": {"Sec-WebSocket-Protocol": "porchlight.v1"}}


@pytest.mark.parametrize("name", ["sec-websocket-protocol", "Sec-WebSocket-Protocol", "SEC-WEBSOCKET-PROTOCOL"])
def test_the_ticket_is_found_whatever_the_headers_case_and_the_order_of_the_offer(visitor: Seat, name: str) -> None:
    secret = ticket(visitor.api)
    offered = {"Sec-WebSocket-Protocol": None, name: f"ticket.{secret},porchlight.v1"}
    assert Socket(None).connect(**offered)["statusCode"] == 200


def test_an_open_socket_has_a_row_in_its_audience_and_one_that_points_to_it(visitor: Seat) -> None:
    socket = sockets.visitors(visitor.api)
    audience = events.visitor_audience(visitor.visitor_id)
    (connection,) = connections.in_audience(audience)
    assert connection.id == socket.id
    assert connection.endpoint == f"http://{management_api().domain_name}/{STAGE}"
    assert TWO_HOURS < connection.expires_at - time.time() < TWO_HOURS + 600
    assert connections.audience_of(socket.id) == audience


def test_an_admins_socket_is_in_the_audience_of_the_site(shop: Shop) -> None:
    socket = sockets.admins(shop.admin())
    assert open_sockets(events.admins_audience(shop.site.site_id)) == [socket.id]


def test_a_ticket_opens_one_socket(visitor: Seat) -> None:
    secret = ticket(visitor.api)
    with ThreadPoolExecutor(1) as thread:  # two handshakes at once, with the same ticket
        other = thread.submit(Socket(secret).connect)
        statuses = sorted([Socket(secret).connect()["statusCode"], other.result()["statusCode"]])
    assert statuses == [200, 401]
    assert len(open_sockets(events.visitor_audience(visitor.visitor_id))) == 1


def test_a_ticket_expires(visitor: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tickets, "LIFE_SECONDS", 0)
    socket = Socket(ticket(visitor.api))
    assert socket.connect()["statusCode"] == 401
    assert connections.audience_of(socket.id) is None


@pytest.mark.parametrize("origin", ["https://evil.example", "http://shop.example", None])
def test_a_ticket_opens_no_socket_from_another_page(visitor: Seat, origin: str | None) -> None:
    socket = Socket(ticket(visitor.api), origin=origin)
    answer = socket.connect()
    assert answer["statusCode"] == 403
    assert '"origin_not_allowed"' in answer["body"]
    assert open_sockets(events.visitor_audience(visitor.visitor_id)) == []


def test_a_ticket_requested_without_an_origin_opens_a_socket_from_anywhere(shop: Shop) -> None:
    program = Api(shop.admin().token, origin=None)
    assert Socket(ticket(program, "/admin/ticket"), origin=None).connect()["statusCode"] == 200


def test_a_ticket_is_valid_for_a_minute_and_the_table_contains_no_ticket(visitor: Seat) -> None:
    answer = visitor.api.post("/chatbot/ticket").body
    assert 50_000 < answer["expires_at"] - time.time() * 1000 <= 60_000
    assert list(ConnectionRow.query(f"ticket#{answer['ticket']}")) == []


def test_a_visitor_without_a_message_gets_no_ticket(shop: Shop) -> None:
    assert shop.visitor().api.post("/chatbot/ticket").status == 404


def test_a_refused_handshake_is_logged_with_its_code() -> None:
    with logged() as log:
        Socket("kq3Vd1cN0yFhS7uG2bTzXw").connect()
    assert [(line["route"], line["status"], line["code"]) for line in log.events("socket")] == [
        ("$connect", 401, "ticket_invalid")
    ]


def test_the_rows_of_a_closed_socket_are_deleted(visitor: Seat) -> None:
    socket, other = sockets.visitors(visitor.api), sockets.visitors(visitor.api)
    assert socket.close()["statusCode"] == 200
    assert open_sockets(events.visitor_audience(visitor.visitor_id)) == [other.id]
    assert connections.audience_of(socket.id) is None


def test_closing_twice_or_a_socket_that_was_never_open_is_harmless(visitor: Seat) -> None:
    socket = sockets.visitors(visitor.api)
    assert [socket.close()["statusCode"] for _ in range(2)] == [200, 200]
    assert Socket(None).close()["statusCode"] == 200


def test_a_ping_is_answered_by_a_pong(visitor: Seat) -> None:
    socket = sockets.visitors(visitor.api)
    socket.send_frame({"type": "ping"})
    socket.send_frame({"type": "ping", "sent_at": 1784188800000})
    assert socket.received == [{"type": "pong"}, {"type": "pong"}]


def test_a_ping_of_a_socket_that_was_closed_in_the_meantime_is_harmless(visitor: Seat) -> None:
    socket = sockets.visitors(visitor.api)
    management_api().statuses[socket.id] = 410
    with logged() as log:
        assert socket.send_frame({"type": "ping"})["statusCode"] == 200
    assert not log.errors


@pytest.mark.parametrize("refusal", [429, 500])
@pytest.mark.parametrize("refused_again", [False, True])
def test_an_answer_that_is_refused_is_posted_once_more_after_a_moment(
    visitor: Seat, monkeypatch: pytest.MonkeyPatch, refusal: int, refused_again: bool
) -> None:
    visitor.send()
    socket = sockets.visitors(visitor.api)
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if not refused_again:
            del management_api().statuses[socket.id]

    monkeypatch.setattr(api_socket, "pause", pause)
    management_api().statuses[socket.id] = refusal
    with logged() as log:
        assert socket.send_frame({"type": "ping"})["statusCode"] == 200
    assert socket.received == [{"type": "pong"}] * 2
    (line,) = log.events("socket")
    assert (line["outcome"] == "delivered") is not refused_again
    assert len(pauses) == 1
    assert 0 <= pauses[0] <= api_socket.AGAIN_SECONDS


def test_an_invalid_frame_leaves_the_socket_open(visitor: Seat) -> None:
    socket = sockets.visitors(visitor.api)
    socket.send_frame("no json")
    visitor.send(after=1)
    assert [frame["type"] for frame in socket.received] == ["error", "ChatMessageReceived"]


def test_a_visitors_socket_receives_its_own_conversation_and_an_admins_all_of_the_site(
    shop: Shop, visitor: Seat
) -> None:
    other = shop.visitor()
    other.send()
    stranger = Shop()
    own, others, admin, foreign = (
        sockets.visitors(visitor.api),
        sockets.visitors(other.api),
        sockets.admins(shop.admin()),
        sockets.admins(stranger.admin()),
    )
    visitor.send("from one", after=1)
    across(shop.admin("Noor"), other.conversation_id).send("to the other", after=1)
    received = {
        name: [frame["message"]["body"] for frame in socket.received]
        for name, socket in {"own": own, "others": others, "admin": admin, "foreign": foreign}.items()
    }
    assert received == {
        "own": ["from one"],
        "others": ["to the other"],
        "admin": ["from one", "to the other"],
        "foreign": [],
    }


def test_a_socket_receives_what_is_stored_after_its_handshake_and_the_page_reads_what_was_before(visitor: Seat) -> None:
    secret = ticket(visitor.api)
    visitor.send("before the handshake", after=1)
    socket = Socket(secret)
    socket.connect()
    visitor.send("after the handshake", after=2)
    assert [frame["id"] for frame in socket.received] == [3]
    assert [message["id"] for message in visitor.messages(1).body["messages"]] == [2, 3]

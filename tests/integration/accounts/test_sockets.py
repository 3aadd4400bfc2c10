"""An admin's socket receives events as long as its session is valid."""

import time

import pytest

from chalicelib import events
from chalicelib.accounts import refresh
from chalicelib.chat import sockets as use_cases
from chalicelib.storage import connections
from chalicelib.storage import sessions as stored
from chalicelib.storage.tables import ConnectionRow
from tests.api_client import PASSWORD, Api, Seat, Shop
from tests.integration import sockets
from tests.integration.engine import failing, refuses, seen
from tests.integration.management_api import management_api
from tests.integration.sockets import Socket
from tests.tokens import claims_of

MINUTE = 60


@pytest.fixture
def admin(shop: Shop) -> Api:
    return shop.admin()


def open_sockets(shop: Shop) -> set[str]:
    return {connection.id for connection in connections.in_audience(events.admins_audience(shop.site.site_id))}


def heartbeat(socket: Socket) -> str:
    before = len(socket.received)
    socket.send_frame({"type": "resume", "cursors": {}})
    (frame,) = socket.received[before:]
    return str(frame["error"]["code"] if "error" in frame else frame["type"])


def checked(socket: Socket, seconds_ago: int) -> None:
    """Changes when the session of a socket was last checked."""
    connections.checked(socket.id, [connections.audience_of(socket.id) or ""], int(time.time()) - seconds_ago)


def test_signing_out_closes_the_sockets_of_that_session_and_no_others(shop: Shop, visitor: Seat, admin: Api) -> None:
    mine, also_mine = sockets.admins(admin), sockets.admins(admin)
    colleague, visitors = sockets.admins(shop.admin("Noor")), sockets.visitors(visitor.api)
    with sockets.over_http():
        assert admin.call("DELETE", "/admin/session").status == 200
    assert {mine.id, also_mine.id} <= set(management_api().closed)
    assert not {colleague.id, visitors.id} & set(management_api().closed)
    visitor.send("not for those who left", after=1)
    assert [len(socket.received) for socket in (mine, also_mine, colleague, visitors)] == [0, 0, 1, 1]
    assert heartbeat(mine) == "connection_unknown"


def test_ending_a_session_from_another_device_closes_its_sockets(shop: Shop) -> None:
    email = shop.account()
    desk, phone = (
        Api(Api().post("/admin/session", {"email": email, "password": PASSWORD}).body["token"]) for _ in range(2)
    )
    here, there = sockets.admins(desk), sockets.admins(phone)
    desk.call("DELETE", f"/admin/sessions/{claims_of(phone.token)['sid']}")
    assert open_sockets(shop) == {here.id}
    assert there.id in management_api().closed
    desk.call("DELETE", "/admin/sessions")
    assert open_sockets(shop) == set()


def test_a_reused_refresh_token_closes_the_sockets(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refresh, "TOGETHER_MS", -1)
    entry = Api().post("/admin/session", {"email": shop.account(), "password": PASSWORD}).body
    sockets.admins(Api(entry["token"]))
    following = Api().post("/admin/session/refresh", {"refresh_token": entry["refresh_token"]}).body
    assert Api(following["token"]).get("/admin/chatbot").status == 200
    Api().post("/admin/session/refresh", {"refresh_token": entry["refresh_token"]})
    assert open_sockets(shop) == set()


def test_a_ticket_of_an_ended_session_opens_no_socket(shop: Shop, admin: Api) -> None:
    ticket = admin.post("/admin/ticket").body["ticket"]
    admin.call("DELETE", "/admin/session")
    assert Socket(ticket).connect()["statusCode"] == 401
    assert open_sockets(shop) == set()


def test_a_session_that_ends_while_a_socket_opens_keeps_no_socket(
    shop: Shop, admin: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = connections.put
    ticket = admin.post("/admin/ticket").body["ticket"]

    def ends_meanwhile(connection: connections.Connection) -> None:
        admin.call("DELETE", "/admin/session")
        put(connection)

    monkeypatch.setattr(use_cases.connections, "put", ends_meanwhile)
    assert Socket(ticket).connect()["statusCode"] == 401
    assert open_sockets(shop) == set()


def test_a_heartbeat_notices_that_the_session_has_ended_when_the_socket_was_not_closed(shop: Shop, admin: Api) -> None:
    socket = sockets.admins(admin)
    claims = claims_of(admin.token)
    stored.delete(claims["sub"], claims["sid"])
    assert heartbeat(socket) == "connection_unknown"
    assert open_sockets(shop) == set()


def test_a_socket_that_was_not_checked_for_half_an_hour_receives_nothing(shop: Shop, visitor: Seat, admin: Api) -> None:
    silent, beating = sockets.admins(admin), sockets.admins(admin)
    for socket in (silent, beating):
        checked(socket, 29 * MINUTE)
    assert heartbeat(beating) == "resumed"
    checked(silent, 31 * MINUTE)
    visitor.send("anybody there?", after=1)
    assert [frame["type"] for frame in silent.received] == []
    assert beating.received[-1]["type"] == "ChatMessageReceived"
    assert heartbeat(silent) == "connection_unknown"


def test_a_visitors_socket_has_no_session_and_is_never_stale(visitor: Seat) -> None:
    socket = sockets.visitors(visitor.api)
    (connection,) = connections.in_audience(events.visitor_audience(visitor.visitor_id))
    assert (connection.session, connection.checked_at) == ("", 0)
    assert heartbeat(socket) == "resumed"


def test_a_check_is_stored_every_ten_minutes_at_most(admin: Api) -> None:
    socket = sockets.admins(admin)
    with seen() as requests:
        assert heartbeat(socket) == "resumed"
    assert "UpdateItem" not in [operation for operation, _ in requests]
    checked(socket, 11 * MINUTE)
    with seen() as requests:
        assert [heartbeat(socket), heartbeat(socket)] == ["resumed", "resumed"]
    assert [operation for operation, _ in requests].count("UpdateItem") == 2  # its two rows, once


def test_a_check_does_not_restore_a_deleted_socket(admin: Api) -> None:
    socket = sockets.admins(admin)
    audience = connections.audience_of(socket.id) or ""
    connections.forget(socket.id, audience)
    connections.checked(socket.id, [audience], int(time.time()))
    assert connections.find(socket.id) is None
    assert list(ConnectionRow.query(audience)) == []


def test_signing_out_while_the_store_is_busy_ends_the_session_and_the_heartbeat_closes_the_socket(admin: Api) -> None:
    socket = sockets.admins(admin)
    with failing("Query", *[refuses("ThrottlingException")] * 4):
        assert admin.call("DELETE", "/admin/session").status == 200
    assert heartbeat(socket) == "connection_unknown"

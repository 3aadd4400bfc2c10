"""One socket for all sites of a person: a page shows one of them, and counts what is unread at the others."""

import pytest

from chalicelib import events
from chalicelib.realtime import fanout
from chalicelib.storage import connections
from chalicelib.storage.tables import ConnectionRow
from tests.api_client import PASSWORD, Api, Shop, across
from tests.integration import sockets
from tests.integration.accounts.admins import Person, id_of
from tests.integration.engine import seen
from tests.integration.management_api import management_api
from tests.integration.sockets import Socket


@pytest.fixture
def elsewhere() -> Shop:
    return Shop()


@pytest.fixture
def noor(shop: Shop, elsewhere: Shop) -> Person:
    person = Person(shop)
    person.join(elsewhere)
    return person


def kinds(socket: Socket) -> list[tuple[str, str | None]]:
    return [(frame["type"], frame.get("site_id")) for frame in socket.received]


def rows_of(socket: Socket, *shops: Shop) -> list[bool]:
    """Whether the socket has a row in the audience of each shop."""
    return [
        any(each.id == socket.id for each in connections.in_audience(events.admins_audience(shop.site.site_id)))
        for shop in shops
    ]


def test_a_socket_receives_messages_of_every_site_and_those_of_others_name_it(
    noor: Person, shop: Shop, elsewhere: Shop
) -> None:
    socket = sockets.admins(noor.at(shop))
    here, there = shop.visitor(), elsewhere.visitor()
    here.send("here")
    there.send("there")
    Shop().visitor().send("to strangers")
    assert kinds(socket) == [("ChatMessageReceived", None), ("ChatMessageReceived", elsewhere.site.site_id)]
    assert [frame["message"]["body"] for frame in socket.received] == ["here", "there"]


def test_a_page_hears_of_another_site_only_what_its_count_needs(noor: Person, shop: Shop, elsewhere: Shop) -> None:
    socket = sockets.admins(noor.at(shop))
    visitor, maya = elsewhere.visitor(), elsewhere.admin()
    visitor.send("there")
    own = sockets.admins(maya)
    own.send_frame({"type": "viewing", "conversation_id": visitor.conversation_id})
    own.send_frame({"type": "typing", "conversation_id": visitor.conversation_id})
    across(maya, visitor.conversation_id).mark_read(1)
    site_id = elsewhere.site.site_id
    assert kinds(socket) == [("ChatMessageReceived", site_id), ("MessagesRead", site_id)]


def test_the_same_socket_changes_its_site_with_the_ticket(noor: Person, shop: Shop, elsewhere: Shop) -> None:
    socket = sockets.admins(noor.at(elsewhere))
    shop.visitor().send("hello")
    assert kinds(socket) == [("ChatMessageReceived", shop.site.site_id)]


def test_a_cursor_of_another_site_is_not_answered(noor: Person, shop: Shop, elsewhere: Shop) -> None:
    socket, there = sockets.admins(noor.at(shop)), elsewhere.visitor()
    there.send("there")
    socket.send_frame({"type": "resume", "cursors": {there.conversation_id: 0}})
    assert socket.received[-1] == {"type": "resumed", "behind": {}}


def test_a_closed_socket_leaves_no_row_behind_at_any_site(noor: Person, shop: Shop, elsewhere: Shop) -> None:
    first, second = (sockets.admins(noor.at(shop)) for _ in range(2))
    assert rows_of(first, shop, elsewhere) == [True, True]
    first.close()
    management_api().statuses[second.id] = 410
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fanout, "HANDSHAKE_SECONDS", -1)
        elsewhere.visitor().send("hello")
    for socket in (first, second):
        assert rows_of(socket, shop, elsewhere) == [False, False]
        assert list(ConnectionRow.query(f"connection#{socket.id}")) == []


def test_a_person_is_there_at_every_site_while_a_page_is_open(noor: Person, shop: Shop, elsewhere: Shop) -> None:
    maya = sockets.admins(elsewhere.admin())
    maya.send_frame({"type": "viewing", "conversation_id": None})
    socket = sockets.admins(noor.at(shop))
    socket.send_frame({"type": "viewing", "conversation_id": None})
    socket.send_frame({"type": "ping", "away": True})
    socket.close()
    heard = [frame for frame in maya.received if frame["type"] == "Presence" and frame["admin_id"] == id_of(noor.api)]
    assert [frame["state"] for frame in heard] == ["online", "away", "offline"]
    assert "site_id" not in heard[0]


def test_a_socket_of_a_person_who_was_removed_from_one_site_is_closed_and_its_rows_are_deleted(
    noor: Person, shop: Shop, elsewhere: Shop
) -> None:
    socket = sockets.admins(noor.at(shop))
    answer = elsewhere.admin().call("DELETE", f"/admin/team/{id_of(noor.api)}", {"password": PASSWORD})
    assert answer.status == 200
    assert rows_of(socket, shop, elsewhere) == [False, False]
    again = sockets.admins(noor.api)
    elsewhere.visitor().send("not for Noor")
    assert again.received == []


def test_a_ticket_from_before_a_removal_opens_no_socket(noor: Person, shop: Shop, elsewhere: Shop) -> None:
    early = Socket(noor.at(shop).post("/admin/ticket").body["ticket"])
    elsewhere.admin().call("DELETE", f"/admin/team/{id_of(noor.api)}", {"password": PASSWORD})
    assert early.connect()["statusCode"] == 401
    assert rows_of(early, shop, elsewhere) == [False, False]


def test_a_socket_that_a_removal_missed_ends_at_its_next_heartbeat(
    noor: Person, shop: Shop, elsewhere: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    socket = sockets.admins(noor.at(shop))
    with monkeypatch.context() as patch:
        patch.setattr("chalicelib.realtime.sockets.close_audience", lambda *_: None)
        elsewhere.admin().call("DELETE", f"/admin/team/{id_of(noor.api)}", {"password": PASSWORD})
    socket.send_frame({"type": "resume", "cursors": {}})
    assert socket.received[-1]["error"]["code"] == "connection_unknown"
    assert rows_of(socket, shop, elsewhere) == [False, False]


def test_a_socket_of_a_person_with_one_site_costs_the_requests_that_it_always_did(shop: Shop) -> None:
    ticket = shop.admin().post("/admin/ticket").body["ticket"]
    with seen() as requests:
        assert Socket(ticket).connect()["statusCode"] == 200
    assert sorted(operation for operation, _ in requests) == ["DeleteItem", "GetItem", "PutItem", "PutItem"]


def test_an_owner_may_not_see_the_rows_of_another_site(shop: Shop, elsewhere: Shop) -> None:
    socket = sockets.admins(Api(shop.admin().token))
    elsewhere.visitor().send("not for strangers")
    assert socket.received == []

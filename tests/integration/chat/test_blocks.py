"""Blocked visitors are refused and receive nothing. Nobody else is affected."""

import dataclasses
from typing import Any

import pytest

from chalicelib.chat import blocks
from chalicelib.storage import blocks as rows
from chalicelib.storage import conversations, sites
from tests.api_client import Answer, Api, Seat, Shop, across
from tests.integration import sockets
from tests.integration.identity.test_verified import known, strict
from tests.integration.management_api import management_api

BLOCKED = (403, "visitor_blocked")


def block(admin: Api, seat: Seat, kind: str = "visitor", **more: Any) -> Answer:
    return admin.post("/admin/blocks", {"conversation_id": seat.conversation_id, "kind": kind, **more})


def new_conversation(shop: Shop, address: str = "192.0.2.1") -> Seat:
    visitor = shop.visitor(address=address)
    assert visitor.send().status == 201
    return visitor


def outcomes(seat: Seat) -> set[tuple[int, str | None]]:
    answers = [seat.send(after=1), seat.messages(), seat.mark_read(1), seat.api.post("/chatbot/ticket")]
    return {(answer.status, answer.code) for answer in answers}


def session(shop: Shop, earlier: str | None = None, address: str = "192.0.2.1") -> Answer:
    return Api(earlier, address=address).post("/chatbot/session", {"widget_token": shop.site.widget_token})


def test_every_call_of_a_blocked_visitor_is_refused_at_once_and_stores_nothing() -> None:
    shop = Shop()
    admin = shop.admin()
    visitor, other = new_conversation(shop), new_conversation(shop)
    answer = block(admin, visitor, reason="Abuse")
    assert answer.status == 201
    assert (answer.body["block"]["reason"], answer.body["block"]["blocked_by"]) == ("Abuse", "Maya")
    assert outcomes(visitor) == {BLOCKED}
    assert session(shop, visitor.api.token).code == "visitor_blocked"
    assert across(admin, visitor.conversation_id).messages().body["last_id"] == 1
    assert other.send(after=1).status == 201
    assert session(shop).status == 200


def test_an_unblocked_visitor_continues_the_same_conversation() -> None:
    shop = Shop()
    admin = shop.admin()
    visitor = new_conversation(shop)
    made = block(admin, visitor).body["block"]
    assert admin.call("DELETE", f"/admin/blocks/{made['id']}").status == 200
    assert visitor.send(after=1).status == 201
    assert admin.get("/admin/blocks").body == {"blocks": []}
    assert admin.call("DELETE", f"/admin/blocks/{made['id']}").code == "block_not_found"


def test_blocking_closes_the_visitors_sockets_at_once_and_not_the_admins() -> None:
    shop = Shop()
    admin = shop.admin()
    visitor, other = new_conversation(shop), new_conversation(shop)
    tabs = [sockets.visitors(visitor.api) for _ in range(2)]
    other_sockets = [sockets.visitors(other.api), sockets.admins(admin)]
    block(admin, visitor)
    closed = management_api().closed
    assert all(tab.id in closed for tab in tabs)
    assert not any(each.id in closed for each in other_sockets)
    across(admin, visitor.conversation_id).send("goodbye", after=1)
    assert [len(tab.received) for tab in tabs] == [0, 0]
    assert [each["type"] for each in other_sockets[1].received] == ["BlocksChanged", "ChatMessageReceived"]


def test_another_process_notices_a_block_by_the_version_in_the_sites_row(monkeypatch: pytest.MonkeyPatch) -> None:
    shop = Shop()
    visitor = new_conversation(shop)
    site = sites.get(shop.site.site_id)
    assert site is not None
    block(shop.admin(), visitor)
    sites.known.put(shop.site.site_id, site)  # as another process has it cached
    rows.known.clear()
    assert visitor.messages().status == 200
    assert sites.known.seconds() <= 60
    monkeypatch.setattr(sites.known, "seconds", lambda: 0.0)
    assert visitor.messages().code == "visitor_blocked"


def test_a_socket_of_a_blocked_visitor_that_was_missed_is_closed_at_its_next_heartbeat() -> None:
    shop = Shop()
    visitor, neighbour = new_conversation(shop), new_conversation(shop)
    socket = sockets.visitors(neighbour.api)
    block(shop.admin(), visitor, "address")
    socket.send_frame({"type": "resume", "cursors": {neighbour.conversation_id: 0}})
    assert not any(frame.get("type") == "resumed" for frame in socket.received)
    across(shop.admin(), neighbour.conversation_id).send("anybody there?", after=1)
    assert not any(frame.get("type") == "ChatMessageReceived" for frame in socket.received)


def test_an_identity_is_blocked_on_every_device_and_with_every_token() -> None:
    shop = strict()
    ada = known(shop, "ada")
    ada.send()
    stranger = new_conversation(shop)
    assert block(shop.admin(), ada, "identity").status == 201
    assert outcomes(ada) == {BLOCKED}
    with pytest.raises(AssertionError, match="visitor_blocked"):
        known(shop, "ada")
    assert known(shop, "bo").send().status == 201
    assert stranger.send(after=1).status == 201


@pytest.mark.parametrize(
    ("address", "inside", "outside"),
    [("192.0.2.1", "192.0.2.254", "192.0.3.1"), ("2001:db8:1::1", "2001:db8:1:ffff::1", "2001:db8:2::1")],
    ids=["IPv4", "IPv6"],
)
def test_a_block_of_an_address_covers_its_range_and_no_more(address: str, inside: str, outside: str) -> None:
    shop = Shop()
    visitor = new_conversation(shop, address)
    neighbour, stranger = new_conversation(shop, inside), new_conversation(shop, outside)
    block(shop.admin(), visitor, "address")
    assert outcomes(visitor) == outcomes(neighbour) == {BLOCKED}
    assert session(shop, address=inside).code == "visitor_blocked"
    assert session(shop, address=outside).status == 200
    assert stranger.send(after=1).status == 201


def test_only_the_range_of_an_address_is_stored() -> None:
    shop = Shop()
    visitor = new_conversation(shop, "192.0.2.77")
    row = conversations.get(visitor.conversation_id)
    assert row is not None
    assert row.address_range == "192.0.2.0/24"
    assert "192.0.2.77" not in str(dataclasses.asdict(row))


def test_an_unknown_address_cannot_be_blocked() -> None:
    shop = Shop()
    assert block(shop.admin(), new_conversation(shop, ""), "address").code == "block_impossible"


def test_blocking_twice_is_one_block() -> None:
    shop = Shop()
    admin, visitor = shop.admin(), new_conversation(shop)
    first, second = block(admin, visitor, reason="Abuse"), block(admin, visitor, reason="again")
    assert (first.status, second.status, second.body) == (201, 200, first.body)
    assert admin.get("/admin/blocks").body["blocks"] == [first.body["block"]]


def test_a_block_applies_to_its_site_only() -> None:
    shop, other = strict(), strict()
    for each in (shop, other):
        known(each, "ada").send()
    ada = known(shop, "ada")
    made = block(shop.admin(), ada, "identity").body["block"]
    assert known(other, "ada").send(after=1).status == 201
    assert other.admin().get("/admin/blocks").body == {"blocks": []}
    assert other.admin().call("DELETE", f"/admin/blocks/{made['id']}").code == "block_not_found"
    assert outcomes(ada) == {BLOCKED}


def test_the_number_of_blocks_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "MOST", 2)
    shop = Shop()
    admin = shop.admin()
    answers = [block(admin, new_conversation(shop)) for _ in range(3)]
    assert [(answer.status, answer.code) for answer in answers] == [(201, None), (201, None), (409, "blocks_full")]


def test_blocking_and_unblocking_are_in_the_audit_log() -> None:
    shop = Shop()
    admin, visitor = shop.admin(), new_conversation(shop)
    made = block(admin, visitor, reason="private words").body["block"]
    admin.call("DELETE", f"/admin/blocks/{made['id']}")
    entries = admin.get("/admin/audit").body["entries"]
    recorded = [(entry["action"], entry["target"]) for entry in entries if entry["action"].startswith("visitor.")]
    assert recorded == [("visitor.unblocked", made["id"]), ("visitor.blocked", visitor.conversation_id)]


def test_the_teams_pages_hear_that_the_list_has_changed_and_the_visitor_does_not() -> None:
    shop = Shop()
    maya = shop.admin()
    visitor, other = new_conversation(shop), new_conversation(shop)
    noor = sockets.admins(shop.admin("Noor"))
    heard = sockets.visitors(other.api)
    id = block(maya, visitor).body["block"]["id"]
    assert noor.received == [{"type": "BlocksChanged"}]
    assert maya.call("DELETE", f"/admin/blocks/{id}").status == 200
    assert noor.received == [{"type": "BlocksChanged"}] * 2
    assert heard.received == []

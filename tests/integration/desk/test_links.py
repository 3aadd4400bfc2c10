"""Conversations that an admin says are with the same person."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chalicelib.chat import append
from chalicelib.desk import links
from chalicelib.model import now_ms
from chalicelib.model.desk import MOST_LINKS
from chalicelib.storage import conversations
from tests.api_client import Seat, Shop
from tests.desk_client import Desk
from tests.integration import sockets
from tests.integration.clock import stopped_at
from tests.integration.engine import Crash, dies_after, failing, seen, writes


def row(desk: Desk) -> Any:
    found = conversations.get(desk.conversation_id)
    assert found
    return found


@pytest.fixture
def phone(shop: Shop) -> Seat:
    """Another visitor, who may be the same person."""
    seat = shop.visitor()
    assert seat.send("from my phone").status == 201
    return seat


@pytest.fixture
def other(maya: Desk, phone: Seat) -> Desk:
    return Desk(maya.api, phone.conversation_id)


def listed(desk: Desk) -> list[str]:
    found = desk.api.get(f"{desk.path}/others").body["conversations"]
    return [each["id"] for each in found]


def test_both_sides_say_so_and_both_desk_logs_tell_it(maya: Desk, other: Desk) -> None:
    maya.note("a note")
    answer = maya.link(other.conversation_id, after=1)
    assert answer.status == 200
    assert answer.body["state"]["links"] == [other.conversation_id] == list(row(maya).links)
    assert other.state()["links"] == [maya.conversation_id] == list(row(other).links)
    for desk, one in ((maya, other), (other, maya)):
        entry = desk.log()[-1]
        assert (entry["kind"], entry["other_id"], entry["author"]["name"]) == ("linked", one.conversation_id, "Maya")
        assert listed(desk) == [one.conversation_id]
    rows = {each["id"]: each.get("links") for each in maya.api.get("/admin/chatbot").body["conversations"]}
    assert rows == {maya.conversation_id: [other.conversation_id], other.conversation_id: [maya.conversation_id]}


def test_the_logs_of_messages_stay_as_they_are(maya: Desk, other: Desk, visitor: Seat, phone: Seat) -> None:
    before = visitor.drained(), phone.drained()
    maya.link(other.conversation_id)
    assert (visitor.drained(), phone.drained()) == before
    assert phone.send("and now?", after=1).body["message"]["id"] == 2
    assert visitor.send("and here?", after=1).body["message"]["id"] == 2


def test_it_can_be_taken_back_from_either_side(maya: Desk, other: Desk) -> None:
    maya.link(other.conversation_id)
    answer = other.link(maya.conversation_id, linked=False, after=1)
    assert "links" not in answer.body["state"]
    assert (row(maya).links, row(other).links) == ((), ())
    assert [each["kind"] for each in maya.log()] == [each["kind"] for each in other.log()] == ["linked", "unlinked"]
    assert (listed(maya), listed(other)) == ([], [])


def test_a_retry_links_once_and_what_is_so_already_stores_nothing(maya: Desk, other: Desk) -> None:
    for _ in range(2):
        assert maya.link(other.conversation_id, client_id="linked-once").body["entry"]["id"] == 1
    with seen() as requests:
        assert "entry" not in maya.link(other.conversation_id, after=1).body
        assert "entry" not in other.link(maya.conversation_id, after=1).body
    assert writes(requests) == []
    assert (len(maya.log()), len(other.log())) == (1, 1)


def test_two_who_link_at_once_from_both_sides_make_one_link(
    maya: Desk, other: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(append, "PAUSE_SECONDS", 0)
    with ThreadPoolExecutor(2) as threads:
        answers = [
            threads.submit(maya.link, other.conversation_id),
            threads.submit(other.link, maya.conversation_id),
        ]
    assert [each.result().status for each in answers] == [200, 200]
    assert (len(maya.log()), len(other.log())) == (1, 1)
    assert (row(maya).links, row(other).links) == ((other.conversation_id,), (maya.conversation_id,))


def test_a_call_that_dies_leaves_a_whole_link_or_none(maya: Desk, other: Desk) -> None:
    with failing("TransactWriteItems", dies_after), pytest.raises(Crash):
        maya.link(other.conversation_id, client_id="linked-once")
    assert (len(maya.log()), len(other.log())) == (1, 1)
    assert maya.link(other.conversation_id, client_id="linked-once").body["entry"]["id"] == 1
    assert len(other.log()) == 1


def test_the_pages_of_both_conversations_hear_of_it(maya: Desk, other: Desk, noor: Desk) -> None:
    team = sockets.admins(noor.api)
    maya.link(other.conversation_id)
    told = [each for each in team.received if each["type"] == "DeskChanged"]
    assert sorted(each["conversation_id"] for each in told) == sorted([maya.conversation_id, other.conversation_id])
    assert {each["entry"]["kind"] for each in told} == {"linked"}


def test_the_visitors_other_conversations_are_the_persons_too(
    maya: Desk, other: Desk, shop: Shop, phone: Seat, visitor: Seat
) -> None:
    second = shop.visitor(phone.api.token, conversation_id="new")
    assert second.send("my second one").status == 201
    mine = shop.visitor(visitor.api.token, conversation_id="new")
    assert mine.send("another of mine").status == 201
    maya.link(other.conversation_id)
    persons = {maya.conversation_id, other.conversation_id, second.conversation_id, mine.conversation_id}
    for id in persons:
        assert {*listed(Desk(maya.api, id))} == persons - {id}


def test_only_a_conversation_of_the_site_with_messages_can_be_linked(maya: Desk) -> None:
    shop = Shop()
    stranger = shop.visitor()
    stranger.send("hello")
    answer = maya.link(stranger.conversation_id)
    assert (answer.status, answer.code, answer.body["error"]["field"]) == (404, "other_not_found", "other_id")
    assert Desk(shop.admin(), stranger.conversation_id).state() == {
        "assignee_id": None,
        "tags": [],
        "snoozed_until": None,
        "desk_id": 0,
    }
    assert maya.log() == []


def test_an_expired_conversation_cannot_be_linked_and_its_link_can_be_ended(shop: Shop, maya: Desk) -> None:
    assert maya.api.call("PATCH", "/admin/site", {"retention_days": 1}).status == 200
    short, gone = (shop.visitor() for _ in range(2))
    for seat in (short, gone):
        assert seat.send("for a day").status == 201
    maya.link(short.conversation_id)
    with stopped_at(now_ms() + 3 * 86_400_000):
        assert listed(maya) == []
        assert maya.link(gone.conversation_id, after=1).code == "other_not_found"
        assert maya.link(short.conversation_id, linked=False, after=1).status == 200
    assert row(maya).links == ()


def test_the_number_of_links_is_limited_on_both_sides(
    maya: Desk, other: Desk, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST_LINKS == 10
    monkeypatch.setattr(links, "MOST_LINKS", 1)
    third = shop.visitor()
    third.send("hello")
    maya.link(other.conversation_id)
    for answer in (
        maya.link(third.conversation_id, after=1),
        Desk(maya.api, third.conversation_id).link(maya.conversation_id),
    ):
        assert (answer.status, answer.code) == (409, "too_many_linked")
    assert row(Desk(maya.api, third.conversation_id)).links == ()


def test_erasing_one_ends_its_links(maya: Desk, other: Desk) -> None:
    maya.link(other.conversation_id)
    assert maya.api.call("DELETE", maya.path).status == 200
    assert (row(maya).links, row(other).links) == ((), ())
    assert [each["kind"] for each in other.log()] == ["linked", "unlinked"]
    assert maya.log() == []
    assert listed(other) == []


def test_an_interrupted_erasure_leaves_no_link_that_the_next_one_does_not_end(maya: Desk, other: Desk) -> None:
    maya.link(other.conversation_id)
    with failing("UpdateItem", dies_after), pytest.raises(Crash):
        maya.api.call("DELETE", maya.path)
    assert (row(maya).links, row(other).links) == ((), ())
    assert maya.api.call("DELETE", maya.path).status == 200
    assert len(other.log()) == 2


def test_no_visitor_and_no_export_learns_of_the_other(maya: Desk, other: Desk, visitor: Seat, phone: Seat) -> None:
    heard = sockets.visitors(visitor.api)
    maya.link(other.conversation_id)
    for seat, hidden in ((visitor, other), (phone, maya)):
        answers = [
            seat.api.get("/chatbot/conversations"),
            seat.api.get("/chatbot/messages?since_id=0"),
            maya.api.get(f"/admin/chatbot/{seat.conversation_id}/export"),
        ]
        assert {each.status for each in answers} == {200}
        assert [each.raw for each in answers if hidden.conversation_id in each.raw or "links" in each.raw] == []
    assert other.conversation_id not in str(heard.received)
    assert "inked" not in str(heard.received)

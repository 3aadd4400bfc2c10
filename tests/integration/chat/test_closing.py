"""Closing a conversation and opening it again: in the log, in the inbox, and on all pages."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.api_client import Api, Seat, Shop, across
from tests.integration import sockets
from tests.integration.clock import stopped_at
from tests.integration.engine import failing, loses_answer


def talking(shop: Shop) -> tuple[Seat, Seat]:
    """A visitor with a message and an admin with an answer: numbers 1 and 2."""
    visitor = shop.visitor()
    admin = across(shop.admin(), visitor.conversation_id)
    assert visitor.send("Is the kettle blue?").status == 201
    assert admin.send("Yes, it is.", after=1).status == 201
    return visitor, admin


def kinds(seat: Seat) -> list[str]:
    return [each.get("kind", "text") for each in seat.drained()]


def listed(api: Api, status: str) -> list[str]:
    return [each["id"] for each in api.get(f"/admin/chatbot?view={status}").body["conversations"]]


def row(api: Api, seat: Seat) -> dict[str, Any]:
    """As the inbox's changes have it: they contain all conversations."""
    changes = api.get("/admin/chatbot?since=MDAwMDAwMDAwMDAwMA").body["conversations"]
    return next(each for each in changes if each["id"] == seat.conversation_id)


def test_a_closed_conversation_leaves_the_list_of_the_open_ones(shop: Shop) -> None:
    visitor, admin = talking(shop)
    assert listed(admin.api, "all") == [visitor.conversation_id]
    answer = admin.set_status("closed", after=2)
    assert answer.status == 200
    assert answer.body["status"] == "closed"
    assert (answer.body["message"]["id"], answer.body["message"]["kind"]) == (3, "closed")
    assert (listed(admin.api, "all"), listed(admin.api, "closed")) == ([], [visitor.conversation_id])
    assert admin.api.get("/admin/chatbot").body["conversations"] == []
    assert kinds(visitor) == ["text", "text", "closed"]


def test_it_is_quiet_and_the_row_says_so(shop: Shop) -> None:
    visitor, admin = talking(shop)
    before = row(admin.api, visitor)
    admin.set_status("closed", after=2)
    after = row(admin.api, visitor)
    assert {name: after[name] for name in ("last_at", "last_sender", "preview")} == {
        name: before[name] for name in ("last_at", "last_sender", "preview")
    }
    assert (after["status"], after["last_id"]) == ("closed", 3)
    assert after["read"] == {"visitor": 1, "admin": 3}


@pytest.mark.parametrize("side", ["visitor", "admin"])
def test_a_message_of_either_side_opens_it_again_without_an_entry_of_its_own(shop: Shop, side: str) -> None:
    visitor, admin = talking(shop)
    admin.set_status("closed", after=2)
    assert (visitor if side == "visitor" else admin).send("One more thing", after=3).status == 201
    assert listed(admin.api, "all") == [visitor.conversation_id]
    assert listed(admin.api, "closed") == []
    assert row(admin.api, visitor)["status"] == "open"
    assert kinds(visitor) == ["text", "text", "closed", "text"]


def test_an_admin_opens_it_again(shop: Shop) -> None:
    visitor, admin = talking(shop)
    admin.set_status("closed", after=2)
    assert admin.set_status("open", after=3).body["message"]["kind"] == "reopened"
    assert listed(admin.api, "all") == [visitor.conversation_id]
    assert kinds(visitor)[2:] == ["closed", "reopened"]


def test_a_visitor_who_wrote_meanwhile_is_not_closed_away(shop: Shop) -> None:
    visitor, admin = talking(shop)
    visitor.send("Wait, and the red one?", after=2)
    answer = admin.set_status("closed", after=2)
    assert (answer.status, answer.code) == (409, "newer_messages")
    assert listed(admin.api, "all") == [visitor.conversation_id]
    assert kinds(visitor) == ["text"] * 3
    assert admin.set_status("closed", after=3).status == 200


def test_a_colleagues_answer_does_not_keep_it_open(shop: Shop) -> None:
    visitor, admin = talking(shop)
    across(shop.admin("Noor"), visitor.conversation_id).send("Bye!", after=2)
    assert admin.set_status("closed", after=2).status == 200
    assert row(admin.api, visitor)["read"]["admin"] == 4


def test_a_closed_conversation_is_never_unread(shop: Shop) -> None:
    visitor = shop.visitor()
    visitor.send("Is the kettle blue?")
    admin = across(shop.admin(), visitor.conversation_id)
    admin.set_status("closed", after=1)  # its read mark has not arrived yet
    assert row(admin.api, visitor)["read"]["admin"] == 2
    visitor.rate(2, 5, after=2)
    assert row(admin.api, visitor)["read"]["admin"] == 3


def test_the_same_status_again_stores_nothing(shop: Shop) -> None:
    visitor, admin = talking(shop)
    assert admin.set_status("open", after=2).body == {"status": "open"}
    admin.set_status("closed", after=2)
    assert across(shop.admin("Noor"), visitor.conversation_id).set_status("closed", after=2).body == {
        "status": "closed"
    }
    assert kinds(visitor) == ["text", "text", "closed"]


def test_of_two_admins_at_once_one_stores_the_entry(shop: Shop) -> None:
    visitor, admin = talking(shop)
    seats = [admin, *(across(shop.admin(name), visitor.conversation_id) for name in ("Noor", "Olu"))]
    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(lambda seat: seat.set_status("closed", after=2), seats))
    assert [answer.body["status"] for answer in answers] == ["closed"] * 3
    assert len([answer for answer in answers if "message" in answer.body]) == 1
    assert kinds(visitor) == ["text", "text", "closed"]


def test_a_retry_after_a_lost_answer_finds_the_entry(shop: Shop) -> None:
    visitor, admin = talking(shop)
    with failing("TransactWriteItems", loses_answer):
        first = admin.set_status("closed", after=2, client_id="closing-1")
    second = admin.set_status("closed", after=2, client_id="closing-1")
    across(shop.admin("Noor"), visitor.conversation_id).set_status("open", after=3)
    third = admin.set_status("closed", after=2, client_id="closing-1")
    assert [answer.body["message"]["id"] for answer in (first, second, third)] == [3, 3, 3]
    assert kinds(visitor)[2:] == ["closed", "reopened"]


def test_all_open_pages_receive_the_entry(shop: Shop) -> None:
    visitor, admin = talking(shop)
    pages = [sockets.visitors(visitor.api), sockets.admins(shop.admin("Noor"))]
    admin.set_status("closed", after=2)
    for page in pages:
        (event,) = page.received
        assert (event["type"], event["message"]["kind"]) == ("ChatMessageReceived", "closed")


def test_older_pages_of_the_closed_ones_follow_each_other(shop: Shop) -> None:
    api, ids = shop.admin(), []
    for _ in range(5):
        visitor = shop.visitor()
        visitor.send()
        across(api, visitor.conversation_id).set_status("closed", after=1)
        ids.append(visitor.conversation_id)
    found: list[str] = []
    before = ""
    while True:
        page = api.get(f"/admin/chatbot?view=closed&limit=2{before}").body
        found += [each["id"] for each in page["conversations"]]
        if page["older"] is None:
            break
        before = f"&before={page['older']}"
    assert sorted(found) == sorted(ids)
    assert found == [*reversed(ids)]


# Ratings


def closed(shop: Shop) -> tuple[Seat, Seat]:
    visitor, admin = talking(shop)
    assert admin.set_status("closed", after=2).status == 200
    return visitor, admin


def ratings(seat: Seat) -> list[tuple[Any, ...]]:
    entries = [each for each in seat.drained() if each.get("kind") == "rated"]
    return [(each["id"], each.get("target"), each.get("rating"), each["body"]) for each in entries]


def test_a_rating_is_an_entry_that_both_sides_see(shop: Shop) -> None:
    visitor, admin = closed(shop)
    answer = visitor.rate(3, 4, after=3, comment="  Quick\nand kind. ")
    assert answer.status == 201
    assert ratings(visitor) == ratings(admin) == [(4, 3, 4, "Quick\nand kind.")]
    assert row(admin.api, visitor)["status"] == "closed"


def test_a_retry_stores_no_second_rating(shop: Shop) -> None:
    visitor, _ = closed(shop)
    answers = [visitor.rate(3, 4, after=3, client_id="rating-1") for _ in range(2)]
    assert [answer.status for answer in answers] == [201, 200]
    assert ratings(visitor) == [(4, 3, 4, "")]


def test_a_changed_rating_takes_the_place_of_the_earlier_one(shop: Shop) -> None:
    visitor, _ = closed(shop)
    visitor.rate(3, 1, after=3, comment="Nobody helped me.")
    visitor.rate(3, 5, after=4)
    assert ratings(visitor) == [(4, None, None, ""), (5, 3, 5, "")]


def test_it_can_be_changed_for_a_day(shop: Shop) -> None:
    visitor, _ = closed(shop)
    sent_at = visitor.drained()[2]["sent_at"]
    day = 24 * 3600 * 1000
    with stopped_at(sent_at + day):
        assert visitor.rate(3, 4, after=3).status == 201
    with stopped_at(sent_at + day + 1):
        answer = visitor.rate(3, 5, after=4)
    assert (answer.status, answer.code) == (409, "rating_over")


def test_only_the_last_closing_can_be_rated(shop: Shop) -> None:
    visitor, admin = closed(shop)
    assert visitor.rate(2, 5, after=3).code == "rating_over"
    visitor.send("One more thing", after=3)
    assert visitor.rate(3, 4, after=4).status == 201  # it was on the way when the visitor wrote
    admin.set_status("closed", after=4)
    assert visitor.rate(3, 5, after=6).code == "rating_over"
    assert visitor.rate(6, 5, after=6).status == 201
    assert ratings(visitor) == [(5, 3, 4, ""), (7, 6, 5, "")]


def test_an_open_conversation_and_one_that_does_not_exist_cannot_be_rated(shop: Shop) -> None:
    visitor, _ = talking(shop)
    assert visitor.rate(0, 5, after=2).code == "rating_over"
    assert shop.visitor().rate(0, 5).code == "rating_over"


def test_a_site_that_asks_for_no_ratings_takes_none() -> None:
    visitor, _ = closed(Shop(ask_rating=False))
    assert visitor.rate(3, 5, after=3).code == "rating_off"


def test_a_blocked_visitor_does_not_rate(shop: Shop) -> None:
    visitor, admin = closed(shop)
    admin.api.post("/admin/blocks", {"conversation_id": visitor.conversation_id, "kind": "visitor"})
    assert visitor.rate(3, 1, after=3).code == "visitor_blocked"


def test_a_rating_is_exported_and_erased(shop: Shop) -> None:
    visitor, admin = closed(shop)
    visitor.rate(3, 2, after=3, comment="It took long.")
    exported = admin.api.get(f"/admin/chatbot/{visitor.conversation_id}/export").body
    assert [(each["rating"], each["body"]) for each in exported["messages"][3:]] == [(2, "It took long.")]
    assert admin.api.call("DELETE", f"/admin/chatbot/{visitor.conversation_id}").status == 200
    assert visitor.drained() == []
    assert visitor.rate(3, 5, after=4).code == "rating_over"

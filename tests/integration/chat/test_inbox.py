"""The inbox: all conversations of a site, in pages and as changes since a cursor."""

from typing import Any

import pytest

from chalicelib.chat import append, inbox
from chalicelib.storage import conversations
from tests.api_client import Api, Seat, Shop, across
from tests.integration.engine import Forward, interposed, seen, writes


def new_conversation(shop: Shop, text: str = "hello") -> Seat:
    visitor = shop.visitor()
    assert visitor.send(text).status == 201
    return visitor


def page(admin: Api, **query: Any) -> dict[str, Any]:
    answer = admin.get("/admin/chatbot?" + "&".join(f"{name}={value}" for name, value in query.items()))
    assert answer.status == 200, answer
    body: dict[str, Any] = answer.body
    return body


def ids(inbox_page: dict[str, Any]) -> list[str]:
    return [conversation["id"] for conversation in inbox_page["conversations"]]


def unread(inbox_page: dict[str, Any]) -> set[str]:
    return {each["id"] for each in inbox_page["conversations"] if each["last_id"] > each["read"]["admin"]}


def drained(admin: Api, cursor: str, limit: int = 50) -> tuple[list[str], str]:
    """Reads all changes since a cursor, as the page does. Returns ids in their order, and the new cursor."""
    reported: list[str] = []
    while True:
        found = page(admin, since=cursor, limit=limit)
        reported += ids(found)
        cursor = found["cursor"]
        if not found["has_more"]:
            return reported, cursor


MOST_UNREAD = inbox.MOST_UNREAD


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the delay for the index: only changes after the cursor are reported."""
    monkeypatch.setattr(inbox, "SETTLE_MS", 0)


def test_a_new_inbox_is_empty() -> None:
    found = page(Shop().admin())
    assert (found["conversations"], found["has_more"], found["older"]) == ([], False, None)


def test_a_visitor_without_a_message_is_not_in_the_inbox() -> None:
    shop = Shop()
    shop.visitor()
    assert ids(page(shop.admin())) == []


def test_the_newest_message_comes_first_whoever_wrote_it() -> None:
    shop = Shop()
    admin = shop.admin()
    first, second, third = (new_conversation(shop) for _ in range(3))
    across(admin, first.conversation_id).send("at your service", after=1)
    assert ids(page(admin)) == [seat.conversation_id for seat in (first, third, second)]


def test_reading_does_not_change_the_order() -> None:
    shop = Shop()
    admin = shop.admin()
    seats = [new_conversation(shop) for _ in range(3)]
    across(admin, seats[0].conversation_id).send("at your service", after=1)
    before = ids(page(admin))
    for seat in seats:
        across(admin, seat.conversation_id).mark_read(1)
        assert ids(page(admin)) == before
    seats[0].mark_read(2)
    assert ids(page(admin)) == before


def test_unread_conversations_are_on_the_first_page_however_many_were_read_since() -> None:
    shop = Shop()
    admin = shop.admin()
    old = [new_conversation(shop) for _ in range(6)]
    waiting = [new_conversation(shop) for _ in range(2)]
    for seat in old:
        across(admin, seat.conversation_id).mark_read(1)
    assert ids(page(admin, limit=3)) == [*reversed([seat.conversation_id for seat in waiting]), old[-1].conversation_id]


def test_an_unread_conversation_is_on_the_first_page_however_many_were_answered_since() -> None:
    shop = Shop()
    admin = shop.admin()
    waiting = [new_conversation(shop).conversation_id for _ in range(2)]
    answered = [new_conversation(shop) for _ in range(5)]
    for seat in answered:
        across(admin, seat.conversation_id).send("at your service", after=1)
    first = page(admin, limit=3)
    assert ids(first) == [*reversed([seat.conversation_id for seat in answered[2:]]), *reversed(waiting)]
    assert unread(first) == set(waiting)
    second = page(admin, limit=3, before=first["older"])
    assert ids(second) == [*reversed([seat.conversation_id for seat in answered[:2]]), waiting[1]]
    assert ids(page(admin, limit=3, before=second["older"])) == [waiting[0]]


def test_the_number_of_unread_conversations_on_the_first_page_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "MOST_UNREAD", 4)
    shop = Shop()
    admin = shop.admin()
    waiting = [new_conversation(shop).conversation_id for _ in range(6)]
    assert ids(page(admin, limit=2)) == waiting[:1:-1]
    assert ids(page(admin, limit=5)) == waiting[:0:-1]
    assert MOST_UNREAD == 100, "the dashboard counts up to 99"


def test_a_conversation_is_unread_from_a_visitors_message_until_an_admin_has_read_all_of_it() -> None:
    shop = Shop()
    admin = shop.admin()
    visitor, answered = new_conversation(shop), new_conversation(shop)
    maya = across(admin, visitor.conversation_id)
    colleague = across(admin, answered.conversation_id)
    colleague.send("at your service", after=1)

    def waits() -> bool:
        return visitor.conversation_id in ids(page(admin, limit=1))

    assert waits()
    visitor.send("and", after=1)
    colleague.send("anything else?", after=2)
    maya.mark_read(1)
    assert waits()
    maya.mark_read(2)
    assert not waits()
    visitor.mark_read(2)
    assert not waits()


def test_a_message_that_arrives_while_the_previous_one_is_marked_read_is_unread() -> None:
    shop = Shop()
    admin = shop.admin()
    visitor = new_conversation(shop)
    answered = new_conversation(shop)
    coming = [lambda: visitor.send("one more thing", after=1)]

    def rule(operation: str, parameters: dict[str, Any], forward: Forward) -> dict[str, Any]:
        if operation == "UpdateItem" and coming:
            coming.pop()()
        return forward()

    with interposed(rule):
        assert across(admin, visitor.conversation_id).mark_read(1).body["read"]["admin"] == 1
    assert not coming
    across(admin, answered.conversation_id).send("at your service", after=1)
    assert visitor.conversation_id in ids(page(admin, limit=1))


def test_an_erased_conversation_is_not_unread() -> None:
    shop = Shop()
    admin = shop.admin()
    visitor = new_conversation(shop)
    assert admin.call("DELETE", f"/admin/chatbot/{visitor.conversation_id}").status == 200
    row = conversations.get(visitor.conversation_id)
    assert row is not None
    assert not row.unread
    assert conversations.newest(shop.site.site_id, "unread", None, 10) == []


def test_a_row_contains_what_the_list_shows_and_the_number_of_unread_messages() -> None:
    shop = Shop()
    admin = shop.admin()
    visitor = new_conversation(shop, "Is the  blue\nkettle in stock?")
    visitor.send("x" * 200, after=1)
    (row,) = page(admin)["conversations"]
    assert (row["last_id"], row["read"]["admin"], row["last_sender"]) == (2, 0, "visitor")
    assert row["preview"] == "x" * 120
    across(admin, visitor.conversation_id).send("It is.\n\nToday.", after=2)
    (row,) = page(admin)["conversations"]
    assert (row["last_id"], row["read"]["admin"], row["last_sender"]) == (3, 3, "admin")
    assert row["preview"] == "It is. Today."
    assert row["created_at"] <= row["last_at"]


def test_changes_by_visitors_and_admins_are_reported_after_the_cursor(settled: None) -> None:
    shop = Shop()
    admin, colleague = shop.admin(), shop.admin("Noor")
    first, second, third = (new_conversation(shop) for _ in range(3))
    cursor = page(admin)["cursor"]
    second.send(after=1)
    reported, cursor = drained(admin, cursor)
    assert reported == [second.conversation_id]
    across(colleague, third.conversation_id).send(after=1)
    across(colleague, first.conversation_id).mark_read(1)
    reported, cursor = drained(admin, cursor)
    assert set(reported) == {third.conversation_id, first.conversation_id}
    assert drained(admin, cursor)[0] == []


@pytest.mark.parametrize("limit", [1, 3, 50])
def test_changes_of_many_conversations_drain_page_by_page(limit: int) -> None:
    shop = Shop()
    admin = shop.admin()
    cursor = page(admin)["cursor"]
    changed = {new_conversation(shop).conversation_id for _ in range(7)}
    reported, _ = drained(admin, cursor, limit)
    assert set(reported) == changed


def test_a_change_while_pages_are_read_is_reported_before_the_last_page() -> None:
    shop = Shop()
    admin = shop.admin()
    cursor = page(admin)["cursor"]
    first, *_ = (new_conversation(shop) for _ in range(4))
    part = page(admin, since=cursor, limit=2)
    assert first.conversation_id in ids(part)
    first.send("once more", after=1)
    rest = page(admin, since=part["cursor"])
    assert {row["id"]: row["last_id"] for row in rest["conversations"]}[first.conversation_id] == 2


def test_a_change_that_the_index_shows_late_is_still_reported() -> None:
    shop = Shop()
    admin = shop.admin()
    visitor = new_conversation(shop)
    lagging = [True]

    def rule(operation: str, parameters: dict[str, Any], forward: Forward) -> dict[str, Any]:
        answer = forward()
        if lagging and parameters.get("IndexName") == "inbox":
            answer["Items"], answer["Count"] = [], 0
        return answer

    cursor = page(admin)["cursor"]
    with interposed(rule):
        visitor.send(after=1)
        reported, cursor = drained(admin, cursor)
        assert reported == []
        lagging.clear()
        assert visitor.conversation_id in drained(admin, cursor)[0]


def test_a_change_by_a_machine_whose_clock_is_behind_sorts_after_the_previous_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shop = Shop()
    admin = shop.admin()
    visitor = new_conversation(shop)
    before = conversations.get(visitor.conversation_id)
    cursor = page(admin)["cursor"]
    assert before is not None
    monkeypatch.setattr(append, "now_ms", lambda: before.last_at - 60_000)
    visitor.send("a minute ago", after=1)
    after = conversations.get(visitor.conversation_id)
    assert after is not None
    assert after.changed > before.changed
    assert drained(admin, cursor)[0] == [visitor.conversation_id]


def read(admin: Api, seat: Seat) -> Seat:
    across(admin, seat.conversation_id).mark_read(1)
    return seat


def test_older_pages_reach_the_first_conversation_without_repeats() -> None:
    shop = Shop()
    admin = shop.admin()
    written = [read(admin, new_conversation(shop)).conversation_id for _ in range(7)]
    first = page(admin, limit=3)
    second = page(admin, limit=3, before=first["older"])
    third = page(admin, limit=3, before=second["older"])
    assert ids(first) + ids(second) + ids(third) == written[::-1]
    assert third["older"] is None


def test_a_page_that_ends_exactly_at_the_last_conversation_is_the_last_one() -> None:
    shop = Shop()
    admin = shop.admin()
    for _ in range(2):
        new_conversation(shop)
    found = page(admin, limit=2)
    assert (len(ids(found)), found["older"]) == (2, None)


def test_the_inbox_contains_no_conversations_of_other_sites() -> None:
    shop, other = Shop(), Shop()
    new_conversation(other)
    mine = new_conversation(shop)
    admin = shop.admin()
    cursor = page(admin)["cursor"]
    new_conversation(other)
    assert ids(page(admin)) == [mine.conversation_id]
    assert set(drained(admin, cursor)[0]) <= {mine.conversation_id}


def test_a_poll_queries_the_index_once_and_writes_nothing() -> None:
    shop = Shop()
    admin = shop.admin()
    new_conversation(shop)
    cursor = page(admin)["cursor"]
    with seen() as requests:
        page(admin, since=cursor)
    assert [(operation, parameters["IndexName"]) for operation, parameters in requests] == [("Query", "inbox")]
    assert writes(requests) == []


def test_an_idle_poll_is_small(settled: None) -> None:
    shop = Shop()
    admin = shop.admin()
    new_conversation(shop)
    _, cursor = drained(admin, page(admin)["cursor"])
    answer = admin.get(f"/admin/chatbot?since={cursor}")
    assert answer.body["conversations"] == []
    assert len(answer.raw.encode()) < 300

"""Retention: messages expire after their days, whatever TTL has deleted, and no reader waits for them."""

import dataclasses
import itertools

import pytest

from chalicelib.storage import conversations, sites
from chalicelib.storage.tables import ConversationRow, MessageRow
from tests.api_client import Api, Seat, Shop, across
from tests.integration.clock import days_later
from tests.integration.engine import seen


class Kept:
    """A conversation of a site that keeps messages for so many days, with five of them: 1 to 3 on the first day, 4 and
    5 on the sixteenth."""

    def __init__(self, days: int = 20) -> None:
        self.shop = Shop(retention_days=days)
        self.admin: Api = self.shop.admin()
        self.visitor: Seat = self.shop.visitor()
        self.maya = across(self.admin, self.visitor.conversation_id)
        for number in range(3):
            self.visitor.send(f"old {number + 1}", after=number, client_id=f"client-{number + 1}")
        with days_later(15):
            for number in (3, 4):
                self.visitor.send(f"new {number + 1}", after=number, client_id=f"client-{number + 1}")

    @property
    def id(self) -> str:
        return self.visitor.conversation_id

    def delete(self, *ids: int) -> None:
        """Deletes rows as TTL does."""
        for id in ids:
            MessageRow(self.id, id).delete()


@pytest.fixture
def kept() -> Kept:
    return Kept()


def numbers(seat: Seat, since_id: int = 0) -> list[int]:
    return [message["id"] for message in seat.drained(since_id)]


def test_before_they_expire_all_messages_are_returned(kept: Kept) -> None:
    with days_later(19.9):
        page = kept.visitor.messages().body
        assert numbers(kept.visitor) == numbers(kept.maya) == [1, 2, 3, 4, 5]
        assert "first_id" not in page


@pytest.mark.parametrize(
    "deleted", [set(each) for size in range(4) for each in itertools.combinations([1, 2, 3], size)]
)
def test_expired_messages_are_not_returned_and_not_waited_for_whether_deleted_or_not(deleted: set[int]) -> None:
    kept = Kept()
    kept.delete(*deleted)
    with days_later(20.1):
        for since_id, seat in itertools.product(range(3), (kept.visitor, kept.maya)):
            page = seat.messages(since_id).body
            assert [message["id"] for message in page["messages"]] == [4, 5]
            assert (page["first_id"], page["last_id"], page["has_more"]) == (4, 5, False)
            assert seat.messages(since_id, limit=1).body["last_id"] == 4


def test_when_all_have_expired_the_first_page_is_the_last(kept: Kept) -> None:
    kept.delete(1, 2, 3, 4, 5)
    with days_later(36):
        page = kept.visitor.messages().body
    assert (page["messages"], page["first_id"], page["last_id"], page["has_more"]) == ([], 6, 5, False)


def test_expired_messages_count_as_read(kept: Kept) -> None:
    with days_later(20.1):
        assert kept.visitor.messages().body["read"] == {"visitor": 5, "admin": 3}
        (row,) = kept.admin.get("/admin/chatbot").body["conversations"]
    assert (row["last_id"], row["read"]["admin"], row["first_id"]) == (5, 3, 4)


def test_a_mark_on_an_expired_message_has_no_visible_effect(kept: Kept) -> None:
    with days_later(20.1):
        assert kept.maya.mark_read(2).body == {"read": {"visitor": 5, "admin": 3}}


def test_numbers_continue_after_all_messages_have_expired(kept: Kept) -> None:
    kept.delete(1, 2, 3, 4, 5)
    with days_later(36):
        assert kept.visitor.send("back again", after=5).body["message"]["id"] == 6
        assert numbers(kept.visitor) == numbers(kept.maya, since_id=2) == [6]
    stored = conversations.get(kept.id)
    assert stored is not None
    assert (stored.kept_from, len(stored.stretches)) == (6, 1)


def test_a_retry_returns_the_stored_message_even_if_the_message_before_it_has_expired(kept: Kept) -> None:
    kept.delete(2)
    with days_later(20.1):
        answer = kept.visitor.send("new 5", after=0, client_id="client-5")
    assert (answer.status, answer.body["message"]["id"]) == (200, 5)


def test_a_message_that_may_be_among_the_expired_ones_is_not_stored_again(kept: Kept) -> None:
    """Whether its row still exists or not."""
    for _ in range(2):
        with days_later(20.1):
            answer = kept.visitor.send("old 3", after=2, client_id="client-3")
            assert (answer.status, answer.code) == (409, "cursor_behind")
            assert numbers(kept.visitor) == [4, 5]
        kept.delete(3)


def test_a_message_after_the_last_expired_number_is_stored(kept: Kept) -> None:
    kept.delete(3)
    with days_later(20.1):
        assert kept.visitor.send("just in time", after=3).body["message"]["id"] == 6


def test_a_conversation_whose_messages_have_expired_is_not_in_the_inbox(kept: Kept) -> None:
    with days_later(34):
        assert [row["id"] for row in kept.admin.get("/admin/chatbot").body["conversations"]] == [kept.id]
    with days_later(36):
        assert kept.admin.get("/admin/chatbot").body["conversations"] == []


def test_a_change_of_an_expired_conversation_is_reported_without_a_preview(kept: Kept) -> None:
    cursor = kept.admin.get("/admin/chatbot").body["cursor"]
    with days_later(36):
        (row,) = kept.admin.get(f"/admin/chatbot?since={cursor}").body["conversations"]
    assert (row["first_id"], row["last_id"], row["preview"]) == (6, 5, "")


def test_after_ttl_has_deleted_the_row_a_new_log_overwrites_remaining_expired_messages(kept: Kept) -> None:
    created_at = kept.visitor.messages().body["created_at"]
    kept.delete(2, 4)
    ConversationRow(kept.id).delete()
    with days_later(80):
        assert kept.maya.messages().code == "conversation_not_found"
        assert kept.visitor.messages().body["messages"] == []
        assert kept.visitor.messages(5).code == "cursor_ahead"
        for number in range(3):
            assert kept.visitor.send(f"anew {number + 1}", after=number).status == 201
        assert [message["body"] for message in kept.visitor.drained()] == ["anew 1", "anew 2", "anew 3"]
        assert kept.visitor.messages().body["created_at"] > created_at


def test_a_remaining_message_that_has_not_expired_is_never_overwritten(kept: Kept) -> None:
    ConversationRow(kept.id).delete()
    assert kept.visitor.send("anew", after=0).status == 503
    assert MessageRow.get(kept.id, 1).body == "old 1"


def test_a_shorter_retention_applies_from_the_next_message_on_and_to_earlier_ones() -> None:
    kept = Kept(days=365)
    with days_later(100):
        assert numbers(kept.visitor) == [1, 2, 3, 4, 5]
    sites.put(dataclasses.replace(kept.shop.site, retention_days=7))
    with days_later(100):
        kept.visitor.send("new 6", after=5)
        assert numbers(kept.visitor) == [1, 2, 3, 4, 5, 6]
    with days_later(107.1):
        assert numbers(kept.visitor) == []


def test_without_a_retention_nothing_expires() -> None:
    kept = Kept(days=0)
    with days_later(10_000):
        assert numbers(kept.visitor) == [1, 2, 3, 4, 5]
    assert all(row.expires_at is None for row in MessageRow.query(kept.id))
    assert ConversationRow.get(kept.id).expires_at is None


def test_retention_needs_no_additional_request(kept: Kept) -> None:
    with seen() as with_retention:
        kept.visitor.send("with", after=5)
    without = Kept(days=0)
    with seen() as requests:
        without.visitor.send("without", after=5)
    assert [operation for operation, _ in with_retention] == [operation for operation, _ in requests]

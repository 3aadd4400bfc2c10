"""Editing and deleting one's own messages: in the log, in the message's row, and everywhere the text was shown."""

from typing import Any

import pytest

from chalicelib.chat import changes
from chalicelib.storage.tables import ConversationRow, MessageRow
from tests.api_client import Seat, Shop, across
from tests.integration import sockets
from tests.integration.clock import days_later
from tests.integration.engine import Crash, Rule, dies_after, failing, loses_answer, unreachable


def talking(shop: Shop | None = None) -> tuple[Seat, Seat]:
    """A visitor with a message and an admin with an answer: numbers 1 and 2, both read by both."""
    shop = shop or Shop()
    visitor = shop.visitor()
    admin = across(shop.admin(), visitor.conversation_id)
    assert visitor.send("Is the kettel blue?").status == 201
    assert admin.send("Yes, it is.", after=1).status == 201
    assert visitor.mark_read(2).status == 200
    return visitor, admin


def entries(seat: Seat) -> list[tuple[int, str, str]]:
    return [(each["id"], each.get("kind", "text"), each["body"]) for each in seat.drained()]


def stored_texts(seat: Seat) -> str:
    """Everything that the two rows of the conversation's tables contain."""
    rows = [row.serialize() for row in MessageRow.query(seat.conversation_id, consistent_read=True)]
    return repr([rows, ConversationRow.get(seat.conversation_id).serialize()])


def test_an_edit_is_an_entry_of_the_log_and_the_message_has_the_new_text() -> None:
    visitor, admin = talking()
    answer = visitor.edit(1, "Is the kettle blue?", after=2)
    assert answer.status == 201
    entry = answer.body["message"]
    assert (entry["id"], entry["kind"], entry["target"], entry["body"]) == (3, "edited", 1, "Is the kettle blue?")
    for seat in (visitor, admin):
        assert entries(seat) == [
            (1, "text", "Is the kettle blue?"),
            (2, "text", "Yes, it is."),
            (3, "edited", "Is the kettle blue?"),
        ]
        assert [each.get("edited") for each in seat.drained()] == [True, None, None]
    assert "kettel" not in stored_texts(visitor)


def test_only_the_last_edit_has_a_text() -> None:
    visitor, _ = talking()
    visitor.edit(1, "First correction", after=2)
    visitor.edit(1, "Second correction", after=3)
    assert entries(visitor)[2:] == [(3, "edited", ""), (4, "edited", "Second correction")]
    assert "target" not in visitor.drained()[2]
    assert "First correction" not in stored_texts(visitor)


def test_a_deleted_text_is_gone_from_the_store_with_all_its_edits() -> None:
    visitor, admin = talking()
    admin.edit(2, "Yes, it is. My number is five-five-five.", after=2)
    deleted = admin.delete(2, after=3)
    assert deleted.status == 201
    assert entries(visitor) == [
        (1, "text", "Is the kettel blue?"),
        (2, "text", ""),
        (3, "edited", ""),
        (4, "deleted", ""),
    ]
    assert [each.get("deleted") for each in visitor.drained()] == [None, True, None, None]
    assert "Yes, it is." not in stored_texts(visitor)
    assert "five-five-five" not in stored_texts(visitor)


def test_the_preview_of_the_inbox_follows_its_message_and_no_other() -> None:
    visitor, admin = talking()

    def inbox() -> dict[str, Any]:
        found: dict[str, Any] = admin.api.get("/admin/chatbot").body["conversations"][0]
        return found

    before = inbox()
    visitor.edit(1, "Is the kettle blue?", after=2)
    assert inbox()["preview"] == "Yes, it is."
    admin.edit(2, "Yes.", after=3)
    assert inbox()["preview"] == "Yes."
    admin.delete(2, after=4)
    after = inbox()
    assert after["preview"] == ""
    assert (after["last_at"], after["last_sender"]) == (before["last_at"], before["last_sender"])
    assert (after["last_id"], after["read"]) == (5, {"visitor": 5, "admin": 5})


def test_a_change_leaves_an_unread_message_unread() -> None:
    visitor, admin = talking()
    visitor.send("And green?", after=2)
    visitor.edit(3, "And is there a green one?", after=3)
    row = admin.api.get("/admin/chatbot").body["conversations"][0]
    assert (row["last_id"], row["read"]["admin"]) == (4, 2)


def test_a_change_reaches_both_sides_at_once() -> None:
    visitor, admin = talking()
    pages = [sockets.visitors(visitor.api), sockets.admins(admin.api)]
    visitor.edit(1, "Is the kettle blue?", after=2)
    admin.delete(2, after=3)
    for page in pages:
        assert [each["type"] for each in page.received] == ["ChatMessageReceived"] * 2
        kinds = [
            (each["message"]["kind"], each["message"]["target"], each["message"]["body"]) for each in page.received
        ]
        assert kinds == [("edited", 1, "Is the kettle blue?"), ("deleted", 2, "")]
        assert page.received[-1]["read"] == {"visitor": 4, "admin": 4}


@pytest.mark.parametrize("fault", [loses_answer, unreachable], ids=["stored", "not stored"])
def test_a_change_without_an_answer_of_the_store_is_made_once(fault: Rule) -> None:
    visitor, _ = talking()
    with failing("TransactWriteItems", fault) as faults:
        answer = visitor.edit(1, "Once", after=2, client_id="edit-once")
    assert faults
    assert answer.body["message"]["id"] == 3
    assert entries(visitor)[2:] == [(3, "edited", "Once")]


def test_a_change_of_a_call_that_died_is_made_once_by_its_retry() -> None:
    visitor, _ = talking()
    with failing("TransactWriteItems", dies_after), pytest.raises(Crash):
        visitor.edit(1, "Once", after=2, client_id="edit-once")
    again = visitor.edit(1, "Once", after=2, client_id="edit-once")
    assert (again.status, again.body["message"]["id"]) == (200, 3)
    assert len(visitor.drained()) == 3


def test_a_retry_of_an_edit_that_another_one_has_followed_changes_nothing() -> None:
    visitor, _ = talking()
    visitor.edit(1, "First", after=2, client_id="edit-first")
    visitor.edit(1, "Second", after=3)
    again = visitor.edit(1, "First", after=2, client_id="edit-first")
    assert (again.status, again.body["message"]["body"]) == (200, "")
    assert visitor.drained()[0]["body"] == "Second"


def test_a_message_of_a_retention_or_an_erasure_cannot_be_changed() -> None:
    visitor, admin = talking()
    assert admin.api.call("DELETE", f"/admin/chatbot/{visitor.conversation_id}").status == 200
    assert visitor.edit(1, after=2).code == "message_not_found"


def test_the_time_limit_of_a_side_ends_its_changes() -> None:
    visitor, admin = talking()
    minutes = changes.LIMIT_MS["visitor"] / 60_000
    with days_later((minutes - 1) / 1440):
        assert visitor.edit(1, "In time", after=2).status == 201
    with days_later((minutes + 1) / 1440):
        assert visitor.edit(1, "Too late", after=3).code == "message_too_old"
        assert visitor.delete(1, after=3).code == "message_too_old"
        assert admin.edit(2, "Of course.", after=3).status == 201


def test_the_rules_of_a_text_are_those_of_a_message() -> None:
    visitor, _ = talking()
    for body, code in (("", "message_empty"), ("  ", "message_empty"), ("x" * 4001, "message_too_long")):
        assert visitor.edit(1, body, after=2).code == code
    assert visitor.edit(1, "\x00", after=2).code == "message_unprintable"
    assert len(visitor.drained()) == 2


def test_only_the_writer_changes_a_message() -> None:
    shop = Shop()
    visitor, admin = talking(shop)
    other = across(shop.admin("Olu"), visitor.conversation_id)
    stranger = shop.visitor(address="192.0.2.77")
    assert [seat.edit(1, after=2).code for seat in (admin, other)] == ["message_not_yours"] * 2
    assert [seat.delete(2, after=2).code for seat in (visitor, other)] == ["message_not_yours"] * 2
    assert stranger.delete(1).code == "message_not_found"
    assert across(Shop().admin(), visitor.conversation_id).edit(1).code == "conversation_not_found"


def test_what_is_no_message_or_is_deleted_cannot_be_changed() -> None:
    visitor, _ = talking()
    visitor.edit(1, "Changed", after=2)
    assert visitor.edit(3, after=3).code == "message_not_changeable"
    visitor.delete(1, after=3)
    assert visitor.delete(1, after=4).code == "message_deleted"
    for id in (9, 0, "x", "1.5", "-1", "9" * 17):
        assert visitor.edit(id, after=4).code == "message_not_found"


def test_the_log_goes_on_after_a_deletion() -> None:
    visitor, admin = talking()
    admin.delete(2, after=2)
    assert admin.send("No, sorry.", after=3).body["message"]["id"] == 4
    assert entries(visitor)[-1] == (4, "text", "No, sorry.")

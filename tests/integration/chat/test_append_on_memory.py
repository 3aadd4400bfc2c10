"""A message that is stored on what the process remembers of its conversation: one transaction, and no read before it.

Each test has a way in which the memory may be wrong, or must not be used. Other processes are played by changes after
which the process is given back what it remembered before."""

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from chalicelib.chat import remembered
from chalicelib.model import Conversation, now_ms
from chalicelib.storage import conversations
from chalicelib.storage.tables import ConversationRow
from tests.api_client import WIDE, Seat, Shop, across
from tests.desk_client import Desk
from tests.integration.engine import Crash, Forward, dies_after, failing, interposed, loses_answer, refuses, seen

PLACE = "TransactWriteItems"


def begun(shop: Shop, messages: int = 2) -> Seat:
    visitor = shop.visitor()
    for number in range(messages):
        assert visitor.send(f"text {number + 1}", after=number).status == 201
    return visitor


def remembered_of(seat: Seat) -> Conversation | None:
    return remembered.memory.rows.get(seat.conversation_id)


def row_of(seat: Seat) -> Conversation:
    row = conversations.get(seat.conversation_id)
    assert row
    return row


@contextmanager
def in_another_process(seat: Seat) -> Iterator[None]:
    known = remembered_of(seat)
    assert known
    remembered.memory.forget(seat.conversation_id)
    yield
    remembered.memory.keep(known)


def operations(seat: Seat, after: int, status: int = 201) -> list[str]:
    """The requests of a send, without those for the audience."""
    with seen() as requests:
        assert seat.send("next", after=after).status == status
    return [operation for operation, about in requests if not str(about.get("TableName")).endswith("-connections")]


def test_a_later_message_in_the_same_process_needs_no_read(shop: Shop) -> None:
    visitor = begun(shop)
    assert operations(visitor, after=2) == [PLACE]
    assert operations(across(shop.admin(), visitor.conversation_id), after=3) == [PLACE]
    assert [each["id"] for each in visitor.drained()] == [1, 2, 3, 4]


def test_what_is_remembered_is_the_row(shop: Shop) -> None:
    visitor = begun(shop, messages=3)
    assert remembered_of(visitor) == row_of(visitor)
    across(shop.admin(), visitor.conversation_id).mark_read(3)
    assert remembered_of(visitor) == row_of(visitor)


def test_a_message_of_another_process_is_read_before_the_next_one(shop: Shop) -> None:
    """The page's cursor says so, and no transaction is refused."""
    visitor = begun(shop)
    with in_another_process(visitor):
        visitor.send("stored elsewhere", after=2)
    assert operations(visitor, after=3) == ["GetItem", PLACE]


def test_a_message_that_the_page_has_not_seen_refuses_the_memory_and_keeps_its_number(shop: Shop) -> None:
    visitor = begun(shop)
    with in_another_process(visitor):
        across(shop.admin(), visitor.conversation_id).send("stored elsewhere", after=2)
    assert operations(visitor, after=2) == [PLACE, "GetItem", "Query", PLACE]
    assert [each["body"] for each in visitor.drained()][2:] == ["stored elsewhere", "next"]


def test_a_retry_finds_what_another_process_stored(shop: Shop) -> None:
    visitor = begun(shop)
    with in_another_process(visitor):
        first = visitor.send("once", after=2, client_id="sent-twice")
    again = visitor.send("once", after=2, client_id="sent-twice")
    assert (again.status, again.body) == (200, first.body)
    assert len(visitor.drained()) == 3


@pytest.mark.parametrize("fault", [loses_answer, dies_after], ids=["the answer is lost", "the process dies"])
def test_a_retry_after_a_lost_answer_yields_the_one_message(shop: Shop, fault: object) -> None:
    visitor = begun(shop)
    known = remembered_of(visitor)
    assert known
    with failing(PLACE, fault):  # type: ignore[arg-type]
        try:
            visitor.send("once", after=2, client_id="sent-twice")
        except Crash:
            remembered.memory.keep(known)  # the other process, which has not stored it
    assert visitor.send("once", after=2, client_id="sent-twice").status == 200
    assert [each["body"] for each in visitor.drained()][2:] == ["once"]


def test_a_retry_of_a_message_below_what_is_remembered_is_looked_up(shop: Shop) -> None:
    visitor = begun(shop)
    assert visitor.send("once", after=2, client_id="sent-twice").status == 201
    assert visitor.send("after it", after=3).status == 201
    assert visitor.send("once", after=2, client_id="sent-twice").status == 200
    assert len(visitor.drained()) == 4


def test_a_change_of_the_row_that_is_no_message_refuses_the_memory(shop: Shop) -> None:
    visitor = begun(shop)
    with in_another_process(visitor):
        Desk(shop.admin(), visitor.conversation_id).tag(["vip"])
    assert operations(visitor, after=2) == [PLACE, "GetItem", PLACE]
    assert row_of(visitor).tags == ("vip",)
    assert remembered_of(visitor) == row_of(visitor)


def test_a_conversation_that_was_erased_stays_erased(shop: Shop) -> None:
    visitor = begun(shop)
    assert visitor.api.post("/chatbot/contact", {"name": "Anna", "email": "anna@example.com"}).status == 200
    visitor.send("remembered with the name", after=2)
    with in_another_process(visitor):
        assert shop.admin().call("DELETE", f"/admin/chatbot/{visitor.conversation_id}").status == 200
    assert visitor.send("after the erasure", after=3).status == 201
    row = row_of(visitor)
    assert (row.contact_name, row.contact_email, row.kept_from) == (None, None, 4)
    known = remembered_of(visitor)
    assert known
    assert known.contact_name is None


def test_an_erasure_is_not_remembered_past(shop: Shop) -> None:
    visitor = begun(shop)
    shop.admin().call("DELETE", f"/admin/chatbot/{visitor.conversation_id}")
    assert remembered_of(visitor) is None


def test_a_read_mark_of_another_process_leaves_the_memory_right_and_the_inbox_too(shop: Shop) -> None:
    visitor, admin = begun(shop), shop.admin()
    with in_another_process(visitor):
        across(admin, visitor.conversation_id).mark_read(2)
    assert operations(visitor, after=2) == [PLACE]
    row = row_of(visitor)
    assert (row.admin_read, row.unread) == (2, True)
    stored = ConversationRow.get(visitor.conversation_id, consistent_read=True)
    assert stored.latest_in.endswith("#unread")


def test_a_read_mark_between_the_read_and_the_transaction_leaves_the_conversation_unread(shop: Shop) -> None:
    visitor, admin = begun(shop), shop.admin()
    remembered.memory.rows.clear()
    marked: list[int] = []

    def rule(operation: str, parameters: dict[str, object], forward: Forward) -> dict[str, object]:
        if operation == PLACE and not marked:
            marked.append(across(admin, visitor.conversation_id).mark_read(2).status)
        return forward()

    with interposed(rule):
        assert visitor.send("third", after=2).status == 201
    assert marked == [200]
    assert ConversationRow.get(visitor.conversation_id, consistent_read=True).latest_in.endswith("#unread")


def test_a_mark_that_moves_meanwhile_leaves_nothing_to_read_after_a_quiet_entry(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also one of a machine whose clock is behind."""
    visitor, admin = begun(shop), shop.admin()
    monkeypatch.setattr("chalicelib.chat.read_marks.now_ms", lambda: 0)
    marked: list[int] = []

    def rule(operation: str, parameters: dict[str, object], forward: Forward) -> dict[str, object]:
        if operation == PLACE and not marked:
            marked.append(across(admin, visitor.conversation_id).mark_read(2).status)
        return forward()

    with interposed(rule):
        assert visitor.edit(2, "changed", after=2).status == 201
    assert not row_of(visitor).unread


def test_the_last_change_never_goes_back(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """A read mark of a machine whose clock is ahead has moved it."""
    visitor, admin = begun(shop), shop.admin()
    ahead = row_of(visitor).last_at + 60_000
    with in_another_process(visitor), monkeypatch.context() as another_machine:
        another_machine.setattr("chalicelib.chat.read_marks.now_ms", lambda: ahead)
        across(admin, visitor.conversation_id).mark_read(2)
    before = row_of(visitor).changed
    assert visitor.send("third", after=2).status == 201
    assert row_of(visitor).changed > before


def test_a_visitor_is_refused_by_the_row_alone() -> None:
    visitor = begun(Shop(limits=dataclasses.replace(WIDE, message_every_ms=10_000, messages_at_once=3)))
    known = remembered_of(visitor)
    assert known
    full = dataclasses.replace(known, refilled_at=now_ms() + 3 * 10_000)
    remembered.memory.keep(full)
    assert operations(visitor, after=2) == ["GetItem", PLACE]


def test_a_number_beyond_the_log_is_refused_by_the_row_alone(shop: Shop) -> None:
    visitor = begun(shop)
    assert operations(visitor, after=3, status=409) == ["GetItem"]


def test_nobody_stores_anything_on_what_is_remembered_of_others(shop: Shop) -> None:
    visitor = begun(shop)
    stranger = across(Shop().admin(), visitor.conversation_id)
    assert stranger.send("hello", after=2).status == 404
    assert len(visitor.drained()) == 2


def test_a_busy_store_is_asked_again_by_a_read(shop: Shop) -> None:
    visitor = begun(shop)
    with failing(PLACE, refuses("ThrottlingException")):
        assert operations(visitor, after=2) == [PLACE, "GetItem", PLACE]


def test_a_process_whose_memory_is_often_wrong_reads_until_it_would_have_been_right(shop: Shop) -> None:
    visitor = begun(shop)
    desk = Desk(shop.admin(), visitor.conversation_id)
    remembered.memory.balance = 0
    with in_another_process(visitor):
        desk.note("seen elsewhere")
    assert operations(visitor, after=2) == [PLACE, "GetItem", PLACE]
    for number in range(remembered.READS_OF_A_REFUSAL):
        assert operations(visitor, after=3 + number) == ["GetItem", PLACE]
    assert operations(visitor, after=3 + remembered.READS_OF_A_REFUSAL) == [PLACE]


def test_a_memory_is_short_and_small(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = begun(shop)
    monkeypatch.setattr(remembered, "SECONDS", 0)
    assert operations(visitor, after=2) == ["GetItem", PLACE]
    assert remembered.memory.rows.most == remembered.MOST_KNOWN == 200

"""Erasing and exporting what is kept of a visitor: one call each, whatever breaks on the way."""

import time

import pytest
from botocore.exceptions import ReadTimeoutError

from chalicelib.chat import retention
from chalicelib.storage import conversations, messages
from chalicelib.storage.tables import ConversationRow, MessageRow
from tests.api_client import Answer, Api, Seat, Shop, across
from tests.integration import sockets
from tests.integration.clock import days_later
from tests.integration.engine import Crash, dies_before, failing, loses_answer, refuses, seen


class Talk:
    """Five messages, of both sides, where messages are kept for so many days."""

    def __init__(self, days: int = 0) -> None:
        self.shop = Shop(retention_days=days)
        self.admin: Api = self.shop.admin()
        self.visitor: Seat = self.shop.visitor()
        self.maya = across(self.admin, self.visitor.conversation_id)
        for number in range(5):
            seat = self.maya if number % 2 else self.visitor
            seat.send(f"secret {number + 1}", after=number, client_id=f"client-{number + 1}")

    @property
    def id(self) -> str:
        return self.visitor.conversation_id

    def erase(self) -> Answer:
        return self.admin.call("DELETE", f"/admin/chatbot/{self.id}")

    def left(self) -> list[int]:
        return [row.id for row in MessageRow.query(self.id, consistent_read=True)]


@pytest.fixture
def talk() -> Talk:
    return Talk()


def test_after_an_erasure_nothing_that_was_written_is_stored_anywhere(talk: Talk) -> None:
    assert talk.erase().body == {"first_id": 6}
    assert talk.left() == []
    row = ConversationRow.get(talk.id, consistent_read=True)
    assert (row.preview, row.visitor_name, row.last_id) == ("", "Visitor", 5)


def test_both_sides_see_an_empty_log_and_go_on_with_the_next_number(talk: Talk) -> None:
    talk.erase()
    for seat in (talk.visitor, talk.maya):
        page = seat.messages().body
        assert (page["messages"], page["first_id"], page["last_id"], page["has_more"]) == ([], 6, 5, False)
    assert talk.visitor.send("Hello again", after=5).body["message"]["id"] == 6
    assert [message["body"] for message in talk.maya.drained()] == ["Hello again"]


def test_a_page_that_has_read_all_is_told_too(talk: Talk) -> None:
    talk.erase()
    assert talk.visitor.messages(5).body["first_id"] == 6


def test_it_is_pushed_to_the_visitor_and_the_admins(talk: Talk) -> None:
    hearing = [sockets.visitors(talk.visitor.api), sockets.admins(talk.admin)]
    talk.erase()
    expected = {"type": "ConversationErased", "conversation_id": talk.id, "id": 5, "first_id": 6}
    assert [socket.heard for socket in hearing] == [[expected], [expected]]


def test_the_inbox_leaves_it_out_and_tells_whoever_polls(talk: Talk) -> None:
    cursor = talk.admin.get("/admin/chatbot").body["cursor"]
    talk.erase()
    assert talk.admin.get("/admin/chatbot").body["conversations"] == []
    (row,) = talk.admin.get(f"/admin/chatbot?since={cursor}").body["conversations"]
    assert (row["first_id"], row["last_id"], row["preview"]) == (6, 5, "")


def test_erasing_twice_does_no_harm_to_what_was_written_in_between(talk: Talk) -> None:
    talk.erase()
    talk.visitor.send("Hello again", after=5)
    assert talk.erase().body == {"first_id": 7}
    assert talk.erase().body == {"first_id": 7}
    assert talk.left() == []


def test_a_retry_does_not_bring_back_what_was_erased(talk: Talk) -> None:
    talk.erase()
    again = talk.visitor.send("secret 5", after=4, client_id="client-5")
    assert (again.status, again.code) == (409, "cursor_behind")
    assert talk.left() == []


@pytest.mark.parametrize("operation", ["BatchWriteItem", "Query"])
def test_an_erasure_that_dies_in_the_middle_hides_all_and_the_next_one_finishes_it(talk: Talk, operation: str) -> None:
    with failing(operation, dies_before), pytest.raises(Crash):
        talk.erase()
    assert talk.left() == [1, 2, 3, 4, 5]
    assert talk.visitor.messages().body["messages"] == []
    assert ConversationRow.get(talk.id).expires_at is None
    assert talk.erase().body == {"first_id": 6}
    assert talk.left() == []


def test_the_row_of_an_erased_conversation_expires_30_days_later(talk: Talk) -> None:
    talk.erase()
    days = (ConversationRow.get(talk.id).expires_at - time.time()) / 86400
    assert days == pytest.approx(30, abs=0.01)
    talk.visitor.send("and then does not", after=5)
    assert ConversationRow.get(talk.id).expires_at is None


def test_where_messages_expire_the_row_goes_after_those_that_follow_an_erasure() -> None:
    talk = Talk(days=3)
    talk.erase()
    talk.visitor.send("Hello again", after=5)
    row = ConversationRow.get(talk.id)
    assert row.expires_at == MessageRow.get(talk.id, 6).expires_at + retention.ROW_SECONDS
    with days_later(3.1):
        assert talk.visitor.messages().body["first_id"] == 7


def test_a_message_that_is_stored_at_the_same_time_is_erased_with_the_others_or_kept(talk: Talk) -> None:
    """The row had moved: the erasure reads it again."""

    def written_first(operation: str, parameters: object, forward: object) -> object:
        talk.visitor.send("in between", after=5)
        return forward()  # type: ignore[operator]

    with failing("UpdateItem", written_first) as struck:  # type: ignore[arg-type]
        assert talk.erase().body == {"first_id": 7}
    assert struck == ["UpdateItem"]
    assert talk.left() == []


def test_a_message_does_not_undo_an_erasure_that_overtakes_it(talk: Talk) -> None:
    """Its transaction was made of the row as it was before."""

    def erased_first(operation: str, parameters: object, forward: object) -> object:
        talk.erase()
        return forward()  # type: ignore[operator]

    with failing("TransactWriteItems", erased_first):  # type: ignore[arg-type]
        assert talk.visitor.send("Hello", after=5).body["message"]["id"] == 6
    stored = conversations.get(talk.id)
    assert stored is not None
    assert (stored.kept_from, stored.last_id, talk.left()) == (6, 6, [6])


@pytest.mark.parametrize("fault", [refuses("ThrottlingException"), loses_answer])
def test_when_the_store_refuses_it_says_try_again_and_that_helps(talk: Talk, fault: object) -> None:
    with failing("BatchWriteItem", fault, fault):  # type: ignore[arg-type]
        answer = talk.erase()
    assert (answer.status, answer.code) == (503, "busy")
    assert talk.erase().status == 200
    assert talk.left() == []


def test_more_than_one_call_can_delete_are_deleted_by_several(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as limited:
        limited.setattr(messages, "DELETING_SECONDS", -1)
        assert talk.erase().code == "busy"
    assert talk.visitor.messages().body["messages"] == []
    assert talk.erase().status == 200
    assert talk.left() == []


def test_who_erased_what_stands_in_the_audit_log(talk: Talk) -> None:
    talk.erase()
    entry = talk.admin.get("/admin/audit?limit=1").body["entries"][0]
    assert (entry["action"], entry["target"], entry["details"]) == ("conversation.erased", talk.id, {"up_to": 5})
    assert entry["actor"].startswith("a_")


def test_an_export_has_everything_that_was_written(talk: Talk) -> None:
    answer = talk.admin.get(f"/admin/chatbot/{talk.id}/export")
    assert [message["body"] for message in answer.body["messages"]] == [f"secret {number}" for number in range(1, 6)]
    assert answer.body["conversation"]["id"] == talk.id
    assert (answer.body["last_id"], answer.body["has_more"]) == (5, False)
    entry = talk.admin.get("/admin/audit?limit=1").body["entries"][0]
    assert (entry["action"], entry["target"]) == ("conversation.exported", talk.id)


def test_a_long_export_is_had_in_parts(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chalicelib.chat.export.PAGE_MESSAGES", 2)
    found, since_id, more = [], 0, True
    while more:
        page = talk.admin.get(f"/admin/chatbot/{talk.id}/export?since_id={since_id}").body
        found += [message["id"] for message in page["messages"]]
        since_id, more = page["last_id"], page["has_more"]
    assert found == [1, 2, 3, 4, 5]


def test_an_export_leaves_out_what_is_gone_and_needs_no_write_but_the_audits() -> None:
    talk = Talk(days=3)
    with days_later(3.1), seen() as requests:
        answer = talk.admin.get(f"/admin/chatbot/{talk.id}/export")
    assert (answer.body["messages"], answer.body["has_more"], answer.body["conversation"]["preview"]) == ([], False, "")
    assert [operation for operation, _ in requests if operation not in ("GetItem", "Query")] == ["PutItem"]


def test_a_message_that_notes_what_is_over_does_not_undo_an_erasure_that_overtakes_it() -> None:
    """It would have said that the log begins where its stretch ended, before the erased ones."""
    talk = Talk(days=3)
    with days_later(2):
        talk.visitor.send("secret 6", after=5)

    def erased_first(operation: str, parameters: object, forward: object) -> object:
        talk.erase()
        return forward()  # type: ignore[operator]

    with days_later(3.5), failing("TransactWriteItems", erased_first):  # type: ignore[arg-type]
        assert talk.visitor.messages().body["first_id"] == 6
        assert talk.visitor.send("Hello", after=6).body["message"]["id"] == 7
    stored = conversations.get(talk.id)
    assert stored is not None
    assert (stored.kept_from, talk.left()) == (7, [7])


def test_a_message_that_may_have_been_stored_and_erased_is_not_said_to_be_nowhere(talk: Talk) -> None:
    """The store's answer was lost, and before the server looked again everything was erased."""

    def stored_and_erased(operation: str, parameters: object, forward: object) -> object:
        forward()  # type: ignore[operator]
        talk.erase()
        raise ReadTimeoutError(endpoint_url="http://dynamodb")

    with failing("TransactWriteItems", stored_and_erased):  # type: ignore[arg-type]
        answer = talk.visitor.send("secret 6", after=5, client_id="client-6")
    assert (answer.status, answer.code) == (503, "busy")
    again = talk.visitor.send("secret 6", after=5, client_id="client-6")
    assert (again.status, again.code) == (409, "cursor_behind")
    assert talk.left() == []

"""Erasing and exporting what is stored about a visitor, also when calls are interrupted."""

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
    """Five messages of both sides, with a retention of so many days."""

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


def newest_entry(talk: Talk) -> tuple[str, str, dict[str, object]]:
    """What the audit log says last that an admin has done, and to what."""
    entry = talk.admin.get("/admin/audit?limit=1").body["entries"][0]
    assert entry["actor"].startswith("a_")
    return entry["action"], entry["target"], entry["details"]


def test_after_an_erasure_no_text_of_the_visitor_is_stored_anywhere(talk: Talk) -> None:
    assert talk.erase().body == {"first_id": 6}
    assert talk.left() == []
    row = ConversationRow.get(talk.id, consistent_read=True)
    assert (row.preview, row.visitor_name, row.last_id) == ("", "Visitor", 5)


def test_both_sides_see_an_empty_log_and_continue_with_the_next_number(talk: Talk) -> None:
    talk.erase()
    for seat in (talk.visitor, talk.maya):
        page = seat.messages().body
        assert (page["messages"], page["first_id"], page["last_id"], page["has_more"]) == ([], 6, 5, False)
    assert talk.visitor.send("Hello again", after=5).body["message"]["id"] == 6
    assert [message["body"] for message in talk.maya.drained()] == ["Hello again"]


def test_a_page_that_has_read_everything_learns_of_an_erasure_too(talk: Talk) -> None:
    talk.erase()
    assert talk.visitor.messages(5).body["first_id"] == 6


def test_an_erasure_is_pushed_to_the_visitor_and_the_admins(talk: Talk) -> None:
    open_sockets = [sockets.visitors(talk.visitor.api), sockets.admins(talk.admin)]
    talk.erase()
    expected = {"type": "ConversationErased", "conversation_id": talk.id, "id": 5, "first_id": 6}
    assert [socket.received for socket in open_sockets] == [[expected], [expected]]


def test_the_inbox_omits_an_erased_conversation_and_reports_the_change_to_polls(talk: Talk) -> None:
    cursor = talk.admin.get("/admin/chatbot").body["cursor"]
    talk.erase()
    assert talk.admin.get("/admin/chatbot").body["conversations"] == []
    (row,) = talk.admin.get(f"/admin/chatbot?since={cursor}").body["conversations"]
    assert (row["first_id"], row["last_id"], row["preview"]) == (6, 5, "")


def test_erasing_again_erases_messages_sent_in_between_and_may_be_repeated(talk: Talk) -> None:
    talk.erase()
    talk.visitor.send("Hello again", after=5)
    assert talk.erase().body == {"first_id": 7}
    assert talk.erase().body == {"first_id": 7}
    assert talk.left() == []


def test_a_retry_does_not_restore_an_erased_message(talk: Talk) -> None:
    talk.erase()
    again = talk.visitor.send("secret 5", after=4, client_id="client-5")
    assert (again.status, again.code) == (409, "cursor_behind")
    assert talk.left() == []


@pytest.mark.parametrize("operation", ["BatchWriteItem", "Query"])
def test_an_interrupted_erasure_hides_all_messages_and_the_next_one_finishes_it(talk: Talk, operation: str) -> None:
    with failing(operation, dies_before), pytest.raises(Crash):
        talk.erase()
    assert talk.left() == [1, 2, 3, 4, 5]
    assert talk.visitor.messages().body["messages"] == []
    assert ConversationRow.get(talk.id).expires_at is None
    assert newest_entry(talk) == ("conversation.erased", talk.id, {"up_to": 5})
    assert talk.erase().body == {"first_id": 6}
    assert talk.left() == []


def test_the_row_of_an_erased_conversation_expires_30_days_later(talk: Talk) -> None:
    talk.erase()
    days = (ConversationRow.get(talk.id).expires_at - time.time()) / 86400
    assert days == pytest.approx(30, abs=0.01)
    talk.visitor.send("and then does not", after=5)
    assert ConversationRow.get(talk.id).expires_at is None


def test_with_a_retention_the_row_expires_after_the_messages_that_follow_an_erasure() -> None:
    talk = Talk(days=3)
    talk.erase()
    talk.visitor.send("Hello again", after=5)
    row = ConversationRow.get(talk.id)
    assert row.expires_at == MessageRow.get(talk.id, 6).expires_at + retention.ROW_SECONDS
    with days_later(3.1):
        assert talk.visitor.messages().body["first_id"] == 7


def test_a_message_stored_during_an_erasure_is_either_erased_or_kept(talk: Talk) -> None:
    """The row has changed: the erasure reads it again."""

    def written_first(operation: str, parameters: object, forward: object) -> object:
        talk.visitor.send("in between", after=5)
        return forward()  # type: ignore[operator]

    with failing("UpdateItem", written_first) as faults:  # type: ignore[arg-type]
        assert talk.erase().body == {"first_id": 7}
    assert faults == ["UpdateItem"]
    assert talk.left() == []


def test_a_message_does_not_undo_an_erasure_that_overtakes_it(talk: Talk) -> None:
    """Its transaction is based on the row from before the erasure."""

    def erased_first(operation: str, parameters: object, forward: object) -> object:
        talk.erase()
        return forward()  # type: ignore[operator]

    with failing("TransactWriteItems", erased_first):  # type: ignore[arg-type]
        assert talk.visitor.send("Hello", after=5).body["message"]["id"] == 6
    stored = conversations.get(talk.id)
    assert stored is not None
    assert (stored.kept_from, stored.last_id, talk.left()) == (6, 6, [6])


@pytest.mark.parametrize("fault", [refuses("ThrottlingException"), loses_answer])
def test_when_the_store_is_busy_the_erasure_can_be_retried(talk: Talk, fault: object) -> None:
    with failing("BatchWriteItem", fault, fault):  # type: ignore[arg-type]
        answer = talk.erase()
    assert (answer.status, answer.code) == (503, "busy")
    assert talk.erase().status == 200
    assert talk.left() == []


def test_a_large_conversation_is_deleted_by_several_calls(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as limited:
        limited.setattr(messages, "DELETING_SECONDS", -1)
        assert talk.erase().code == "busy"
    assert talk.visitor.messages().body["messages"] == []
    assert talk.erase().status == 200
    assert talk.left() == []


def test_an_erasure_is_in_the_audit_log(talk: Talk) -> None:
    talk.erase()
    assert newest_entry(talk) == ("conversation.erased", talk.id, {"up_to": 5})


def test_an_export_contains_every_message(talk: Talk) -> None:
    answer = talk.admin.get(f"/admin/chatbot/{talk.id}/export")
    assert [message["body"] for message in answer.body["messages"]] == [f"secret {number}" for number in range(1, 6)]
    assert answer.body["conversation"]["id"] == talk.id
    assert (answer.body["last_id"], answer.body["has_more"]) == (5, False)
    entry = talk.admin.get("/admin/audit?limit=1").body["entries"][0]
    assert (entry["action"], entry["target"]) == ("conversation.exported", talk.id)


def test_a_long_export_has_several_pages(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chalicelib.chat.personal_data.PAGE_MESSAGES", 2)
    found, since_id, more = [], 0, True
    while more:
        page = talk.admin.get(f"/admin/chatbot/{talk.id}/export?since_id={since_id}").body
        found += [message["id"] for message in page["messages"]]
        since_id, more = page["last_id"], page["has_more"]
    assert found == [1, 2, 3, 4, 5]


def test_an_export_omits_expired_messages_and_writes_only_the_audit_entry() -> None:
    talk = Talk(days=3)
    with days_later(3.1), seen() as requests:
        answer = talk.admin.get(f"/admin/chatbot/{talk.id}/export")
    assert (answer.body["messages"], answer.body["has_more"], answer.body["conversation"]["preview"]) == ([], False, "")
    assert [operation for operation, _ in requests if operation not in ("GetItem", "Query")] == ["PutItem"]


def test_a_message_that_updates_stretches_does_not_undo_an_erasure_that_overtakes_it() -> None:
    """It would have set the start of the log to the end of a stretch, before the erased messages."""
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


def test_a_send_whose_message_may_have_been_stored_and_erased_is_answered_busy(talk: Talk) -> None:
    """The store's answer is lost, and everything is erased before the server's next attempt."""

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

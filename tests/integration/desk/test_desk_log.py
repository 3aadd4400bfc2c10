"""The desk log: exactly once, without holes, whatever fails on the way, and together with the conversation's row."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chalicelib.chat import append
from chalicelib.chat.retention import ROW_SECONDS
from chalicelib.desk import append as desk_append
from chalicelib.desk import log, notes
from chalicelib.errors import CursorBehind, NoteNotFound
from chalicelib.model import AdminCaller, now_ms
from chalicelib.storage import conversations
from chalicelib.storage import desk as desk_rows
from chalicelib.storage.tables import ConversationRow
from tests.api_client import Answer, Seat, Shop, across, new_client_id
from tests.desk_client import Desk
from tests.integration import sockets
from tests.integration.clock import days_later
from tests.integration.engine import (
    Crash,
    Forward,
    Rule,
    dies_after,
    dies_before,
    failing,
    hides_a_row,
    interposed,
    loses_answer,
    refuses,
    seen,
    unreachable,
    writes,
)
from tests.integration.log_lines import logged

PLACE = "TransactWriteItems"
PASSING_FAULTS = {
    "two transactions on one item": refuses("TransactionCanceledException", ("None", "TransactionConflict")),
    "throttling": refuses("ThrottlingException"),
    "a fault of the store": refuses("InternalServerError"),
    "no answer, nothing stored": unreachable,
    "no answer, stored all the same": loses_answer,
}


@pytest.fixture(autouse=True)
def without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(append, "PAUSE_SECONDS", 0)


def numbered(desk: Desk) -> list[tuple[int, str]]:
    return [(each["id"], each.get("body", each["kind"])) for each in desk.log()]


def test_a_note_has_the_next_number_its_author_and_its_place_in_the_conversation(maya: Desk, noor: Desk) -> None:
    answer = maya.note("Called her back.")
    assert answer.status == 201
    entry = answer.body["entry"]
    assert {name: entry[name] for name in ("id", "kind", "author", "at_id", "body")} == {
        "id": 1,
        "kind": "note",
        "author": {"id": maya.admin_id, "name": "Maya"},
        "at_id": 1,
        "body": "Called her back.",
    }
    assert noor.note("Thanks!", after=1).body["entry"]["id"] == 2
    assert noor.log() == maya.log()
    assert numbered(maya) == [(1, "Called her back."), (2, "Thanks!")]


def test_a_note_that_was_written_earlier_keeps_its_place(maya: Desk, visitor: Seat) -> None:
    visitor.send(after=1)
    assert maya.note(at_id=1).body["entry"]["at_id"] == 1
    assert maya.note(after=1, at_id=7).body["entry"]["at_id"] == 2


def test_the_log_is_read_in_pages_with_the_present_state(maya: Desk) -> None:
    for number in range(5):
        maya.note(f"note {number}", after=number)
    first = maya.page(limit=3).body
    assert ([each["id"] for each in first["entries"]], first["last_id"], first["has_more"]) == ([1, 2, 3], 3, True)
    rest = maya.page(3, limit=3).body
    assert ([each["id"] for each in rest["entries"]], rest["last_id"], rest["has_more"]) == ([4, 5], 5, False)
    assert rest["state"] == {"assignee_id": None, "tags": [], "snoozed_until": None, "desk_id": 5}
    empty = maya.page(5).body
    assert (empty["entries"], empty["last_id"], empty["has_more"]) == ([], 5, False)
    assert maya.page(6).code == "cursor_ahead"


def test_the_conversations_own_log_and_its_place_in_the_inbox_do_not_move(
    maya: Desk, visitor: Seat, shop: Shop
) -> None:
    before = row(maya)
    maya.note("for the team")
    after = row(maya)
    quiet = ("last_id", "last_at", "last_sender", "preview", "admin_read", "visitor_read", "latest_at", "status")
    assert [getattr(after, name) for name in quiet] == [getattr(before, name) for name in quiet]
    assert after.changed > before.changed
    assert [each["body"] for each in visitor.drained()] == ["hello"]


def row(desk: Desk) -> Any:
    found = conversations.get(desk.conversation_id)
    assert found
    return found


def test_the_inbox_reports_the_change_and_says_who_takes_care(maya: Desk) -> None:
    maya.assign(maya.admin_id)
    maya.tag(["billing"], after=1)
    listed = maya.api.get("/admin/chatbot?since=MDAwMDAwMDAwMDAwMA").body["conversations"][0]
    assert (listed["assignee_id"], listed["tags"], listed["desk_id"]) == (maya.admin_id, ["billing"], 2)
    assert "snoozed_until" not in listed


def test_the_same_note_five_times_at_once_is_stored_once(maya: Desk) -> None:
    def send(_: int) -> Answer:
        return maya.note("once", client_id="five-at-once")

    with ThreadPoolExecutor(5) as threads:
        answers = list(threads.map(send, range(5)))
    assert sorted(answer.status for answer in answers) == [200, 200, 200, 200, 201]
    assert {answer.raw for answer in answers} == {answers[0].raw}
    assert numbered(maya) == [(1, "once")]


def test_notes_and_messages_at_once_all_get_numbers_of_their_own_logs(maya: Desk, noor: Desk, visitor: Seat) -> None:
    writers = [
        *(lambda n=n: maya.note(f"maya {n}") for n in range(3)),  # type: ignore[misc]
        *(lambda n=n: noor.note(f"noor {n}") for n in range(3)),  # type: ignore[misc]
        *(lambda n=n: visitor.send(f"visitor {n}", after=1) for n in range(3)),  # type: ignore[misc]
    ]
    with ThreadPoolExecutor(4) as threads:
        answers = [each.result() for each in [threads.submit(write) for write in writers]]
    again = [answer for answer in answers if answer.status == 503]
    assert {answer.status for answer in answers} <= {201, 503}
    assert [each["id"] for each in maya.log()] == list(range(1, len(maya.log()) + 1))
    assert len(maya.log()) + len(visitor.drained()) == 10 - len(again)
    assert row(maya).desk_id == len(maya.log())


@pytest.mark.parametrize("fault", PASSING_FAULTS.values(), ids=PASSING_FAULTS)
def test_after_a_temporary_fault_one_entry_is_stored(maya: Desk, fault: Rule) -> None:
    with failing(PLACE, fault, fault) as faults, logged() as lines:
        answer = maya.note("once")
    assert faults
    assert answer.status in (200, 201)
    assert numbered(maya) == [(1, "once")]
    assert not lines.errors


def test_a_fault_that_lasts_is_busy_and_stores_nothing(maya: Desk) -> None:
    with failing(PLACE, *[refuses("ThrottlingException")] * 50), logged() as lines:
        answer = maya.note("never", client_id="refused-often")
    assert (answer.status, answer.code) == (503, "busy")
    assert numbered(maya) == []
    assert not lines.errors


@pytest.mark.parametrize("crash", [dies_before, dies_after], ids=["before storing", "after storing, before pushing"])
@pytest.mark.parametrize("kind", ["note", "assign", "tag", "snooze"])
def test_a_retry_after_a_crash_leaves_one_entry_and_the_row_that_it_describes(
    maya: Desk, crash: Rule, kind: str
) -> None:
    tomorrow = 4_000_000_000_000 if kind != "snooze" else soon()
    calls = {
        "note": lambda: maya.note("once", client_id="crashed-once"),
        "assign": lambda: maya.assign(maya.admin_id, client_id="crashed-once"),
        "tag": lambda: maya.tag(["vip"], client_id="crashed-once"),
        "snooze": lambda: maya.snooze(tomorrow, client_id="crashed-once"),
    }
    with failing(PLACE, crash), pytest.raises(Crash):
        calls[kind]()
    state = row(maya)
    assert state.desk_id == (0 if crash is dies_before else 1)
    answer = calls[kind]()
    assert answer.status in (200, 201)
    assert answer.body["entry"]["id"] == 1
    assert len(maya.log()) == 1
    stored = row(maya)
    assert {
        "note": stored.desk_id == 1,
        "assign": stored.assignee_id == maya.admin_id,
        "tag": stored.tags == ("vip",),
        "snooze": stored.snoozed_until == tomorrow,
    }[kind]


def soon() -> int:
    return now_ms() + 3600_000


def test_a_retry_is_not_stored_twice_when_a_query_misses_the_stored_entry(maya: Desk) -> None:
    maya.note("before")
    with failing(PLACE, dies_after), pytest.raises(Crash):
        maya.note("once", after=1, client_id="hidden-once")
    maya.note("after it", after=1)
    with failing("Query", hides_a_row, hides_a_row):
        answer = maya.note("once", after=1, client_id="hidden-once")
    assert (answer.status, answer.body["entry"]["id"]) == (200, 2)
    assert len(maya.log()) == 3


def test_a_reader_stops_at_a_row_that_a_query_misses(maya: Desk) -> None:
    for number in range(3):
        maya.note(after=number)
    with failing("Query", hides_a_row):
        page = maya.page().body
    assert (page["entries"], page["last_id"], page["has_more"]) == ([], 0, True)


def test_an_entry_that_loses_the_race_for_a_number_gets_the_next_one(maya: Desk, noor: Desk) -> None:
    overtaken: list[bool] = []

    def rule(operation: str, parameters: dict[str, Any], forward: Forward) -> dict[str, Any]:
        if operation == PLACE and not overtaken:
            overtaken.append(True)
            assert noor.note("faster").status == 201
        return forward()

    with interposed(rule):
        assert maya.note("slower").status == 201
    assert numbered(maya) == [(1, "faster"), (2, "slower")]


def test_a_message_and_an_entry_at_the_same_moment_are_both_stored(maya: Desk, visitor: Seat) -> None:
    overtaken: list[bool] = []

    def rule(operation: str, parameters: dict[str, Any], forward: Forward) -> dict[str, Any]:
        if operation == PLACE and not overtaken:
            overtaken.append(True)
            assert maya.assign(maya.admin_id).status == 200
        return forward()

    with interposed(rule):
        assert visitor.send("second", after=1).status == 201
    stored = row(maya)
    assert (stored.last_id, stored.desk_id, stored.assignee_id) == (2, 1, maya.admin_id)


def test_an_entry_and_a_read_mark_at_the_same_moment_leave_the_right_place_in_the_inbox(maya: Desk, noor: Desk) -> None:
    overtaken: list[bool] = []

    def rule(operation: str, parameters: dict[str, Any], forward: Forward) -> dict[str, Any]:
        if operation == PLACE and not overtaken:
            overtaken.append(True)
            assert across(noor.api, noor.conversation_id).mark_read(1).status == 200
        return forward()

    with interposed(rule):
        assert maya.snooze(soon()).status == 200
    stored = row(maya)
    assert (stored.admin_read, stored.desk_id) == (1, 1)
    assert stored_keys(maya) == conversations.index_keys(stored)


def stored_keys(desk: Desk) -> tuple[Any, ...]:
    found = ConversationRow.get(desk.conversation_id, consistent_read=True)
    return found.latest_in, found.latest_at, found.desk_in, found.desk_at


def test_an_entry_after_a_number_that_does_not_exist_is_refused_without_a_write(maya: Desk) -> None:
    with seen() as requests:
        answer = maya.note(after=1)
    assert (answer.status, answer.code, answer.body["error"]["field"]) == (409, "cursor_ahead", "after")
    assert writes(requests) == []


def test_the_number_of_entries_that_a_writer_reads_is_bounded(maya: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_append, "LOOK_BACK", 3)
    for number in range(4):
        maya.note(after=number)
    assert maya.note(after=0).code == "cursor_behind"
    assert maya.note(after=1).status == 201


def test_two_admins_may_use_the_same_client_id(maya: Desk, noor: Desk) -> None:
    stored = [each.note(client_id="the-same-one") for each in (maya, noor)]
    assert [(answer.status, answer.body["entry"]["id"]) for answer in stored] == [(201, 1), (201, 2)]


def test_every_admins_page_hears_of_it_and_no_visitors(maya: Desk, noor: Desk, visitor: Seat) -> None:
    heard, silent = sockets.admins(noor.api), sockets.visitors(visitor.api)
    entry = maya.note("between us").body["entry"]
    state = {"assignee_id": None, "tags": [], "snoozed_until": None, "desk_id": 1}
    changed = {"type": "DeskChanged", "conversation_id": maya.conversation_id, "id": 1, "entry": entry, "state": state}
    assert heard.received == [changed]
    assert silent.received == []


def test_a_retry_pushes_what_an_interrupted_call_has_not(maya: Desk, noor: Desk) -> None:
    heard = sockets.admins(noor.api)
    with failing(PLACE, dies_after), pytest.raises(Crash):
        maya.note("once", client_id="crashed-once")
    assert heard.received == []
    for _ in range(3):
        maya.note("once", client_id="crashed-once")
    assert [each["type"] for each in heard.received] == ["DeskChanged"]


def test_an_admin_of_another_site_finds_nothing(maya: Desk) -> None:
    maya.note("between us")
    stranger = Desk(Shop().admin(), maya.conversation_id)
    answers = [
        stranger.page(),
        stranger.note(),
        stranger.edit(1),
        stranger.delete(1),
        stranger.assign(None),
        stranger.tag(["vip"]),
        stranger.snooze(None),
    ]
    assert {(answer.status, answer.code) for answer in answers} == {(404, "conversation_not_found")}


def test_a_visitor_who_never_wrote_has_no_desk(shop: Shop) -> None:
    assert Desk(shop.admin(), shop.visitor().conversation_id).note().code == "conversation_not_found"


def test_the_desk_log_expires_as_messages_do_and_the_row_outlives_it() -> None:
    shop = Shop(retention_days=30)
    visitor = shop.visitor()
    visitor.send()
    id = visitor.conversation_id
    maya = AdminCaller(shop.site.site_id, "a_maya", "Maya", session_id="s_1", account_role="owner")

    def write(after: int) -> None:
        assert notes.write(maya, id, new_client_id(), "a note", (), after, None)[1]

    write(after=0)
    with days_later(20):
        write(after=1)
    with days_later(34):
        page = log.since(maya, id, 0, 100)
        assert ([each.id for each in page.entries], page.first_id, page.last_id) == ([2], 2, 2)
        with pytest.raises(CursorBehind):
            write(after=0)
        write(after=2)
        with pytest.raises(NoteNotFound):
            notes.edit(maya, id, 1, new_client_id(), "changed", after=3)
        stored = conversations.get(id)
        last = desk_rows.get(id, 3)
        assert stored
        assert last
        assert stored.expires_at == (last.expires_at or 0) + ROW_SECONDS

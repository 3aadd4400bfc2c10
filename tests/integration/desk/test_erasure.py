"""The desk log goes with the erasure of its conversation, and so does what follows from it."""

import pytest

from chalicelib.chat import append
from chalicelib.model import now_ms
from chalicelib.storage import conversations
from chalicelib.storage.tables.desk import DeskRow
from tests.api_client import Answer, Seat
from tests.desk_client import Desk
from tests.integration.engine import Crash, dies_before, failing


def written(desk: Desk) -> None:
    desk.note("she lives at 7 Elm Street")
    desk.assign(desk.admin_id, after=1)
    desk.tag(["vip"], after=2)
    desk.snooze(now_ms() + 3600_000, after=3)


def erase(desk: Desk) -> Answer:
    return desk.api.call("DELETE", desk.path)


def left(desk: Desk) -> list[int]:
    return [row.id for row in DeskRow.query(desk.conversation_id, consistent_read=True)]


def test_nothing_of_the_desk_is_left(maya: Desk) -> None:
    written(maya)
    assert erase(maya).status == 200
    assert left(maya) == []
    row = conversations.get(maya.conversation_id)
    assert row
    assert (row.assignee_id, row.tags, row.snoozed_until, row.waiting_since, row.desk_id) == ("", (), 0, 0, 4)
    page = maya.page().body
    assert (page["entries"], page["first_id"], page["last_id"], page["has_more"]) == ([], 5, 4, False)
    assert page["state"] == {"assignee_id": None, "tags": [], "snoozed_until": None, "desk_id": 4}


def test_the_desk_log_goes_on_with_the_next_number_after_it(maya: Desk, visitor: Seat) -> None:
    written(maya)
    erase(maya)
    assert maya.note("of before", after=3).code == "cursor_behind"
    assert maya.note("of after", after=4).body["entry"]["id"] == 5
    assert maya.edit(1, after=5).code == "note_not_found"
    visitor.send("hello again", after=1)
    assert [each["id"] for each in maya.log()] == [5]
    erase(maya)
    assert left(maya) == []


def test_an_interrupted_erasure_is_finished_by_the_next_one(maya: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(append, "PAUSE_SECONDS", 0)
    written(maya)
    with failing("BatchWriteItem", dies_before), pytest.raises(Crash):
        erase(maya)
    assert left(maya) == [1, 2, 3, 4]
    assert maya.page().body["entries"] == []  # nobody reads them any more
    assert erase(maya).status == 200
    assert left(maya) == []

"""Editing and deleting one's own notes, and mentioning colleagues."""

from typing import Any

import pytest

from chalicelib.storage.tables.desk import DeskRow
from tests.api_client import Shop
from tests.desk_client import Desk
from tests.integration.background import background


def texts(desk: Desk) -> list[dict[str, Any]]:
    names = ("id", "kind", "body", "target", "edited", "deleted")
    return [{name: each[name] for name in names if name in each} for each in desk.log()]


def stored_texts(desk: Desk) -> list[str]:
    return [row.body or "" for row in DeskRow.query(desk.conversation_id, consistent_read=True)]


def test_an_edit_changes_the_note_and_is_an_entry_of_its_own(maya: Desk) -> None:
    maya.note("She ordered too")
    answer = maya.edit(1, "She ordered two", after=1)
    assert answer.status == 201
    assert answer.body["entry"]["target"] == 1
    assert texts(maya) == [
        {"id": 1, "kind": "note", "body": "She ordered two", "edited": True},
        {"id": 2, "kind": "edited", "body": "She ordered two", "target": 1},
    ]


def test_no_earlier_text_stays_in_the_store(maya: Desk) -> None:
    maya.note("first")
    maya.edit(1, "second", after=1)
    maya.edit(1, "third", after=2)
    assert stored_texts(maya) == ["third", "", "third"]
    maya.delete(1, after=3)
    assert stored_texts(maya) == ["", "", "", ""]
    assert texts(maya)[0] == {"id": 1, "kind": "note", "deleted": True}
    assert texts(maya)[3] == {"id": 4, "kind": "deleted", "target": 1}


def test_a_retry_of_an_edit_is_made_once(maya: Desk) -> None:
    maya.note("first")
    answers = [maya.edit(1, "second", after=1, client_id="edited-once") for _ in range(2)]
    assert [answer.status for answer in answers] == [201, 200]
    assert answers[0].body == answers[1].body
    assert len(maya.log()) == 2


def test_only_its_writer_may_change_a_note(maya: Desk, noor: Desk) -> None:
    noor.note("mine")
    for answer in (maya.edit(1, after=1), maya.delete(1, after=1)):
        assert (answer.status, answer.code) == (409, "note_not_yours")
    assert texts(maya) == [{"id": 1, "kind": "note", "body": "mine"}]


@pytest.mark.parametrize("note", [2, 9, "x", "0", "1e3"])
def test_what_is_no_note_cannot_be_changed(maya: Desk, note: Any) -> None:
    maya.note("a note")
    maya.tag(["vip"], after=1)
    for answer in (maya.edit(note, after=2), maya.delete(note, after=2)):
        assert (answer.status, answer.code) == (404, "note_not_found")


def test_a_deleted_note_cannot_be_changed(maya: Desk) -> None:
    maya.note("a note")
    maya.delete(1, after=1)
    assert maya.edit(1, after=2).code == "note_deleted"
    assert maya.delete(1, after=2).code == "note_deleted"


def test_a_note_needs_some_text(maya: Desk) -> None:
    assert maya.note("").code == "message_empty"
    assert maya.note(" \n").code == "message_empty"
    assert maya.note("x" * 4001).code == "message_too_long"
    maya.note("a note")
    assert maya.edit(1, "", after=1).code == "message_empty"


def test_mentions_name_colleagues_and_go_with_the_note(maya: Desk, noor: Desk) -> None:
    with background():
        entry = maya.note("@Noor, can you look?", mentions=[noor.admin_id, noor.admin_id]).body["entry"]
    assert entry["mentions"] == [noor.admin_id]
    maya.delete(1, after=1)
    assert "mentions" not in maya.log()[0]


def test_whoever_is_no_colleague_cannot_be_mentioned(maya: Desk) -> None:
    stranger = Desk(Shop().admin(), maya.conversation_id)
    for who in (stranger.admin_id, "a_unknown"):
        answer = maya.note("@who", mentions=[who])
        assert (answer.status, answer.code, answer.body["error"]["field"]) == (404, "colleague_not_found", "mentions")
    assert maya.log() == []

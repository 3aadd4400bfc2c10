"""Who takes care of a conversation, its tags, and snoozing it."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from unittest.mock import patch

import pytest

from chalicelib.chat import append
from chalicelib.desk import work
from chalicelib.model import now_ms
from chalicelib.storage import conversations
from tests.api_client import Seat, Shop, across
from tests.desk_client import Desk
from tests.integration.clock import stopped_at
from tests.integration.engine import seen, writes

HOUR = 3600_000


def row(desk: Desk) -> Any:
    found = conversations.get(desk.conversation_id)
    assert found
    return found


# Assignments.


def test_a_conversation_is_given_to_a_colleague_and_back_to_nobody(maya: Desk, noor: Desk) -> None:
    given = maya.assign(noor.admin_id)
    assert given.status == 200
    assert given.body["entry"]["assignee"] == {"id": noor.admin_id, "name": "Noor"}
    assert given.body["state"]["assignee_id"] == noor.admin_id == row(maya).assignee_id
    back = noor.assign(None, after=1)
    assert back.body["entry"]["assignee"] is None
    assert back.body["state"]["assignee_id"] is None
    assert row(maya).assignee_id == ""


def test_nothing_is_stored_if_it_is_so_already(maya: Desk) -> None:
    maya.assign(maya.admin_id)
    with seen() as requests:
        answer = maya.assign(maya.admin_id, after=1)
    assert answer.body == {"state": {**answer.body["state"], "assignee_id": maya.admin_id, "desk_id": 1}}
    assert writes(requests) == []


def test_of_two_at_once_one_wins_and_the_other_learns_the_present_state(
    maya: Desk, noor: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(append, "PAUSE_SECONDS", 0)
    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(lambda desk: desk.assign(desk.admin_id), [maya, noor]))
    assert sorted(answer.status for answer in answers) == [200, 409]
    won, lost = sorted(answers, key=lambda answer: answer.status)
    assert lost.code == "assigned_meanwhile"
    assert lost.body["state"] == won.body["state"]
    assert row(maya).assignee_id == won.body["state"]["assignee_id"]
    assert len(maya.log()) == 1


def test_whoever_has_read_the_assignment_may_change_it(maya: Desk, noor: Desk) -> None:
    noor.assign(noor.admin_id)
    assert maya.assign(maya.admin_id).code == "assigned_meanwhile"
    assert row(maya).assignee_id == noor.admin_id
    assert maya.assign(maya.admin_id, after=1).status == 200


def test_ones_own_earlier_assignment_is_no_conflict(maya: Desk, noor: Desk) -> None:
    maya.assign(maya.admin_id)
    assert maya.assign(noor.admin_id, after=0).status == 200


def test_a_retry_finds_its_assignment_whoever_changed_it_since(maya: Desk, noor: Desk) -> None:
    maya.assign(maya.admin_id, client_id="assigned-once")
    noor.assign(noor.admin_id, after=1)
    again = maya.assign(maya.admin_id, client_id="assigned-once")
    assert (again.status, again.body["entry"]["id"]) == (200, 1)
    assert again.body["state"]["assignee_id"] == noor.admin_id
    assert len(maya.log()) == 2


def test_only_a_colleague_can_take_care(maya: Desk) -> None:
    stranger = Desk(Shop().admin(), maya.conversation_id)
    for who in (stranger.admin_id, "a_unknown"):
        answer = maya.assign(who)
        assert (answer.status, answer.code, answer.body["error"]["field"]) == (
            404,
            "colleague_not_found",
            "assignee_id",
        )


def test_every_admin_sees_the_colleagues(maya: Desk, noor: Desk) -> None:
    expected = [{"id": maya.admin_id, "name": "Maya"}, {"id": noor.admin_id, "name": "Noor"}]
    assert noor.api.get("/admin/colleagues").body == {"colleagues": expected}
    assert maya.api.post("/admin/colleagues", {}).body == {"colleagues": expected}


# Tags.


def test_tags_are_added_and_removed_in_one_form(maya: Desk) -> None:
    answer = maya.tag(["VIP", " billing ", "vip", "Two  words"])
    assert answer.body["entry"]["added"] == ["billing", "two words", "vip"]
    assert answer.body["state"]["tags"] == ["billing", "two words", "vip"]
    answer = maya.tag(["refund"], remove=["Vip", "never there"], after=1)
    assert (answer.body["entry"]["added"], answer.body["entry"]["removed"]) == (["refund"], ["vip"])
    assert row(maya).tags == ("billing", "refund", "two words")


def test_tags_that_are_there_already_store_nothing(maya: Desk) -> None:
    maya.tag(["vip"])
    with seen() as requests:
        answer = maya.tag(["VIP"], remove=["other"], after=1)
    assert answer.body == {"state": {"assignee_id": None, "tags": ["vip"], "snoozed_until": None, "desk_id": 1}}
    assert writes(requests) == []


def test_two_who_tag_at_once_both_succeed(maya: Desk, noor: Desk) -> None:
    assert maya.tag(["from maya"]).status == 200
    assert noor.tag(["from noor"]).status == 200
    assert row(maya).tags == ("from maya", "from noor")


def test_a_conversation_has_at_most_twenty_tags(maya: Desk) -> None:
    assert maya.tag([f"tag {number}" for number in range(20)]).status == 200
    answer = maya.tag(["one more"], after=1)
    assert (answer.status, answer.code) == (409, "too_many_tags")
    assert maya.tag(["one more"], remove=["tag 0"], after=1).status == 200


@pytest.mark.parametrize("tag", ["", " ", "x" * 41, "\u200b", "a\x00b", 7, None])
def test_what_is_no_tag_is_refused(maya: Desk, tag: Any) -> None:
    assert maya.tag([tag]).code == "add_invalid"
    assert maya.tag(remove=[tag]).code == "remove_invalid"


# Snoozing.


def test_a_snoozed_conversation_is_so_until_the_time_has_come(maya: Desk) -> None:
    until = now_ms() + HOUR
    answer = maya.snooze(until)
    assert answer.body["entry"]["until"] == answer.body["state"]["snoozed_until"] == until
    assert row(maya).is_snoozed(until - 1)
    assert not row(maya).is_snoozed(until)
    assert "entry" not in maya.snooze(until, after=1).body


def test_a_snooze_is_changed_and_ended(maya: Desk) -> None:
    now = now_ms()
    maya.snooze(now + HOUR)
    assert maya.snooze(now + 2 * HOUR, after=1).body["state"]["snoozed_until"] == now + 2 * HOUR
    ended = maya.snooze(None, after=2).body
    assert "until" not in ended["entry"]
    assert ended["state"]["snoozed_until"] is None
    assert "entry" not in maya.snooze(None, after=3).body


@pytest.mark.parametrize("ahead", [-HOUR, 0, 367 * 24 * HOUR])
def test_a_snooze_ends_in_the_future_within_a_year(maya: Desk, ahead: int) -> None:
    with stopped_at(now_ms()):
        answer = maya.snooze(now_ms() + ahead)
    assert (answer.status, answer.code) == (400, "until_invalid")


def test_a_retry_finds_its_snooze_after_the_time_has_come(maya: Desk) -> None:
    now = now_ms()
    maya.snooze(now + HOUR, client_id="snoozed-once")
    with patch.object(work, "LONGEST_SNOOZE_MS", -HOUR):  # as if the time had come
        assert maya.snooze(now + HOUR, client_id="snoozed-once").body["entry"]["id"] == 1


def test_a_visitors_message_ends_it_and_an_admins_does_not(maya: Desk, visitor: Seat) -> None:
    maya.snooze(now_ms() + HOUR)
    across(maya.api, maya.conversation_id).send("An answer", after=1)
    assert row(maya).snoozed_until
    visitor.send("Thanks!", after=2)
    assert row(maya).snoozed_until == 0


def test_closing_ends_it_and_a_closed_conversation_cannot_be_snoozed(maya: Desk) -> None:
    maya.snooze(now_ms() + HOUR)
    across(maya.api, maya.conversation_id).set_status("closed", after=1)
    assert row(maya).snoozed_until == 0
    answer = maya.snooze(now_ms() + HOUR, after=1)
    assert (answer.status, answer.code) == (409, "conversation_closed")


def test_a_message_that_the_admin_has_not_seen_is_not_snoozed_away(maya: Desk, visitor: Seat) -> None:
    visitor.send("Wait, one more thing", after=1)
    answer = maya.snooze(now_ms() + HOUR, at_id=1)
    assert (answer.status, answer.code, answer.body["error"]["field"]) == (409, "newer_messages", "at_id")
    assert maya.snooze(now_ms() + HOUR, at_id=2).status == 200


# Since when the visitor waits.


def test_a_visitor_waits_from_the_first_message_that_nobody_has_answered(maya: Desk, visitor: Seat) -> None:
    admin = across(maya.api, maya.conversation_id)
    first = visitor.drained()[0]["sent_at"]
    visitor.send("hello?", after=1)
    assert row(maya).waiting_since == first
    assert admin.mark_read(2).status == 200
    assert row(maya).waiting_since == first
    admin.send("Yes?", after=2)
    assert row(maya).waiting_since == 0
    admin.send("Are you there?", after=3)
    assert row(maya).waiting_since == 0
    again = visitor.send("Now I am", after=4).body["message"]["sent_at"]
    assert row(maya).waiting_since == again


def test_whoever_is_closed_does_not_wait(maya: Desk) -> None:
    across(maya.api, maya.conversation_id).set_status("closed", after=1)
    assert row(maya).waiting_since == 0

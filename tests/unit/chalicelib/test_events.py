import dataclasses
import json
from pathlib import Path
from typing import Any

from chalicelib import events
from chalicelib.events.desk import colleagues_changed, desk_changed
from chalicelib.model import Conversation, Message
from chalicelib.model.desk import DeskEntry

WIRE = Path(__file__).parents[2] / "wire" / "events"

CONVERSATION = Conversation(id="c_1", site_id="default", visitor_id="v_1", visitor_name="Visitor")


def wire_event(name: str) -> Any:
    return json.loads((WIRE / f"{name}.json").read_text(encoding="utf-8"))


def test_a_received_message_is_pushed_as_the_protocol_says() -> None:
    expected = wire_event("chat_message_received")
    fields = {name: value for name, value in expected["message"].items() if name != "face"}
    sender_id = f"a_5hXb{expected['message']['face']}"
    message = Message(conversation_id=expected["conversation_id"], sender_id=sender_id, **fields)
    conversation = dataclasses.replace(CONVERSATION, visitor_read=1, admin_read=2)
    assert events.message_received(message, conversation) == expected


def test_read_marks_are_pushed_as_the_protocol_says() -> None:
    expected = wire_event("messages_read")
    assert events.messages_read(expected["conversation_id"], "visitor", 2) == expected


def test_changed_blocks_are_pushed_as_the_protocol_says() -> None:
    assert events.blocks_changed() == wire_event("blocks_changed")


def test_a_changed_team_is_pushed_as_the_protocol_says() -> None:
    assert colleagues_changed() == wire_event("colleagues_changed")


def test_an_assignment_to_nobody_names_the_colleague_who_left_as_the_protocol_says() -> None:
    expected = wire_event("desk_changed_left")
    stored = DeskEntry(
        expected["conversation_id"],
        2,
        expected["entry"]["client_id"],
        "assigned",
        "a_9kQ2vLx7",
        "Maya",
        expected["entry"]["sent_at"],
        1,
        left_id="a_4Lw8sNq1",
        left_name="Noor",
    )
    assert desk_changed(stored, dataclasses.replace(CONVERSATION, desk_id=2)) == expected


def test_an_event_does_not_contain_the_senders_internal_id() -> None:
    message = Message("c_1", 1, "client-1", "admin", "a_secret1234abcd", "Maya", "Hello", 0)
    assert "secret" not in json.dumps(events.message_received(message, CONVERSATION))


def test_the_visitor_and_the_sites_admins_receive_events_of_a_conversation() -> None:
    assert events.audiences(CONVERSATION) == ("visitor#v_1", "admins#default")

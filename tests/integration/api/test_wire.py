"""The fixtures in tests/wire, which both languages' tests and the docs read, against the real server."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any
from unittest.mock import patch

import pytest

from chalicelib.accounts import forgotten_passwords
from tests.api_client import Answer, Shop
from tests.integration import sockets
from tests.integration.api.story import STAGES, WIRE, Story, assert_alike, fixture
from tests.integration.background import background


@pytest.fixture(autouse=True, scope="module")
def mail_is_set_up() -> Iterator[None]:
    with background(), patch.object(forgotten_passwords, "ANSWER_SECONDS", 0):
        yield


def test_every_fixture_of_a_call_is_tested_here() -> None:
    assert {path.stem for path in (WIRE / "calls").glob("*.json")} == STAGES.keys()


@cache
def answer_to(name: str) -> Answer:
    """What the server answers to the request of the fixture."""
    story = Story()
    STAGES[name](story)
    return story.replayed(fixture("calls", name)["request"])


@pytest.mark.parametrize("name", STAGES)
def test_a_call_is_answered_as_its_fixture_says(name: str) -> None:
    expected = fixture("calls", name)["response"]
    answer = answer_to(name)
    assert answer.status == expected["status"], answer
    assert_alike(answer.body, expected["body"])


@pytest.mark.parametrize("name", STAGES)
def test_any_page_may_read_the_answer_and_no_cache_keeps_it(name: str) -> None:
    answer = answer_to(name)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-type"] == "application/json"
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("name", [name for name in STAGES if fixture("calls", name)["request"]["method"] == "POST"])
def test_a_post_without_a_preflight_gets_the_same_answer(name: str) -> None:
    story = Story()
    STAGES[name](story)
    call = fixture("calls", name)
    answer = story.replayed(call["request"], simple=True)
    assert answer.status == call["response"]["status"], answer
    assert_alike(answer.body, call["response"]["body"])


def test_a_reply_reaches_the_visitor_and_the_admins_as_the_fixture_says() -> None:
    story = Story()
    story.with_message()
    open_sockets = [sockets.visitors(story.visitor.api), sockets.admins(story.admin)]
    story.maya.send(**fixture("calls", "admin_reply")["request"]["body"])
    for socket in open_sockets:
        assert len(socket.received) == 1
        assert_alike(socket.received[0], fixture("events", "chat_message_received"))


def test_an_edit_reaches_both_sides_as_the_fixture_says() -> None:
    story = Story()
    story.with_reply()
    story.visitor.mark_read(2)
    open_sockets = [sockets.visitors(story.visitor.api), sockets.admins(story.admin)]
    story.visitor.edit(1, **fixture("calls", "visitor_edit")["request"]["body"])
    for socket in open_sockets:
        assert len(socket.received) == 1
        assert_alike(socket.received[0], fixture("events", "chat_message_received_edited"))


def test_a_read_mark_reaches_both_sides_as_the_fixture_says() -> None:
    story = Story()
    story.with_reply()
    open_sockets = [sockets.visitors(story.visitor.api), sockets.admins(story.admin)]
    story.visitor.mark_read(2)
    for socket in open_sockets:
        assert len(socket.received) == 1
        assert_alike(socket.received[0], fixture("events", "messages_read"))


def test_a_contact_reaches_admins_as_the_fixture_says_and_the_visitor_not_at_all() -> None:
    story = Story()
    story.with_message()
    visitor, maya = sockets.visitors(story.visitor.api), sockets.admins(story.admin)
    story.replayed(fixture("calls", "visitor_contact")["request"])
    assert visitor.received == []
    assert len(maya.received) == 1
    assert_alike(maya.received[0], fixture("events", "contact_changed"))


def test_an_erasure_reaches_both_sides_as_the_fixture_says() -> None:
    story = Story()
    story.with_reply()
    open_sockets = [sockets.visitors(story.visitor.api), sockets.admins(story.admin)]
    story.replayed(fixture("calls", "admin_erase")["request"])
    for socket in open_sockets:
        assert len(socket.received) == 1
        assert_alike(socket.received[0], fixture("events", "conversation_erased"))


def test_a_resume_is_answered_as_the_fixtures_say() -> None:
    story = Story()
    story.with_reply()
    cursor, last_id = fixture("frames", "resume")["cursors"], fixture("frames", "resumed")["behind"]
    for socket in (sockets.visitors(story.visitor.api), sockets.admins(story.admin)):
        socket.send_frame(
            {"type": "resume", "cursors": dict.fromkeys([story.visitor.conversation_id], *cursor.values())}
        )
        expected = {"type": "resumed", "behind": dict.fromkeys([story.visitor.conversation_id], *last_id.values())}
        assert socket.received == [expected]


def test_frames_are_answered_as_the_fixtures_say() -> None:
    socket = sockets.admins(Shop().admin())
    socket.send_frame(fixture("frames", "ping"))
    socket.send_frame(fixture("frames", "away"))
    socket.send_frame({"type": "typing?"})
    assert socket.received == [fixture("frames", "pong"), fixture("frames", "pong"), fixture("frames", "error")]


def test_presence_is_answered_and_pushed_as_the_fixtures_say() -> None:
    story = Story()
    story.with_message()
    id = story.visitor.conversation_id
    maya = sockets.admins(story.admin)
    noor = sockets.admins(story.shop.admin("Noor", role="agent"))
    maya.send_frame({**fixture("frames", "viewing"), "conversation_id": id})
    noor.send_frame({**fixture("frames", "viewing"), "conversation_id": id})
    noor.send_frame(fixture("frames", "away"))
    *_, team, pong = noor.received
    assert pong == fixture("frames", "pong")
    assert_alike(in_fixture(team, id), fixture("frames", "team"))
    _, _, viewing, presence = maya.received
    assert_alike(in_fixture(viewing, id), fixture("events", "viewing"))
    assert_alike(presence, fixture("events", "presence"))


def test_typing_is_pushed_as_the_fixtures_say() -> None:
    story = Story()
    story.with_message()
    id = story.visitor.conversation_id
    visitor, maya = sockets.visitors(story.visitor.api), sockets.admins(story.admin)
    noor = sockets.admins(story.shop.admin("Noor", role="agent"))
    maya.send_frame({**fixture("frames", "viewing"), "conversation_id": id})
    before = [len(socket.received) for socket in (noor, maya)]
    noor.send_frame({**fixture("frames", "typing"), "conversation_id": id})
    noor.send_frame({**fixture("frames", "typing_stopped"), "conversation_id": id})
    assert len(noor.received) == before[0]
    assert_alike(visitor.received, [fixture("events", name) for name in ("typing_to_visitors", "typing_stopped")])
    assert_alike(maya.received[before[1]], fixture("events", "typing"))


def in_fixture(frame: dict[str, Any], id: str) -> dict[str, Any]:
    """The frame, with the conversation's id in the fixtures."""
    replaced: dict[str, Any] = json.loads(json.dumps(frame).replace(id, "c_5hXb0mJt2QyVwR8s"))
    return replaced

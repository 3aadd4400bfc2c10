"""How a visitor is reached: the address, and its end by the link in a mail."""

from unittest.mock import patch

import pytest

from chalicelib.chat import contacts
from chalicelib.model import Conversation
from chalicelib.storage import conversations
from tests.api_client import Answer, Api, Seat
from tests.integration.engine import seen, writes

EMAIL = "ana@home.example"


def left(visitor: Seat, email: str | None = EMAIL) -> Answer:
    return visitor.api.post("/chatbot/contact", {"email": email})


def row(visitor: Seat) -> Conversation:
    conversation = conversations.get(visitor.conversation_id)
    assert conversation is not None
    return conversation


def path_of(conversation: Conversation) -> str:
    return f"/chatbot/unsubscribe/{conversation.id}/{conversation.contact_secret}"


@pytest.fixture
def reachable(visitor: Seat) -> Conversation:
    assert left(visitor).status == 200
    return row(visitor)


def test_an_address_is_stored_and_a_repeated_call_writes_nothing(visitor: Seat) -> None:
    assert left(visitor).body == {"contact": {"name": None, "email": EMAIL, "state": ""}}
    with seen() as requests:
        assert left(visitor).status == 200
    assert writes(requests) == []
    assert row(visitor).contact_email == EMAIL


def test_null_removes_the_address_and_the_secret_of_its_link(visitor: Seat, reachable: Conversation) -> None:
    assert left(visitor, None).body["contact"]["email"] is None
    assert row(visitor).contact_email is None
    assert row(visitor).contact_secret == ""


def test_a_conversation_accepts_some_changes_an_hour(visitor: Seat) -> None:
    with patch.object(contacts, "CHANGES_AN_HOUR", 1):
        assert left(visitor).status == 200
        refused = left(visitor, "bo@home.example")
    assert (refused.status, refused.code) == (429, "too_many_contact_changes")
    assert 0 < int(refused.headers["retry-after"]) <= 3600
    assert row(visitor).contact_email == EMAIL


def test_to_look_at_the_page_of_the_link_changes_nothing(reachable: Conversation) -> None:
    """Programs that check a mail follow its links."""
    with seen() as requests:
        page = Api(origin=None).get(path_of(reachable))
    assert page.status == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert '<form method="post">' in page.raw
    assert requests == []


def test_the_button_of_the_page_ends_the_mails_once(visitor: Seat, reachable: Conversation) -> None:
    page = Api(origin="https://api.example").post(path_of(reachable), b"")
    assert page.status == 200
    assert "<form" not in page.raw
    assert row(visitor).contact_state == "unsubscribed"
    with seen() as requests:
        assert Api().post(path_of(reachable), b"").status == 200
    assert writes(requests) == []


def test_a_mail_program_ends_them_with_one_click(visitor: Seat, reachable: Conversation) -> None:
    """RFC 8058: a form's POST, without a page."""
    form = "application/x-www-form-urlencoded"
    answer = Api(origin=None).post(path_of(reachable), b"List-Unsubscribe=One-Click", content_type=form)
    assert answer.status == 200
    assert row(visitor).contact_state == "unsubscribed"


@pytest.mark.parametrize("secret", ["x" * 32, "%20", "%F0%9F%AB%96"])
def test_a_forged_secret_ends_nothing_and_is_answered_the_same(
    visitor: Seat, reachable: Conversation, secret: str
) -> None:
    forged = Api().post(f"/chatbot/unsubscribe/{reachable.id}/{secret}", b"")
    assert row(visitor) == reachable
    assert forged.raw == Api().post(path_of(reachable), b"").raw


@pytest.mark.parametrize("id", ["c_0000000000000000", "c_short", "x" * 1500, "%00"])
def test_an_unknown_conversation_is_answered_the_same(id: str) -> None:
    assert Api().post(f"/chatbot/unsubscribe/{id}/{'x' * 32}", b"").status == 200


def test_the_secret_of_an_earlier_address_ends_nothing(visitor: Seat, reachable: Conversation) -> None:
    left(visitor, "bo@home.example")
    Api().post(path_of(reachable), b"")
    assert row(visitor).contact_state == ""


def test_an_address_that_is_given_again_gets_mail_again(visitor: Seat, reachable: Conversation) -> None:
    Api().post(path_of(reachable), b"")
    assert left(visitor).body["contact"]["state"] == ""
    assert row(visitor).contact_state == ""

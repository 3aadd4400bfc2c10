"""An admin corrects how a visitor is reached."""

from typing import cast
from unittest.mock import patch

import pytest

from chalicelib.chat import contacts
from chalicelib.model import Conversation
from chalicelib.storage import conversations
from tests.api_client import Answer, Api, Seat, Shop
from tests.integration.engine import seen, writes


def corrected(admin: Api, visitor: Seat, name: str | None, email: str | None) -> Answer:
    return admin.post(f"/admin/chatbot/{visitor.conversation_id}/contact", {"name": name, "email": email})


def row(visitor: Seat) -> Conversation:
    return cast(Conversation, conversations.get(visitor.conversation_id))


@pytest.fixture
def visitor(shop: Shop) -> Seat:
    seat = shop.visitor()
    seat.send("Hello")
    return seat


def test_a_correction_takes_the_place_of_what_the_visitor_gave_and_is_stored_once(shop: Shop, visitor: Seat) -> None:
    visitor.api.post("/chatbot/contact", {"name": "ana", "email": "ana@home.example"})
    secret = row(visitor).contact_secret
    admin = shop.admin(role="agent")
    answer = corrected(admin, visitor, "  Ana \n Moreno ", "ana.m@home.example")
    assert answer.body == {"contact": {"name": "Ana Moreno", "email": "ana.m@home.example", "state": ""}}
    assert row(visitor).contact_secret not in ("", secret)
    with seen() as requests:
        assert corrected(admin, visitor, "Ana Moreno", "ana.m@home.example").body == answer.body
    assert writes(requests) == []
    (listed,) = admin.get("/admin/chatbot").body["conversations"]
    assert listed["visitor"]["contact"] == answer.body["contact"]


def test_the_audit_log_says_who_changed_what_without_the_name_and_the_address(shop: Shop, visitor: Seat) -> None:
    corrected(shop.admin(role="agent"), visitor, "Ana", None)
    entries = shop.admin().get("/admin/audit").body["entries"]
    (entry,) = [each for each in entries if each["action"] == "contact.corrected"]
    assert (entry["target"], entry["details"]) == (visitor.conversation_id, {"name": True, "email": False})


@pytest.mark.parametrize("between", [[], [None], ["other@home.example"]])
def test_a_visitor_who_wanted_no_more_mail_gets_none_whatever_the_address(
    shop: Shop, visitor: Seat, between: list[str | None]
) -> None:
    visitor.api.post("/chatbot/contact", {"email": "ana@home.example"})
    contacts.stop(visitor.conversation_id, "unsubscribed")
    admin = shop.admin()
    for email in (*between, "ana@home.example"):
        answer = corrected(admin, visitor, "Ana", email)
    assert answer.body["contact"]["state"] == "unsubscribed"


def test_another_address_takes_the_place_of_one_that_bounced(shop: Shop, visitor: Seat) -> None:
    visitor.api.post("/chatbot/contact", {"email": "ana@hom.example"})
    contacts.stop(visitor.conversation_id, "bounced")
    assert corrected(shop.admin(), visitor, "Ana", "ana@hom.example").body["contact"]["state"] == "bounced"
    assert corrected(shop.admin(), visitor, "Ana", "ana@home.example").body["contact"]["state"] == ""


def test_of_a_correction_and_a_message_at_once_both_are_stored(shop: Shop, visitor: Seat) -> None:
    admin, load, calls = shop.admin(), contacts.conversations.load, []

    def meanwhile(*args: object) -> Conversation:
        loaded = load(*args)  # type: ignore[arg-type]
        calls.append(args)
        if len(calls) == 1:
            assert visitor.send("One more thing", after=1).status == 201
        return loaded

    with patch.object(contacts.conversations, "load", meanwhile):
        assert corrected(admin, visitor, "Ana", None).status == 200
    stored = row(visitor)
    assert (stored.contact_name, stored.last_id) == ("Ana", 2)

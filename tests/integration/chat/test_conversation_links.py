"""Links in mails that open a conversation on another device: once, and only for whoever has the mail."""

import dataclasses
import json
import time
from types import SimpleNamespace
from unittest.mock import patch

import pytest

from chalicelib.chat import conversation_links
from chalicelib.model import Conversation
from chalicelib.storage import conversations, links, sites
from chalicelib.storage.tables import ConnectionRow
from tests.api_client import Answer, Api, Seat, Shop
from tests.integration.notify.answered import opened

WEEK_SECONDS = 7 * 86_400


def left(visitor: Seat, email: str = "ana@home.example") -> Conversation:
    assert visitor.api.post("/chatbot/contact", {"email": email}).status == 200
    conversation = conversations.get(visitor.conversation_id)
    assert conversation is not None
    return conversation


@pytest.fixture
def secret(visitor: Seat) -> str:
    return conversation_links.create(left(visitor))


def refusal(answer: Answer) -> tuple[int, str | None]:
    return answer.status, answer.code


INVALID = (404, "conversation_link_invalid")


def test_a_link_opens_the_conversation_for_another_device(shop: Shop, visitor: Seat, secret: str) -> None:
    answer = opened(shop, secret)
    assert answer.status == 201
    assert answer.body["conversation_id"] == visitor.conversation_id
    other = Api(answer.body["token"], address="203.0.113.9")
    started = other.post("/chatbot/session", {"widget_token": shop.site.widget_token})
    assert started.body["conversation_id"] == visitor.conversation_id
    assert [each["body"] for each in Api(started.body["token"]).get("/chatbot/messages").body["messages"]] == ["hello"]


def test_a_link_opens_it_once(shop: Shop, secret: str) -> None:
    assert opened(shop, secret).status == 201
    assert refusal(opened(shop, secret)) == INVALID


def test_a_link_expires_after_a_week(shop: Shop, secret: str) -> None:
    later = SimpleNamespace(time=lambda: time.time() + WEEK_SECONDS - 60)
    with patch.object(links, "time", later):
        assert links.get(secret)
    later = SimpleNamespace(time=lambda: time.time() + WEEK_SECONDS + 60)
    with patch.object(links, "time", later):
        assert refusal(opened(shop, secret)) == INVALID


def test_a_link_that_is_forged_or_changed_opens_nothing(shop: Shop, secret: str) -> None:
    for forged in (secret[:-1] + ("x" if secret[-1] != "x" else "y"), secret.swapcase(), secret + "=", "x" * 32):
        assert refusal(opened(shop, forged)) == INVALID
    assert opened(shop, secret).status == 201


@pytest.mark.parametrize("origin", ["https://evil.example", "https://shop.example.evil.example", "null", None])
def test_a_link_does_not_open_on_a_foreign_origin_and_stays_usable(shop: Shop, secret: str, origin: str | None) -> None:
    assert refusal(opened(shop, secret, origin=origin)) == (403, "origin_not_allowed")
    assert opened(shop, secret).status == 201


def test_a_link_of_another_site_opens_nothing(secret: str) -> None:
    assert refusal(opened(Shop(), secret)) == INVALID


def test_a_link_ends_when_the_address_changes(shop: Shop, visitor: Seat, secret: str) -> None:
    left(visitor, "bo@home.example")
    assert refusal(opened(shop, secret)) == INVALID


def test_a_link_ends_when_the_address_is_removed(shop: Shop, visitor: Seat, secret: str) -> None:
    visitor.api.post("/chatbot/contact", {"email": None})
    assert refusal(opened(shop, secret)) == INVALID


def test_a_link_to_an_address_that_was_given_again_later_stays_ended(shop: Shop, visitor: Seat, secret: str) -> None:
    left(visitor, "bo@home.example")
    left(visitor)
    assert refusal(opened(shop, secret)) == INVALID


def test_a_link_opens_nothing_after_an_erasure(shop: Shop, visitor: Seat, secret: str) -> None:
    assert shop.admin().call("DELETE", f"/admin/chatbot/{visitor.conversation_id}").status == 200
    assert refusal(opened(shop, secret)) == INVALID


def test_a_blocked_visitor_opens_nothing_and_the_link_is_not_used(shop: Shop, visitor: Seat, secret: str) -> None:
    admin = shop.admin()
    block = admin.post("/admin/blocks", {"conversation_id": visitor.conversation_id, "kind": "visitor"})
    sites.known.clear()
    assert refusal(opened(shop, secret)) == (403, "visitor_blocked")
    admin.call("DELETE", f"/admin/blocks/{block.body['block']['id']}")
    sites.known.clear()
    assert opened(shop, secret).status == 201


def test_where_identities_are_required_a_link_opens_nothing(shop: Shop, secret: str) -> None:
    sites.put(dataclasses.replace(shop.site, require_identity=True, identity_secret="a secret of the site's own"))
    sites.known.clear()
    assert refusal(opened(shop, secret)) == (403, "identity_required")


def test_an_address_opens_some_links_an_hour(shop: Shop, secret: str) -> None:
    with patch.object(conversation_links, "OPENED_AN_HOUR", 1):
        assert refusal(opened(shop, "x" * 32)) == INVALID
        refused = opened(shop, secret)
    assert refusal(refused) == (429, "too_many_links")
    assert 0 < int(refused.headers["retry-after"]) <= 3600
    assert opened(shop, secret, address="203.0.113.77").status == 201


def test_a_reader_of_the_table_cannot_open_a_link(secret: str) -> None:
    stored = json.dumps([row.serialize() for row in ConnectionRow.scan()], default=str)
    assert "link#" in stored
    assert secret not in stored

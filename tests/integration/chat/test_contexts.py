"""What a visitor's page says about the visit: stored with a message, read by admins, and deleted with it."""

import time
from typing import Any
from urllib.parse import quote

import pytest

from chalicelib.storage import contexts
from chalicelib.storage.tables import ConversationRow
from tests.api_client import Answer, Api, Seat, Shop
from tests.integration.clock import days_later
from tests.integration.engine import failing, loses_answer, refuses, seen

CONTEXT: dict[str, Any] = {
    "page": "https://shop.example/kettles?colour=blue#top",
    "referrer": "https://search.example/",
    "paths": ["/", "/kettles"],
    "language": "de-AT",
    "time_zone": "Europe/Vienna",
    "viewport": "phone",
    "data": {"plan": "pro", "orders": 3, "newsletter": True},
}
STORED = {**CONTEXT, "page": "https://shop.example/kettles", "id": 1}


@pytest.fixture
def shop() -> Shop:
    return Shop(visitor_context=True)


@pytest.fixture
def admin(shop: Shop) -> Api:
    return shop.admin()


def read(admin: Api, visitor: Seat) -> Any:
    """Without the time."""
    found = admin.get(f"/admin/chatbot/{visitor.conversation_id}/context").body["context"]
    return found and {name: value for name, value in found.items() if name != "received_at"}


def erase(admin: Api, visitor: Seat) -> Answer:
    return admin.call("DELETE", f"/admin/chatbot/{visitor.conversation_id}")


def test_admins_see_what_came_with_the_first_message(shop: Shop, admin: Api) -> None:
    visitor = shop.visitor()
    sent = visitor.send("hello", context=CONTEXT)
    assert (sent.status, sent.body.keys()) == (201, {"message"})
    assert read(admin, visitor) == STORED
    assert "shop.example" not in visitor.messages().raw


def test_a_context_with_a_later_message_replaces_it_and_a_message_without_one_does_not(shop: Shop, admin: Api) -> None:
    visitor = shop.visitor()
    visitor.send(context=CONTEXT)
    visitor.send(after=1)
    assert read(admin, visitor)["id"] == 1
    visitor.send(after=2, context={"page": "https://shop.example/cart"})
    empty = {"referrer": "", "paths": [], "language": "", "time_zone": "", "viewport": "", "data": {}}
    assert read(admin, visitor) == {"id": 3, "page": "https://shop.example/cart", **empty}


def test_a_site_that_does_not_collect_it_stores_the_message_only() -> None:
    shop = Shop()
    visitor = shop.visitor()
    sent = visitor.send(context=CONTEXT)
    assert (sent.status, sent.body["ignored"]) == (201, ["context"])
    assert contexts.get(visitor.conversation_id) is None
    assert "context" not in session_extras(shop)
    assert read(shop.admin(), visitor) is None


def session_extras(shop: Shop) -> dict[str, Any]:
    session = Api().post("/chatbot/session", {"widget_token": shop.site.widget_token})
    return dict(session.body.get("extras", {}))


def test_the_session_says_that_it_is_collected_and_without_which_paths(shop: Shop, admin: Api) -> None:
    assert session_extras(shop)["context"] == {"hidden_paths": []}
    assert admin.call("PATCH", "/admin/site", {"look": {"hidden_paths": ["/reset/*"]}}).status == 200
    assert session_extras(shop)["context"] == {"hidden_paths": ["/reset/*"]}
    assert admin.call("PATCH", "/admin/site", {"visitor_context": False}).body["site"]["visitor_context"] is False
    assert "context" not in session_extras(shop)


def test_what_cannot_be_used_is_named_and_does_not_cost_the_message(shop: Shop, admin: Api) -> None:
    visitor = shop.visitor()
    sent = visitor.send("hello", context={"page": 5, "viewport": "phone", "title": "Kettles"})
    assert (sent.status, sent.body["ignored"]) == (201, ["page", "title"])
    assert read(admin, visitor)["viewport"] == "phone"
    assert [each["body"] for each in visitor.drained()] == ["hello"]


def test_it_is_stored_with_the_message_or_not_at_all(shop: Shop, admin: Api) -> None:
    visitor = shop.visitor()
    with failing("TransactWriteItems", *[refuses("ProvisionedThroughputExceededException")] * 20):
        assert visitor.send(client_id="first-message", context=CONTEXT).status == 503
    assert contexts.get(visitor.conversation_id) is None
    with failing("TransactWriteItems", loses_answer):
        assert visitor.send(client_id="first-message", context=CONTEXT).status in (200, 201)
    assert read(admin, visitor) == STORED


def test_a_message_without_a_context_writes_no_more_than_before(shop: Shop) -> None:
    visitor = shop.visitor()
    visitor.send(context=CONTEXT)
    with seen() as requests:
        visitor.send(after=1)
    [transaction] = [parameters for operation, parameters in requests if operation == "TransactWriteItems"]
    assert len(transaction["TransactItems"]) == 2


def test_an_erasure_empties_it_and_it_expires(shop: Shop, admin: Api) -> None:
    visitor = shop.visitor()
    visitor.send(context=CONTEXT)
    assert erase(admin, visitor).status == 200
    row = ConversationRow.get(contexts.key(visitor.conversation_id), consistent_read=True)
    assert row.content is None
    assert row.expires_at <= time.time()
    assert read(admin, visitor) is None
    visitor.send(after=1, context=CONTEXT)
    assert read(admin, visitor)["id"] == 2
    assert ConversationRow.get(contexts.key(visitor.conversation_id)).expires_at is None


def test_an_interrupted_erasure_hides_it(shop: Shop, admin: Api) -> None:
    visitor = shop.visitor()
    visitor.send(context=CONTEXT)
    with failing("BatchWriteItem", *[refuses("InternalServerError")] * 20):
        assert erase(admin, visitor).status == 503
    assert contexts.get(visitor.conversation_id) is not None
    assert read(admin, visitor) is None
    assert erase(admin, visitor).status == 200
    assert contexts.get(visitor.conversation_id) is None


def test_it_is_kept_as_long_as_the_message_that_it_came_with(shop: Shop, admin: Api) -> None:
    keeping = Shop(visitor_context=True, retention_days=30)
    visitor, admin = keeping.visitor(), keeping.admin()
    with days_later(-34):
        visitor.send(context=CONTEXT)
    with days_later(-10):
        visitor.send(after=1)
    row = ConversationRow.get(contexts.key(visitor.conversation_id))
    assert (row.expires_at - time.time()) / 86_400 == pytest.approx(-34 + 33 + 2, abs=0.1)
    assert read(admin, visitor) is None


def test_an_export_has_it(shop: Shop, admin: Api) -> None:
    visitor = shop.visitor()
    path = f"/admin/chatbot/{visitor.conversation_id}/export"
    visitor.send()
    assert admin.get(path).body["context"] is None
    visitor.send(after=1, context=CONTEXT)
    assert admin.get(path).body["context"]["page"] == STORED["page"]


def test_it_is_in_no_list_of_conversations(shop: Shop, admin: Api) -> None:
    visitor = shop.visitor()
    visitor.send(context=CONTEXT)
    assert [each["id"] for each in admin.get("/admin/chatbot").body["conversations"]] == [visitor.conversation_id]
    assert admin.get(f"/admin/chatbot/{quote(contexts.key(visitor.conversation_id))}/messages").status == 404

"""Rows in every table of a deployment."""

from dataclasses import dataclass

from chalicelib.identity.verified import signature
from chalicelib.model import now_ms
from chalicelib.notify.reports import counting
from chalicelib.storage import messages
from tests.api_client import PASSWORD, Api, Seat, Shop, across
from tests.desk_client import Desk
from tests.integration.clock import days_later

SECRET = "a secret of the site's own server"


@dataclass(frozen=True)
class Scenes:
    shop: Shop
    admin: Api
    visitor: Seat  # a conversation of five messages, from both sides
    erased: Seat  # its first three messages are erased, two are left
    fading: Seat  # of a site with a retention time, after which its first two messages have expired


def populate() -> Scenes:
    shop = Shop(identity_secret=SECRET)
    admin = shop.admin()
    visitor = shop.visitor()
    maya = across(admin, visitor.conversation_id)
    for number in range(5):
        (maya if number % 2 else visitor).send(f"message {number + 1} ☕ \u202e", after=number)
    maya.mark_read(5)
    at_the_desk(admin, visitor)
    counting.entry_stored(messages.after(visitor.conversation_id, 4, 1)[0])
    erased = written(shop, 3)
    Desk(admin, erased.conversation_id).note("before the erasure")
    assert admin.call("DELETE", f"/admin/chatbot/{erased.conversation_id}").status == 200
    for number in (3, 4):
        erased.send(after=number)
    Desk(admin, erased.conversation_id).note("after the erasure", after=1)
    blocked = written(shop, 1)
    block = {"conversation_id": blocked.conversation_id, "kind": "visitor", "reason": "spam"}
    assert admin.post("/admin/blocks", block).status == 201
    assert Desk(admin, blocked.conversation_id).snooze(now_ms() + 24 * 3600 * 1000).status == 200
    invited = {"email": "new@shop.example", "role": "agent", "password": PASSWORD}
    assert admin.post("/admin/invitations", invited).status == 201
    proof = {"id": "4711", "hash": signature(SECRET, "4711"), "name": "Ada"}
    known = Api().post("/chatbot/session", {"widget_token": shop.site.widget_token, "identity": proof}).body
    message = {"client_id": "verified-1", "body": "It is me", "after": 0}
    assert Api(known["token"]).post("/chatbot/message", message).status == 201
    return Scenes(shop, admin, visitor, erased, fading())


def at_the_desk(admin: Api, visitor: Seat) -> None:
    """Somebody takes care of the visitor's conversation."""
    desk = Desk(admin, visitor.conversation_id)
    answers = [
        desk.note("She called \u202e ☕"),
        desk.assign(desk.admin_id, after=1),
        desk.tag(["vip"], after=2),
    ]
    assert {answer.status for answer in answers} <= {200, 201}


def fading() -> Seat:
    """Two messages of 20 days ago, which expire after ten, and two of now."""
    shop = Shop(retention_days=10)
    with days_later(-20):
        seat = written(shop, 2)
    for number in (2, 3):
        seat.send(after=number)
    return seat


def written(shop: Shop, messages: int) -> Seat:
    seat = shop.visitor()
    for number in range(messages):
        assert seat.send(after=number).status == 201
    return seat

"""Verified visitors: the same on every device, and out of reach for everybody else."""

import hashlib
import hmac
from typing import Any

import pytest

from chalicelib.identity import site_credentials
from chalicelib.model import now_ms
from tests.api_client import PASSWORD, Answer, Api, Seat, Shop, across
from tests.integration import sockets

SECRET = "a secret of the site's own"
DAY_MS = 24 * 3600 * 1000


def signed(id: str, secret: str = SECRET, **more: Any) -> dict[str, Any]:
    return {"id": id, "hash": hmac.new(secret.encode(), id.encode(), hashlib.sha256).hexdigest(), **more}


def session(shop: Shop, identity: dict[str, Any] | None, earlier: str | None = None) -> Answer:
    body = {"widget_token": shop.site.widget_token}
    return Api(earlier).post("/chatbot/session", {**body, "identity": identity} if identity else body)


def known(shop: Shop, id: str = "customer-4711", earlier: str | None = None, **more: Any) -> Seat:
    answer = session(shop, signed(id, **more), earlier)
    assert answer.status == 200, answer
    return Seat(Api(answer.body["token"]), answer.body["conversation_id"], "/message", "/chatbot")


def strict(**settings: Any) -> Shop:
    return Shop(identity_secret=SECRET, **settings)


def test_another_device_finds_the_same_conversation() -> None:
    shop = strict()
    phone = known(shop)
    assert phone.send("from the phone").status == 201
    desk = known(shop)
    assert desk.conversation_id == phone.conversation_id
    assert desk.send("from the desk", after=1).status == 201
    assert [message["body"] for message in phone.drained()] == ["from the phone", "from the desk"]


def test_a_reply_is_pushed_to_both_devices() -> None:
    shop = strict()
    phone, desk = known(shop), known(shop)
    phone.send()
    open_sockets = [sockets.visitors(seat.api) for seat in (phone, desk)]
    across(shop.admin(), phone.conversation_id).send("hello", after=1)
    assert [len(socket.received) for socket in open_sockets] == [1, 1]


@pytest.mark.parametrize("id", ["4711", "ada@lind.example", "Müller & Söhne 🫖", "x" * 200, " ", "\x00"])
def test_any_id_of_the_site_is_accepted(id: str) -> None:
    shop = strict()
    assert known(shop, id).send().status == 201
    assert known(shop, id).messages().body["last_id"] == 1


def test_ids_that_look_alike_are_different_visitors() -> None:
    shop = strict()
    ids = ["4711", "4711 ", "04711", "customer", "Customer"]
    assert len({known(shop, id).conversation_id for id in ids}) == len(ids)


def test_the_same_id_on_another_site_is_a_different_visitor() -> None:
    assert known(strict()).conversation_id != known(strict()).conversation_id


def test_a_signature_may_be_in_capitals() -> None:
    shop = strict()
    identity = signed("customer-4711")
    assert session(shop, {**identity, "hash": identity["hash"].upper()}).status == 200


def test_a_wrong_signature_is_refused() -> None:
    shop, other = strict(), strict()
    for identity in (
        {**signed("customer-4711"), "id": "customer-4712"},
        signed("customer-4711", secret="another secret"),
        {"id": "customer-4711", "hash": hashlib.sha256(b"customer-4711").hexdigest()},
        {"id": "customer-4711", "hash": hmac.new(b"", b"customer-4711", hashlib.sha256).hexdigest()},
    ):
        for site in (shop, other, Shop()):
            answer = session(site, identity)
            assert (answer.status, answer.code) == (403, "identity_invalid")


def test_an_unverified_visitor_never_reaches_a_verified_conversation_and_keeps_their_own() -> None:
    shop = strict()
    ada = known(shop)
    ada.send("my order number is 4711")
    stranger = shop.visitor()
    stranger.send("before signing in")
    with_identity = known(shop, earlier=stranger.api.token)
    assert with_identity.conversation_id == ada.conversation_id
    assert [message["body"] for message in stranger.drained()] == ["before signing in"]
    assert [message["body"] for message in ada.drained()] == ["my order number is 4711"]


def test_the_token_of_a_verified_visitor_is_not_accepted_without_the_identity() -> None:
    shop = strict()
    ada = known(shop)
    ada.send()
    after = session(shop, None, earlier=ada.api.token)
    assert (after.status, after.body["conversation_id"] == ada.conversation_id) == (200, False)


USELESS = {
    "a number as name": ({"name": 5}, ["name"]),
    "a list as email": ({"email": ["ada@lind.example"]}, ["email"]),
    "an address without an @": ({"email": "ada"}, ["email"]),
    "an invisible character in the address": ({"email": "a\u200bda@lind.example"}, ["email"]),
    "a long address": ({"email": f"{'x' * 250}@lind.example"}, ["email"]),
    "both": ({"name": True, "email": "@"}, ["name", "email"]),
    "an attribute that there is not": ({"plan": "gold", "seats": 5}, ["plan", "seats"]),
    "something that reads like a right": ({"admin": True}, ["admin"]),
}
TIDIED = {
    "a space at the end": "Ada Lind ",
    "two spaces": "Ada  Lind",
    "a no-break space": "Ada\u00a0Lind",
    "two lines": "Ada\nLind",
    "an invisible character at the end": "Ada Lind\u200b",
    "a direction override": "\u202eAda Lind",
}


@pytest.mark.parametrize(("attributes", "ignored"), USELESS.values(), ids=USELESS)
def test_an_unusable_attribute_is_ignored_and_named_in_the_answer(
    attributes: dict[str, Any], ignored: list[str]
) -> None:
    shop = strict()
    answer = session(shop, signed("customer-4711", **attributes))
    assert (answer.status, answer.body["ignored"]) == (200, ignored)
    assert Seat(Api(answer.body["token"]), answer.body["conversation_id"], "/message", "/chatbot").send().status == 201


@pytest.mark.parametrize("name", TIDIED.values(), ids=TIDIED)
def test_name_and_address_are_cleaned_up(name: str) -> None:
    shop = strict()
    answer = session(shop, signed("customer-4711", name=name, email=" Ada@Lind.example\u00a0"))
    assert "ignored" not in answer.body
    Seat(Api(answer.body["token"]), answer.body["conversation_id"], "/message", "/chatbot").send()
    (conversation,) = shop.admin().get("/admin/chatbot").body["conversations"]
    assert (conversation["visitor"]["name"], conversation["visitor"]["email"]) == ("Ada Lind", "Ada@lind.example")


def test_a_long_name_is_cut() -> None:
    shop = strict()
    known(shop, name="Ada " * 50).send()
    (conversation,) = shop.admin().get("/admin/chatbot").body["conversations"]
    assert conversation["visitor"]["name"] == ("Ada " * 20).strip()


@pytest.mark.parametrize("nothing", [None, "", "  ", "\u200b"])
def test_a_blank_attribute_counts_as_missing(nothing: Any) -> None:
    shop = strict()
    answer = session(shop, signed("customer-4711", name=nothing, email=nothing))
    assert (answer.status, "ignored" in answer.body) == (200, False)


def test_a_wrong_signature_is_refused_whatever_the_attributes() -> None:
    identity = {**signed("customer-4711", name=5, plan="gold"), "hash": "0" * 64}
    assert session(strict(), identity).code == "identity_invalid"


def test_a_token_of_another_identity_has_no_effect() -> None:
    shop = strict()
    ada = known(shop, "ada")
    assert known(shop, "bo", earlier=ada.api.token).conversation_id == known(shop, "bo").conversation_id


def test_a_verified_token_is_valid_for_a_day() -> None:
    shop = strict()
    expires_at = session(shop, signed("customer-4711")).body["expires_at"]
    assert 0 <= now_ms() + DAY_MS - expires_at < 60_000


def test_the_inbox_shows_a_verified_visitor_with_the_latest_name() -> None:
    shop = strict()
    admin = shop.admin()
    known(shop, name="Ada Lind", email="ada@lind.example").send()
    (row,) = admin.get("/admin/chatbot").body["conversations"]
    assert row["visitor"] == {
        "id": row["visitor"]["id"],
        "name": "Ada Lind",
        "verified_id": "customer-4711",
        "email": "ada@lind.example",
    }
    assert row["visitor"]["id"].startswith("u_")
    ada = known(shop, name="Ada Berg")
    assert ada.send(after=1).body["message"]["sender_name"] == "Ada Berg"
    (row,) = admin.get("/admin/chatbot").body["conversations"]
    assert (row["visitor"]["name"], row["visitor"]["email"]) == ("Ada Berg", None)


def test_a_site_that_requires_identity_refuses_unverified_visitors_in_every_call() -> None:
    shop = strict()
    stranger, ada, admin = shop.visitor(), known(shop), shop.admin()
    stranger.send()
    ada.send()
    assert admin.call("PATCH", "/admin/site", {"require_identity": True}).status == 200
    assert session(shop, None).code == "identity_required"
    assert session(shop, None, earlier=ada.api.token).code == "identity_required"
    answers = [stranger.messages(), stranger.send(after=1), stranger.mark_read(1), stranger.api.post("/chatbot/ticket")]
    assert {(answer.status, answer.code) for answer in answers} == {(403, "identity_required")}
    assert ada.messages().status == 200
    assert known(shop).send(after=1).status == 201


def test_signatures_of_the_previous_secret_are_accepted_for_the_overlap(monkeypatch: pytest.MonkeyPatch) -> None:
    shop = strict()
    ada = known(shop)
    fields = {"overlap_days": 2, "password": PASSWORD}
    new = shop.admin().post("/admin/site/identity-secret", fields).body["identity_secret"]
    assert known(shop).conversation_id == ada.conversation_id
    fresh = session(shop, signed("customer-4711", secret=new))
    assert fresh.body["conversation_id"] == ada.conversation_id
    later = now_ms() + 2 * DAY_MS + 1
    monkeypatch.setattr(site_credentials, "now_ms", lambda: later)
    assert session(shop, signed("customer-4711")).code == "identity_invalid"
    assert session(shop, signed("customer-4711", secret=new)).status == 200

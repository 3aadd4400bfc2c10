"""API tokens: a site's own programs make the calls of an admin."""

import re
from typing import Any

import pytest

from chalicelib.api import registry
from chalicelib.api.callers import ANYONE, ANYONE_OR_VISITOR, READER, SIGNED_OUT_ADMIN, VISITOR, WRITER
from chalicelib.storage import api_tokens
from tests.api_client import PASSWORD, Answer, Api, Seat, Shop, across, new_client_id

READS, WRITES = "conversations:read", "conversations:write"


def created(owner: Api, *scopes: str, name: str = "Order desk") -> Answer:
    return owner.post("/admin/api-tokens", {"name": name, "scopes": [*scopes], "password": PASSWORD})


def program(owner: Api, *scopes: str) -> Api:
    return Api(created(owner, *scopes).body["token"])


def listed(owner: Api) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = owner.get("/admin/api-tokens").body["api_tokens"]
    return found


def test_a_program_reads_and_answers_under_the_name_of_its_token(shop: Shop, visitor: Seat) -> None:
    owner = shop.admin()
    bot = program(owner, READS, WRITES)
    (conversation,) = bot.get("/admin/chatbot").body["conversations"]
    assert conversation["id"] == visitor.conversation_id
    assert across(bot, visitor.conversation_id).send("Your parcel left today.", after=1).status == 201
    message = visitor.drained()[-1]
    assert (message["sender_type"], message["sender_name"]) == ("admin", "Order desk")
    assert bot.post(f"/admin/chatbot/{visitor.conversation_id}/mark-read", {"id": 2}).status == 200


def test_a_token_makes_only_the_calls_of_its_scopes(shop: Shop, visitor: Seat) -> None:
    owner = shop.admin()
    reader, writer = program(owner, READS), program(owner, WRITES)
    assert reader.get(f"/admin/chatbot/{visitor.conversation_id}/messages").status == 200
    assert across(reader, visitor.conversation_id).send("hello", after=1).code == "api_token_refused"
    assert writer.get("/admin/chatbot").code == "api_token_refused"
    assert across(writer, visitor.conversation_id).send("hello", after=1).status == 201


def test_every_other_call_of_an_admin_refuses_api_tokens(shop: Shop, visitor: Seat) -> None:
    token = created(shop.admin(), READS, WRITES).body["token"]
    open_to_programs = (READER, WRITER, ANYONE, ANYONE_OR_VISITOR, VISITOR, SIGNED_OUT_ADMIN)
    closed = [call for call in registry.CALLS if call.caller not in open_to_programs]
    assert len(closed) > 40
    for call in closed:
        path = re.sub(r"\{conversation_id\}", visitor.conversation_id, call.path)
        answer = Api(token).call(call.method, re.sub(r"\{\w+\}", "x", path), {} if call.body else None)
        assert (answer.status, answer.code) == (403, "api_token_refused"), f"{call.method} {call.path}"


def test_a_token_is_no_visitors_and_opens_no_session(shop: Shop, visitor: Seat) -> None:
    token = created(shop.admin(), READS, WRITES).body["token"]
    assert Api(token).get("/chatbot/messages").code == "token_invalid"
    assert Api(token).call("DELETE", "/admin/session").code == "token_invalid"


def test_a_token_of_another_site_finds_nothing_here(visitor: Seat) -> None:
    elsewhere = program(Shop().admin(), READS, WRITES)
    assert elsewhere.get("/admin/chatbot").body["conversations"] == []
    assert elsewhere.get(f"/admin/chatbot/{visitor.conversation_id}/messages").code == "conversation_not_found"


def test_the_secret_is_returned_once_and_never_stored(shop: Shop) -> None:
    owner = shop.admin()
    answer = created(owner, READS)
    secret = answer.body["token"].rpartition(".")[2]
    assert answer.status == 201
    assert secret not in owner.get("/admin/api-tokens").raw
    (stored,) = api_tokens.of(shop.site.site_id).values()
    assert secret not in repr(stored)


def test_a_revoked_token_is_refused(shop: Shop) -> None:
    owner = shop.admin()
    bot = program(owner, READS)
    assert bot.get("/admin/chatbot").status == 200
    (token,) = listed(owner)
    assert owner.call("DELETE", f"/admin/api-tokens/{token['id']}").status == 200
    assert bot.get("/admin/chatbot").code == "token_invalid"
    assert listed(owner) == []
    assert owner.call("DELETE", f"/admin/api-tokens/{token['id']}").code == "api_token_not_found"


def test_a_token_that_another_process_has_revoked_is_refused_within_a_minute(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot = program(shop.admin(), READS)
    assert bot.get("/admin/chatbot").status == 200
    monkeypatch.setattr(api_tokens.known, "forget", lambda site_id: None)  # as in the other process
    (token,) = api_tokens.of(shop.site.site_id)
    api_tokens.remove(shop.site.site_id, token)
    assert bot.get("/admin/chatbot").status == 200
    monkeypatch.setattr(api_tokens.known, "seconds", lambda: 0)
    assert bot.get("/admin/chatbot").code == "token_invalid"


def test_the_list_says_when_a_token_was_last_used_to_the_hour(shop: Shop) -> None:
    owner = shop.admin()
    bot = program(owner, READS)
    assert listed(owner)[0]["used_at"] is None
    bot.get("/admin/chatbot")
    used_at = listed(owner)[0]["used_at"]
    assert used_at
    bot.get("/admin/chatbot")
    assert listed(owner)[0]["used_at"] == used_at  # no write for every call


@pytest.mark.parametrize(
    "token",
    ["porchlight.", "porchlight.default.at_0123456789abcdef." + "A" * 43, "porchlight.a.b.c.d", "porchlight.ä.b.c"],
)
def test_a_token_of_another_form_or_an_unknown_one_is_invalid(token: str) -> None:
    assert Api(token).get("/admin/chatbot").code == "token_invalid"


def test_creating_a_token_needs_the_password_since_it_outlasts_a_stolen_session(shop: Shop) -> None:
    owner = shop.admin()
    fields = {"name": "Order desk", "scopes": [READS]}
    assert owner.post("/admin/api-tokens", fields).code == "password_required"
    assert owner.post("/admin/api-tokens", {**fields, "password": "wrong password"}).code == "credentials_wrong"
    assert shop.admin("Noor", role="agent").post("/admin/api-tokens", fields).code == "owner_only"
    assert listed(owner) == []


def test_a_site_has_at_most_twenty_tokens(shop: Shop) -> None:
    owner = shop.admin()
    for number in range(20):
        assert created(owner, READS, name=f"Program {number}").status == 201
    assert created(owner, READS).code == "api_tokens_full"
    assert len(listed(owner)) == 20


def test_the_audit_log_says_who_created_and_revoked_a_token(shop: Shop) -> None:
    owner = shop.admin()
    id = created(owner, WRITES, READS).body["api_token"]["id"]
    owner.call("DELETE", f"/admin/api-tokens/{id}")
    revoked, made = owner.get("/admin/audit").body["entries"][:2]
    assert (made["action"], made["target"], made["details"]["scopes"]) == (
        "api_token.created",
        id,
        "conversations:read conversations:write",
    )
    assert (revoked["action"], revoked["target"]) == ("api_token.revoked", id)


def test_a_message_that_a_program_sends_twice_is_stored_once(shop: Shop, visitor: Seat) -> None:
    seat = across(program(shop.admin(), WRITES), visitor.conversation_id)
    id = new_client_id()
    assert [seat.send("hello", after=1, client_id=id).status for _ in range(2)] == [201, 200]
    assert len(visitor.drained()) == 2

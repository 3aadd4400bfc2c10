"""Refused for who calls, from where, or whose it is: tokens, accounts, sites, conversations and tickets."""

import secrets
from collections.abc import Callable
from typing import Any

from chalicelib.model import now_ms
from tests.api_client import ORIGIN, PASSWORD, Answer, Api, Seat, Shop, across
from tests.integration.api.refusal_stage import Case, Stage, each
from tests.tokens import claims_of, signed

FORGERIES: dict[str, dict[str, Any]] = {
    "not signed, alg none": {"key": "", "algorithm": "none"},
    "another key": {"key": "k" * 40},
    "another algorithm": {"algorithm": "HS512"},
    "another issuer": {"iss": "somebody"},
    "without an end": {"exp": None},
    "without a conversation": {"conv": None},
}
NO_TOKENS = {"no token at all": "zzz", "not ASCII": "é.é.é", "brackets without end": f"{'W1tb' * 2000}.e30.x"}
NO_BODY_TOKENS: dict[str, Any] = {
    "a number": 5,
    "null": None,
    "true": True,
    "a list": ["zzz"],
    "an object": {"token": "zzz"},
    "empty": "",
    "no token at all": "zzz",
    "half a character": "\ud800.e30.x",
    "with its scheme": "Bearer e30.e30.x",
}
POSTED_PATHS = ["/chatbot/messages", "/chatbot/message", "/chatbot/ticket", "/admin/chatbot", "/admin/ticket"]
ELSEWHERE = {
    "another site": "https://evil.example",
    "no origin": None,
    "an opaque origin": "null",
    "without TLS": "http://shop.example",
    "a subdomain": "https://www.shop.example",
    "another port": "https://shop.example:8443",
    "a longer name": "https://shop.example.evil.example",
    "a path": "https://shop.example/",
}
NO_CONVERSATIONS = {
    "unknown": "c_0000000000000000",
    "short": "c_short",
    "with a null character": "c_000000000000000%00",
    "an emoji": "%F0%9F%AB%96",
    "with a line end": "c_0000000000000000%0A",
    "1,000 letters": "x" * 1000,
}
NO_TICKETS = {
    "no subprotocol": None,
    "no ticket": "porchlight.v1",
    "an empty ticket": "porchlight.v1, ticket.",
    "a ticket for no protocol": "ticket.kq3Vd1cN0yFhS7uG2bTzXw",
    "two tickets": "porchlight.v1, ticket.kq3Vd1cN0yFh, ticket.S7uG2bTzXw",
    "another protocol": "graphql-ws, ticket.kq3Vd1cN0yFhS7uG2bTzXw",
}


def cases() -> list[Case]:
    return [
        *missing_tokens(),
        *tokens(),
        *tokens_in_bodies(),
        *accounts(),
        *sessions(),
        *roles(),
        *second_factors(),
        *links(),
        *sites(),
        *identities(),
        *conversations(),
        *tickets(),
    ]


def missing_tokens() -> list[Case]:
    def admin(authorization: str) -> Answer:
        return Api().get("/admin/chatbot", authorization=authorization)

    return [
        Case(401, "token_missing", "visitor", lambda _: Api().get("/chatbot/messages")),
        Case(401, "token_missing", "admin", lambda _: Api().get("/admin/chatbot")),
        Case(401, "token_missing", "another scheme", lambda _: admin("Basic YTpi")),
        Case(401, "token_missing", "nothing behind the scheme", lambda _: admin("Bearer ")),
        *each(401, "token_missing", POSTED_PATHS, lambda stage, path: stage.simple({}, path)),
        Case(401, "token_missing", "no body and no token", lambda stage: stage.simple(None, "/chatbot/ticket")),
        Case(401, "token_missing", "only in a JSON body", in_json),
    ]


def in_json(stage: Stage) -> Answer:
    return Api().post("/chatbot/mark-read", {"id": 1, "token": stage.visitor.api.token})


def tokens_in_bodies() -> list[Case]:
    """In a body sent as text."""

    def twice(path: str) -> Callable[[Stage], Answer]:
        def ask(stage: Stage) -> Answer:
            token = (stage.admin if path.startswith("/admin") else stage.visitor.api).token
            return stage.simple({"token": token}, path, authorization=f"Bearer {token}")

        return ask

    def session(stage: Stage, token: Any) -> Answer:
        return stage.simple({"widget_token": stage.shop.site.widget_token, "token": token}, "/chatbot/session")

    def as_admin(stage: Stage) -> Answer:
        return stage.simple({"token": stage.visitor.api.token}, "/admin/chatbot")

    return [
        *(Case(400, "token_twice", f"at {path}", twice(path)) for path in (*POSTED_PATHS, "/chatbot/session")),
        *each(401, "token_invalid", NO_BODY_TOKENS, lambda stage, it: stage.simple({"token": it}, "/chatbot/ticket")),
        *each(401, "token_invalid", {f"{what}, at a session": it for what, it in NO_BODY_TOKENS.items()}, session),
        Case(401, "token_invalid", "a visitor's, as an admin's, in a body", as_admin),
    ]


def tokens() -> list[Case]:
    def tampered(stage: Stage) -> Answer:
        head, _, signature = (stage.visitor.api.token or "").split(".")
        claims = stage.forged(conv=stage.stranger.conversation_id).split(".")[1]
        return stage.with_token(f"{head}.{claims}.{signature}")

    def expired(stage: Stage) -> Answer:
        return stage.with_token(stage.forged(exp=now_ms() // 1000 - 60))

    def returning(stage: Stage) -> Answer:
        widget_token = stage.shop.site.widget_token
        return Api(stage.admin.token).post("/chatbot/session", {"widget_token": widget_token})

    def as_admin(stage: Stage) -> Answer:
        return Api(stage.visitor.api.token).get("/admin/chatbot")

    return [
        Case(401, "token_expired", "a minute ago", expired),
        *each(401, "token_invalid", NO_TOKENS, Stage.with_token),
        *each(401, "token_invalid", FORGERIES, lambda stage, how: stage.with_token(stage.forged(**how))),
        Case(401, "token_invalid", "other claims under the same signature", tampered),
        Case(401, "token_invalid", "an admin's, as a visitor's", lambda stage: stage.with_token(stage.admin.token)),
        Case(401, "token_invalid", "a visitor's, as an admin's", as_admin),
        Case(401, "token_invalid", "an admin's, at a visitor's session", returning),
    ]


def elsewhere() -> Api:
    """From an address that nothing has failed from."""
    return Api(address=f"2001:db8:{secrets.token_hex(2)}:{secrets.token_hex(2)}::1")


def accounts() -> list[Case]:
    def given(email: Any = None, password: Any = PASSWORD, **more: Any) -> Callable[[Stage], Answer]:
        return lambda stage: elsewhere().post(
            "/admin/session", {"email": email or stage.email, "password": password, **more}
        )

    def half(_: Stage) -> Answer:
        return Api().post("/admin/session", rb'{"email":"a@b.example","password":"\ud800"}')

    return [
        Case(401, "credentials_wrong", "another password", given(password="correct horse battery staples")),
        Case(401, "credentials_wrong", "nobody's address", given("nobody@shop.example")),
        Case(401, "credentials_wrong", "a blank address", given("  ")),
        Case(400, "email_invalid", "255 letters", given("x" * 255)),
        Case(400, "email_invalid", "a number", given(5)),
        Case(400, "password_invalid", "1,001 letters", given(password="x" * 1001)),
        Case(400, "password_invalid", "empty", given(password="")),
        Case(400, "password_invalid", "a number", given(password=12345678)),
        Case(400, "password_invalid", "half a character", half),
        Case(400, "device_tokens_invalid", "a text", given(device_tokens="x")),
        Case(400, "device_tokens_invalid", "eleven", given(device_tokens=["x"] * 11)),
        Case(400, "device_tokens_invalid", "1,001 letters", given(device_tokens=["x" * 1001])),
    ]


NO_ADDRESSES = {
    "no @": "nobody",
    "nothing but an @": "@",
    "a space": "a@b c",
    "two @": "a@b@c",
    "an invisible character": "ma\u200bya@shop.example",
    "an invisible character in the domain": "maya@shop\u200b.example",
    "an emoji": "\N{TEAPOT}@shop.example",
    "a full-width @": "maya\uff20shop.example",
}


def roles() -> list[Case]:
    def as_agent(stage: Stage) -> Answer:
        return stage.agent.get("/admin/audit")

    def alone(method: str, **body: str) -> Callable[[Stage], Answer]:
        return lambda stage: stage.other_admin.call(
            method, f"/admin/team/{claims_of(stage.other_admin.token)['sub']}", {"password": PASSWORD, **body}
        )

    def changed(id: str) -> Callable[[Stage], Answer]:
        return lambda stage: stage.admin.call("PATCH", f"/admin/team/{id}", {"role": "agent", "password": PASSWORD})

    def withdrawn(stage: Stage) -> Answer:
        return stage.admin.call("DELETE", "/admin/invitations/i_nobodys")

    def invited(email: Any, role: Any = "agent", **password: str) -> Callable[[Stage], Answer]:
        def ask(stage: Stage) -> Answer:
            fields = {"email": email or stage.email, "role": role}
            return stage.admin.post("/admin/invitations", {**fields, **(password or {"password": PASSWORD})})

        return ask

    def without_password(method: str, path: str, **body: str) -> Callable[[Stage], Answer]:
        return lambda stage: stage.admin.call(method, path, body)

    return [
        Case(403, "owner_only", "an agent's", as_agent),
        Case(409, "last_owner", "demoted", alone("PATCH", role="agent")),
        Case(409, "last_owner", "removed", alone("DELETE")),
        *each(404, "admin_not_found", ["a_nobody", "x", "%00"], lambda stage, id: changed(id)(stage)),
        Case(404, "invitation_not_found", "withdrawn", withdrawn),
        Case(409, "account_exists", "invited", invited("")),
        *each(400, "email_invalid", NO_ADDRESSES, lambda stage, email: invited(email)(stage)),
        Case(403, "password_required", "a second factor", without_password("POST", "/admin/second-factor")),
        Case(403, "password_required", "a role", without_password("PATCH", "/admin/team/a_1", role="agent")),
        Case(403, "password_required", "a removal", without_password("DELETE", "/admin/team/a_1")),
        Case(403, "password_required", "a reset", without_password("POST", "/admin/team/a_1/password-reset")),
        Case(
            403,
            "password_required",
            "an invitation",
            without_password("POST", "/admin/invitations", email="new@shop.example", role="agent"),
        ),
        Case(403, "password_required", "the secret", without_password("POST", "/admin/site/identity-secret")),
        *each(400, "role_invalid", {"a word": "admin", "a number": 1}, lambda stage, r: invited("a@b", r)(stage)),
    ]


def second_factors() -> list[Case]:
    def signed_in(code: Any) -> Callable[[Stage], Answer]:
        def ask(stage: Stage) -> Answer:
            fields = {"email": stage.careful, "password": PASSWORD, **({} if code is None else {"code": code})}
            return elsewhere().post("/admin/session", fields)

        return ask

    def confirmed(stage: Stage) -> Answer:
        return stage.other_admin.post("/admin/second-factor/confirm", {"code": "123456"})

    return [
        Case(401, "second_factor_required", "the password alone", signed_in(None)),
        Case(401, "second_factor_wrong", "another code", signed_in("000000")),
        Case(401, "second_factor_wrong", "nothing was offered", confirmed),
        *each(
            400, "code_invalid", {"short": "12345", "long": "1" * 65, "a number": 123456}, lambda s, c: signed_in(c)(s)
        ),
    ]


def links() -> list[Case]:
    def reset(secret: Any, password: Any = PASSWORD) -> Callable[[Stage], Answer]:
        return lambda _: Api().post("/admin/password-reset", {"secret": secret, "password": password})

    def accepted(secret: Any, name: Any = "Olu") -> Callable[[Stage], Answer]:
        fields = {"secret": secret, "name": name, "password": PASSWORD}
        return lambda _: Api().post("/admin/invitations/accept", fields)

    def changed(current: Any) -> Callable[[Stage], Answer]:
        return lambda stage: stage.admin.post("/admin/password", {"current": current, "password": PASSWORD})

    return [
        Case(403, "link_invalid", "no secret at all", reset("let me in")),
        Case(403, "link_invalid", "a reset of nobody", reset(f"pr_default.a_nobody.{'x' * 43}")),
        Case(403, "link_invalid", "an invitation as a reset", reset(f"in_default.i_1.{'x' * 43}")),
        Case(403, "link_invalid", "an invitation of nobody", accepted(f"in_default.i_nobody.{'x' * 43}")),
        Case(400, "secret_invalid", "a number", reset(5)),
        Case(400, "secret_invalid", "201 letters", reset("x" * 201)),
        Case(400, "password_invalid", "a new one of 11 letters", reset(f"pr_default.a_1.{'x' * 43}", "x" * 11)),
        Case(400, "password_invalid", "a new one of 1,001 letters", reset(f"pr_default.a_1.{'x' * 43}", "x" * 1001)),
        Case(400, "name_invalid", "empty", accepted("x", "")),
        Case(400, "name_invalid", "two lines", accepted("x", "Olu\nMaya")),
        Case(400, "name_invalid", "81 letters", accepted("x", "x" * 81)),
        Case(400, "current_invalid", "empty", changed("")),
        Case(400, "current_invalid", "a number", changed(5)),
    ]


def sessions() -> list[Case]:
    def refreshed(token: Any) -> Callable[[Stage], Answer]:
        return lambda stage: Api().post("/admin/session/refresh", {"refresh_token": token})

    def over(stage: Stage) -> Answer:
        return Api(signed({**claims_of(stage.admin.token), "sid": "s_over"})).get("/admin/chatbot")

    def ended(id: str) -> Callable[[Stage], Answer]:
        return lambda stage: stage.admin.call("DELETE", f"/admin/sessions/{id}")

    return [
        Case(401, "session_revoked", "a token of one that is over", over),
        Case(401, "session_revoked", "refreshed", refreshed(f"rt_a_1.s_1.{'x' * 43}")),
        Case(401, "token_invalid", "no refresh token", refreshed("let me in")),
        Case(401, "token_invalid", "a refresh token with something behind it", refreshed(f"rt_a_1.s_1.{'x' * 43}\n")),
        Case(400, "refresh_token_invalid", "empty", refreshed("")),
        Case(400, "refresh_token_invalid", "201 letters", refreshed("x" * 201)),
        Case(400, "refresh_token_invalid", "a number", refreshed(5)),
        *each(404, "session_not_found", ["s_nobodys", "x", "%00"], lambda stage, id: ended(id)(stage)),
    ]


def sites() -> list[Case]:
    def shown(widget_token: Any) -> Callable[[Stage], Answer]:
        return lambda stage: stage.session(ORIGIN, widget_token)

    def one_letter_off(stage: Stage) -> Answer:
        return stage.session(ORIGIN, stage.shop.site.widget_token[:-1] + "x")

    def disabled(stage: Stage) -> Answer:
        return stage.session(ORIGIN, stage.disabled.site.widget_token)

    def from_elsewhere(stage: Stage) -> Answer:
        return Api(stage.visitor.api.token, origin="https://evil.example").get("/chatbot/messages")

    return [
        *each(403, "origin_not_allowed", ELSEWHERE, lambda stage, origin: stage.session(origin)),
        Case(403, "origin_not_allowed", "with a visitor's token", from_elsewhere),
        Case(403, "site_disabled", "its own page", disabled),
        Case(403, "widget_token_invalid", "an unknown site's", shown("pl_nobody_12345678")),
        Case(403, "widget_token_invalid", "no token", shown("let me in")),
        Case(403, "widget_token_invalid", "one letter off", one_letter_off),
        Case(400, "widget_token_invalid", "a number", shown(5)),
        Case(400, "widget_token_invalid", "201 letters", shown("x" * 201)),
    ]


NO_IDENTITIES: dict[str, Any] = {
    "a text": "customer-4711",
    "an empty id": {"id": "", "hash": "0" * 64},
    "a long id": {"id": "x" * 201, "hash": "0" * 64},
    "a number as id": {"id": 4711, "hash": "0" * 64},
    "no hash": {"id": "customer-4711"},
    "a short hash": {"id": "customer-4711", "hash": "0" * 63},
    "a hash that is none": {"id": "customer-4711", "hash": "g" * 64},
}


def identities() -> list[Case]:
    def shown(stage: Stage, identity: Any, shop: Shop | None = None) -> Answer:
        body = {"widget_token": (shop or stage.shop).site.widget_token, "identity": identity}
        return Api().post("/chatbot/session", body)

    unsigned = {"id": "customer-4711", "hash": "0" * 64}
    return [
        *each(400, "identity_invalid", NO_IDENTITIES, shown),
        Case(403, "identity_invalid", "a site without a secret", lambda stage: shown(stage, unsigned)),
        Case(403, "identity_invalid", "nobody's hash", lambda stage: shown(stage, unsigned, stage.strict)),
        Case(403, "identity_required", "a stranger", lambda stage: shown(stage, None, stage.strict)),
        Case(403, "identity_required", "one who was there before", lambda stage: stage.early.messages()),
    ]


def conversations() -> list[Case]:
    def not_found(what: str, ask: Callable[[Stage], Answer]) -> Case:
        return Case(404, "conversation_not_found", what, ask)

    def foreign(stage: Stage) -> Seat:
        return across(stage.other_admin, stage.visitor.conversation_id)

    def someone_elses(stage: Stage) -> Answer:
        return stage.with_token(stage.forged(sub="v_somebody_else"))

    def under_another_site(stage: Stage) -> Answer:
        return stage.with_token(stage.forged(site=stage.other_shop.site.site_id))

    def begun_by_admin(stage: Stage) -> Answer:
        return across(stage.admin, stage.stranger.conversation_id).send("anybody there?")

    return [
        *each(404, "conversation_not_found", NO_CONVERSATIONS, lambda stage, id: across(stage.admin, id).messages()),
        not_found("another site's messages", lambda stage: foreign(stage).messages()),
        not_found("a reply to another site's", lambda stage: foreign(stage).send(after=2)),
        not_found("another site's read", lambda stage: foreign(stage).mark_read(2)),
        not_found("a reply before the first message", begun_by_admin),
        not_found("a socket before the first message", lambda stage: stage.stranger.api.post("/chatbot/ticket")),
        not_found("another visitor's", someone_elses),
        not_found("one's own, under another site", under_another_site),
    ]


def tickets() -> list[Case]:
    def offered(stage: Stage, subprotocols: str | None) -> Answer:
        return stage.handshake(None, **{"Sec-WebSocket-Protocol": subprotocols})

    return [
        *each(401, "ticket_invalid", NO_TICKETS, offered),
        Case(401, "ticket_invalid", "unknown", lambda stage: stage.handshake("kq3Vd1cN0yFhS7uG2bTzXw")),
        Case(401, "ticket_invalid", "used", lambda stage: stage.handshake(stage.used_ticket)),
    ]

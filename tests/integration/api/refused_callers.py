"""Calls refused for their caller: tokens, sites, origins, identities, conversations and tickets."""

from collections.abc import Callable
from typing import Any

from chalicelib.model import now_ms
from tests.api_client import ORIGIN, Answer, Api, Seat, Shop, across
from tests.integration.api.refusal_stage import Case, Stage, each

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
        Case(401, "token_missing", "only the scheme", lambda _: admin("Bearer ")),
        *each(401, "token_missing", POSTED_PATHS, lambda stage, path: stage.simple({}, path)),
        Case(401, "token_missing", "no body and no token", lambda stage: stage.simple(None, "/chatbot/ticket")),
        Case(401, "token_missing", "only in a JSON body", in_json),
    ]


def in_json(stage: Stage) -> Answer:
    return Api().post("/chatbot/mark-read", {"id": 1, "token": stage.visitor.api.token})


def tokens_in_bodies() -> list[Case]:
    """Tokens in a body that is sent as text."""

    def twice(path: str) -> Callable[[Stage], Answer]:
        def call(stage: Stage) -> Answer:
            token = (stage.admin if path.startswith("/admin") else stage.visitor.api).token
            return stage.simple({"token": token}, path, authorization=f"Bearer {token}")

        return call

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
        Case(403, "identity_required", "a returning visitor", lambda stage: stage.early.messages()),
    ]


def original(stage: Stage, admin: Api | None = None, id: int = 1) -> Answer:
    return (admin or stage.admin).get(f"/admin/chatbot/{stage.visitor.conversation_id}/original?id={id}")


def conversations() -> list[Case]:
    def not_found(what: str, call: Callable[[Stage], Answer]) -> Case:
        return Case(404, "conversation_not_found", what, call)

    def foreign(stage: Stage) -> Seat:
        return across(stage.other_admin, stage.visitor.conversation_id)

    def someone_elses(stage: Stage) -> Answer:
        return stage.with_token(stage.forged(sub="v_somebody_else"))

    def under_another_site(stage: Stage) -> Answer:
        return stage.with_token(stage.forged(site=stage.other_shop.site.site_id))

    def started_by_admin(stage: Stage) -> Answer:
        return across(stage.admin, stage.stranger.conversation_id).send("anybody there?")

    return [
        *each(404, "conversation_not_found", NO_CONVERSATIONS, lambda stage, id: across(stage.admin, id).messages()),
        not_found("another site's messages", lambda stage: foreign(stage).messages()),
        not_found("a reply to another site's", lambda stage: foreign(stage).send(after=2)),
        not_found("another site's mail", lambda stage: original(stage, stage.other_admin)),
        Case(404, "original_not_found", "a message that was written in a page", original),
        Case(404, "original_not_found", "no message", lambda stage: original(stage, id=900)),
        not_found("another site's read", lambda stage: foreign(stage).mark_read(2)),
        not_found("a reply before the first message", started_by_admin),
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

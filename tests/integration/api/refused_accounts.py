"""Calls of admins refused for their account: passwords, roles, second factors, links and sessions."""

import base64
import secrets
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from chalicelib.accounts import forgotten_passwords
from chalicelib.sites import several
from tests.api_client import PASSWORD, Answer, Api, new_client_id
from tests.files import png
from tests.integration.accounts.admins import id_of
from tests.integration.api.refusal_stage import Case, Stage, each
from tests.integration.api.story import fixture
from tests.integration.background import background
from tests.tokens import claims_of, signed


def cases() -> list[Case]:
    return [
        *accounts(),
        *sessions(),
        *roles(),
        *second_factors(),
        *links(),
        *preferences(),
        *pictures(),
        *webhooks(),
        *api_tokens(),
        *event_webhooks(),
        *push(),
    ]


NO_WEBHOOK_ADDRESSES = {
    "no https": "http://hooks.shop.example/x",
    "no address": "hooks.shop.example",
    "a user": "https://maya@hooks.shop.example/x",
    "another port": "https://hooks.shop.example:8443/x",
    "the metadata service": "https://169.254.169.254/latest",
    "this machine in IPv6": "https://[::ffff:127.0.0.1]/x",
    "a script": "javascript:alert(1)",
    "a space": "https://hooks.shop.example/a b",
}
NO_CHATS = {"none": "", "a name": "ops", "half a number": "12x", "an address": "https://t.me/ops"}


def api_tokens() -> list[Case]:
    path = "/admin/api-tokens"

    def creating(**fields: Any) -> Callable[[Stage], Answer]:
        usual = {"name": "Order desk", "scopes": ["conversations:read"], "password": PASSWORD}
        return lambda stage: stage.admin.post(path, {**usual, **fields})

    return [
        Case(400, "scopes_invalid", "unknown", creating(scopes=["everything"])),
        Case(400, "scopes_invalid", "none", creating(scopes=[])),
        Case(400, "name_invalid", "empty", creating(name="")),
        Case(404, "api_token_not_found", "revoked", lambda stage: stage.admin.call("DELETE", f"{path}/at_nobodys")),
        Case(404, "api_token_not_found", "no path", lambda stage: stage.admin.call("DELETE", f"{path}/a.b")),
    ]


def event_webhooks() -> list[Case]:
    path = "/admin/event-webhooks"

    def adding(**fields: Any) -> Callable[[Stage], Answer]:
        usual = {"address": "https://hooks.shop.example/x", "types": ["message.created"], "password": PASSWORD}
        return lambda stage: stage.admin.post(path, {**usual, **fields})

    def missing(method: str, more: str = "", body: Any = None) -> Callable[[Stage], Answer]:
        return lambda stage: stage.admin.call(method, f"{path}/ew_nobodys{more}", body)

    return [
        *each(
            400, "webhook_address_refused", NO_WEBHOOK_ADDRESSES, lambda stage, address: adding(address=address)(stage)
        ),
        Case(400, "types_invalid", "unknown", adding(types=["note.created"])),
        Case(400, "types_invalid", "none", adding(types=[])),
        Case(403, "password_required", "for a webhook of events", adding(password=None)),
        Case(404, "webhook_not_found", "of events, changed", missing("PATCH", body={"enabled": False})),
        Case(404, "webhook_not_found", "of events, removed", missing("DELETE")),
        Case(404, "webhook_not_found", "of events, tested", missing("POST", "/test")),
        Case(404, "webhook_not_found", "of events, its log", missing("GET", "/deliveries")),
        Case(404, "webhook_not_found", "of events, secret", missing("POST", "/secret", {"password": PASSWORD})),
        Case(404, "webhook_not_found", "of events, no path", lambda stage: stage.admin.call("DELETE", f"{path}/a.b")),
        Case(400, "before_invalid", "no cursor of a log", missing("GET", "/deliveries?before=abc")),
    ]


def webhooks() -> list[Case]:
    path, bot = "/admin/site/webhooks", "123456789:" + "AAEhBP0av28ZFjC3xR5q7wK1yT9uLmNoPqR"

    def adding(**fields: Any) -> Callable[[Stage], Answer]:
        usual = {"kind": "json", "name": "Ops", "address": "https://hooks.shop.example/x"}
        return lambda stage: stage.admin.post(path, {**usual, **fields})

    def telegram(**fields: Any) -> Callable[[Stage], Answer]:
        return adding(**{"kind": "telegram", "address": bot, "chat_id": "-100200", **fields})

    def missing(method: str, more: str = "", body: Any = None) -> Callable[[Stage], Answer]:
        return lambda stage: stage.admin.call(method, f"{path}/wh_nobodys{more}", body)

    return [
        *each(
            400, "webhook_address_refused", NO_WEBHOOK_ADDRESSES, lambda stage, address: adding(address=address)(stage)
        ),
        Case(400, "webhook_address_refused", "no token", telegram(address="https://api.telegram.org/")),
        *each(400, "chat_id_invalid", NO_CHATS, lambda stage, chat: telegram(chat_id=chat)(stage)),
        Case(400, "chat_id_invalid", "of Slack", adding(kind="slack", chat_id="-100200")),
        Case(400, "chat_id_invalid", "a number", telegram(chat_id=100200)),
        Case(400, "address_invalid", "2,049 letters", adding(address="x" * 2049)),
        Case(400, "kind_invalid", "of a webhook", adding(kind="pager")),
        Case(404, "webhook_not_found", "changed", missing("PATCH", body={"name": "Ops"})),
        Case(404, "webhook_not_found", "removed", missing("DELETE")),
        Case(404, "webhook_not_found", "tested", missing("POST", "/test")),
        Case(
            404, "webhook_not_found", "not a path of DynamoDB", lambda stage: stage.admin.call("DELETE", f"{path}/a.b")
        ),
    ]


def pictures() -> list[Case]:
    def sent(picture: bytes | str | None) -> Callable[[Stage], Answer]:
        content = base64.b64encode(picture).decode() if isinstance(picture, bytes) else picture

        def call(stage: Stage) -> Answer:
            with background():
                return stage.admin.post("/admin/site/picture", {"content": content})

        return call

    cases = {
        "no base64": "héllo",
        "nothing": "",
        "a text": b"hello",
        "a GIF": b"GIF89a\x40\x00\x40\x00",
        "an SVG": b'<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"/>',
        "not square": png(64, 63),
        "too few pixels": png(31, 31),
        "too many pixels": png(513, 513),
        "half a head": png(64, 64)[:12],
    }
    return [
        *(Case(400, "picture_invalid", name, sent(picture)) for name, picture in cases.items()),
        Case(413, "picture_too_large", "24 KB and a byte", sent(png(64, 64) + bytes(24 * 1024 + 1 - len(png(64, 64))))),
        Case(400, "content_invalid", "null for the site", sent(None)),
        Case(400, "content_invalid", "44,001 letters", sent("x" * 44_001)),
        Case(
            409,
            "pictures_unavailable",
            "no bucket",
            lambda stage: stage.admin.post("/admin/picture", {"content": None}),
        ),
    ]


def elsewhere() -> Api:
    """Calls from an address without failed attempts."""
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


NO_SITES = {"empty": "", "41 letters": "x" * 41, "a number": 5}


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
        def call(stage: Stage) -> Answer:
            fields = {"email": email or stage.email, "role": role}
            return stage.admin.post("/admin/invitations", {**fields, **(password or {"password": PASSWORD})})

        return call

    def reset_elsewhere(stage: Stage) -> Answer:
        return stage.admin.post(f"/admin/team/{id_of(stage.both)}/password-reset", {"password": PASSWORD})

    def removed_here(stage: Stage) -> Answer:
        return stage.removed.get("/admin/chatbot")

    def accepted_anew(stage: Stage) -> Answer:
        fields = {"secret": stage.taken_invitation, "name": "Olu", "password": PASSWORD}
        return Api().post("/admin/invitations/accept", fields)

    def joined_as_another(stage: Stage) -> Answer:
        return stage.admin.post("/admin/invitations/join", {"secret": stage.others_invitation})

    def at_site(path: str, **fields: Any) -> Callable[[Stage, Any], Answer]:
        return lambda _, site_id: elsewhere().post(path, {**fields, "site_id": site_id})

    def one_more_site(stage: Stage) -> Answer:
        with patch.object(several, "MOST_SITES", 1):
            fields = {"client_id": new_client_id(), "name": "Second", "origins": ["https://second.example"]}
            return stage.other_admin.post("/admin/sites", fields)

    def without_password(method: str, path: str, **body: str) -> Callable[[Stage], Answer]:
        return lambda stage: stage.admin.call(method, path, body)

    return [
        Case(403, "owner_only", "an agent's", as_agent),
        Case(409, "last_owner", "demoted", alone("PATCH", role="agent")),
        Case(409, "last_owner", "removed", alone("DELETE")),
        *each(404, "admin_not_found", ["a_nobody", "x", "%00"], lambda stage, id: changed(id)(stage)),
        Case(404, "invitation_not_found", "withdrawn", withdrawn),
        Case(409, "in_team", "invited", invited("")),
        Case(409, "admin_elsewhere", "a reset", reset_elsewhere),
        Case(403, "not_of_site", "a removed one's", removed_here),
        Case(409, "account_exists", "accepted anew", accepted_anew),
        Case(403, "invitation_for_another", "joined", joined_as_another),
        Case(409, "sites_full", "one more", one_more_site),
        *each(400, "site_id_invalid", NO_SITES, at_site("/admin/session/refresh", refresh_token="x")),
        *each(400, "site_id_invalid", NO_SITES, at_site("/admin/session", email="a@b", password=PASSWORD)),
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
        def call(stage: Stage) -> Answer:
            fields = {"email": stage.careful, "password": PASSWORD, **({} if code is None else {"code": code})}
            return elsewhere().post("/admin/session", fields)

        return call

    def confirmed(stage: Stage) -> Answer:
        return stage.other_admin.post("/admin/second-factor/confirm", {"code": "123456"})

    return [
        Case(401, "second_factor_required", "the password alone", signed_in(None)),
        Case(401, "second_factor_wrong", "another code", signed_in("000000")),
        Case(401, "second_factor_wrong", "setting up a second factor was not started", confirmed),
        *each(
            400, "code_invalid", {"short": "12345", "long": "1" * 65, "a number": 123456}, lambda s, c: signed_in(c)(s)
        ),
    ]


def push() -> list[Case]:
    good = fixture("calls", "admin_push")["request"]["body"]

    def given(name: str, value: Any) -> Callable[[Stage], Answer]:
        return lambda stage: stage.admin.post("/admin/session/push", {**good, name: value})

    addresses = {
        "not encrypted": "http://push.example/x",
        "a user name": "https://maya@push.example/x",
        "another port": "https://push.example:8443/x",
        "no host": "https:///x",
        "no address": "push.example",
        "1,001 letters": f"https://push.example/{'x' * 981}",
        "a space": "https://push.example/a b",
        "a number": 5,
    }
    other_key = good["p256dh"]
    return [
        *each(400, "endpoint_invalid", addresses, lambda stage, value: given("endpoint", value)(stage)),
        *each(400, "p256dh_invalid", ["", "B", other_key + "A"], lambda stage, value: given("p256dh", value)(stage)),
        Case(400, "p256dh_invalid", "a compressed point", given("p256dh", "A" + other_key[1:])),
        *each(400, "auth_invalid", ["", "short", "x" * 23], lambda stage, value: given("auth", value)(stage)),
        Case(400, "key_invalid", "null", given("key", None)),
        Case(409, "push_key_replaced", "another key", given("key", other_key)),
        Case(409, "push_not_subscribed", "a test", lambda stage: stage.admin.post("/admin/session/push/test")),
    ]


def links() -> list[Case]:
    def reset(secret: Any, password: Any = PASSWORD) -> Callable[[Stage], Answer]:
        return lambda _: Api().post("/admin/password-reset", {"secret": secret, "password": password})

    def accepted(secret: Any, name: Any = "Olu") -> Callable[[Stage], Answer]:
        fields = {"secret": secret, "name": name, "password": PASSWORD}
        return lambda _: Api().post("/admin/invitations/accept", fields)

    def changed(current: Any) -> Callable[[Stage], Answer]:
        return lambda stage: stage.admin.post("/admin/password", {"current": current, "password": PASSWORD})

    def requested(email: Any) -> Callable[[Stage], Answer]:
        return lambda _: elsewhere().post("/admin/password-reset/request", {"email": email})

    def with_mail(email: Any) -> Callable[[Stage], Answer]:
        def call(stage: Stage) -> Answer:
            with background():
                return requested(email)(stage)

        return call

    def requested_too_often(_: Stage) -> Answer:
        email = f"{secrets.token_hex(6)}@shop.example"
        with background(), patch.object(forgotten_passwords, "ANSWER_SECONDS", 0):
            for _ in range(forgotten_passwords.OF_ACCOUNT):
                assert elsewhere().post("/admin/password-reset/request", {"email": email}).status == 200
            return elsewhere().post("/admin/password-reset/request", {"email": email})

    return [
        Case(409, "mail_not_set_up", "a link by mail", requested("maya@shop.example")),
        Case(429, "reset_slowed", "the fourth link of an hour", requested_too_often),
        *each(400, "email_invalid", NO_ADDRESSES, lambda stage, email: with_mail(email)(stage)),
        Case(400, "email_invalid", "a number for a link", requested(5)),
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


NO_PREFERENCES: dict[str, list[dict[str, Any]]] = {
    "alert_by_push": [{"alert_by_push": 1}, {"alert_by_push": "yes"}],
    "alert_by_mail": [{"alert_by_mail": 0}],
    "quiet_from": [
        {"quiet_from": "24:00"},
        {"quiet_from": "7:00"},
        {"quiet_from": 22},
        {"quiet_until": "07:00", "quiet_zone": "UTC"},
    ],
    "quiet_until": [
        {"quiet_until": "07:60"},
        {"quiet_until": "07:00\n"},
        {"quiet_from": "22:00", "quiet_zone": "UTC"},
        {"quiet_from": "22:00", "quiet_until": "22:00", "quiet_zone": "UTC"},
    ],
    "quiet_zone": [
        {"quiet_from": "22:00", "quiet_until": "07:00"},
        *({"quiet_zone": name} for name in ("", "Berlin", "America", "../UTC", "/etc/passwd", "x" * 65, "UTC\x00", 5)),
    ],
}


def preferences() -> list[Case]:
    def changed(fields: dict[str, Any]) -> Callable[[Stage], Answer]:
        return lambda stage: stage.admin.call("PATCH", "/admin/notifications", fields)

    def away(value: Any) -> Callable[[Stage], Answer]:
        return lambda stage: stage.admin.post("/admin/presence", {"away": value})

    return [
        *each(
            400,
            "language_invalid",
            {repr(value): value for value in ("German", "DE", "de_AT", "de-at", "de\n", "x" * 36, 5, None)},
            lambda stage, value: stage.admin.post("/admin/language", {"language": value}),
        ),
        *each(400, "away_invalid", {"a text": "yes", "a number": 1}, lambda stage, value: away(value)(stage)),
        *(
            Case(400, f"{name}_invalid", repr(fields), changed(fields))
            for name, bodies in NO_PREFERENCES.items()
            for fields in bodies
        ),
    ]


def sessions() -> list[Case]:
    def refreshed(token: Any) -> Callable[[Stage], Answer]:
        return lambda stage: Api().post("/admin/session/refresh", {"refresh_token": token})

    def over(stage: Stage) -> Answer:
        return Api(signed({**claims_of(stage.admin.token), "sid": "s_over"})).get("/admin/chatbot")

    def ended(id: str) -> Callable[[Stage], Answer]:
        return lambda stage: stage.admin.call("DELETE", f"/admin/sessions/{id}")

    return [
        Case(401, "session_revoked", "a token of an ended session", over),
        Case(401, "session_revoked", "refreshed", refreshed(f"rt_a_1.s_1.{'x' * 43}")),
        Case(401, "token_invalid", "no refresh token", refreshed("let me in")),
        Case(
            401,
            "token_invalid",
            "a refresh token with another character at the end",
            refreshed(f"rt_a_1.s_1.{'x' * 43}\n"),
        ),
        Case(400, "refresh_token_invalid", "empty", refreshed("")),
        Case(400, "refresh_token_invalid", "201 letters", refreshed("x" * 201)),
        Case(400, "refresh_token_invalid", "a number", refreshed(5)),
        *each(404, "session_not_found", ["s_nobodys", "x", "%00"], lambda stage, id: ended(id)(stage)),
    ]

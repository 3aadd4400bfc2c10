"""Calls about a visitor's contact, transcripts and links in mails that are refused."""

from collections.abc import Callable
from typing import Any

from tests.api_client import ORIGIN, Answer, Api, new_client_id
from tests.integration.api.refusal_stage import Case, Stage, each
from tests.integration.background import background

NO_ADDRESSES: dict[str, Any] = {
    "empty": "",
    "no @": "ana",
    "two": "ana@home.example, bo@home.example",
    "a line end": "ana@home.example\nBcc: bo@home.example",
    "a name before it": "Ana <ana@home.example>",
    "no domain": "ana@",
    "255 letters": f"{'x' * 242}@home.example",
    "a number": 5,
}
NO_NAMES: dict[str, Any] = {"a number": 5, "201 letters": "x" * 201}
NO_SECRETS: dict[str, Any] = {"empty": "", "201 letters": "x" * 201, "a number": 5, "null": None}
FORGED = {"never issued": "x" * 32, "not ASCII": "\N{TEAPOT}", "a key of the table": "link#0000", "half of one": "x"}


def cases() -> list[Case]:
    return [*contacts(), *corrections(), *transcripts(), *openings()]


def contacts() -> list[Case]:
    def left(**fields: Any) -> Callable[[Stage], Answer]:
        return lambda stage: stage.visitor.api.post("/chatbot/contact", {"email": "ana@home.example", **fields})

    def before_the_first_message(stage: Stage) -> Answer:
        return stage.stranger.api.post("/chatbot/contact", {"email": "ana@home.example"})

    def with_a_message(**fields: Any) -> Callable[[Stage], Answer]:
        return lambda stage: stage.visitor.send(after=2, **fields)

    return [
        Case(409, "contact_too_early", "before the first message", before_the_first_message),
        Case(400, "field_missing", "email", lambda stage: stage.visitor.api.post("/chatbot/contact", {"name": "Ana"})),
        *each(400, "email_invalid", NO_ADDRESSES, lambda stage, email: left(email=email)(stage)),
        *each(400, "name_invalid", NO_NAMES, lambda stage, name: left(name=name)(stage)),
        *each(
            400, "contact_invalid", {"a text": "Ana", "a list": []}, lambda stage, it: with_a_message(contact=it)(stage)
        ),
        *each(
            400, "context_invalid", {"a text": "/", "a list": []}, lambda stage, it: with_a_message(context=it)(stage)
        ),
    ]


def corrections() -> list[Case]:
    def corrected(**fields: Any) -> Callable[[Stage], Answer]:
        body = {"name": "Ana", "email": "ana@home.example", **fields}
        return lambda stage: stage.admin.post(f"/admin/chatbot/{stage.visitor.conversation_id}/contact", body)

    def without(field: str) -> Callable[[Stage], Answer]:
        body = {"name": "Ana", "email": "ana@home.example"}
        del body[field]
        return lambda stage: stage.admin.post(f"/admin/chatbot/{stage.visitor.conversation_id}/contact", body)

    def of_nobody(stage: Stage) -> Answer:
        return stage.admin.post("/admin/chatbot/c_nobody0nobody0no/contact", {"name": None, "email": None})

    return [
        Case(404, "conversation_not_found", "a contact", of_nobody),
        Case(400, "field_missing", "a corrected contact without a name", without("name")),
        Case(400, "field_missing", "a corrected contact without an address", without("email")),
        *each(400, "email_invalid", NO_ADDRESSES, lambda stage, email: corrected(email=email)(stage)),
        *each(400, "name_invalid", NO_NAMES, lambda stage, name: corrected(name=name)(stage)),
    ]


NO_ZONES: dict[str, Any] = {"not in the database": "Mars/Olympus", "a folder": "Europe", "a number": 1}


def transcripts() -> list[Case]:
    def asked(**fields: Any) -> Callable[[Stage], Answer]:
        def call(stage: Stage) -> Answer:
            return stage.visitor.api.post("/chatbot/transcript", {"client_id": new_client_id(), **fields})

        return call

    def without_an_address(stage: Stage) -> Answer:
        with background():
            return asked()(stage)

    return [
        Case(409, "contact_missing", "a transcript", without_an_address),
        Case(409, "mail_not_set_up", "a transcript", asked()),
        Case(400, "client_id_invalid", "a transcript", asked(client_id="short")),
        *each(400, "zone_invalid", NO_ZONES, lambda stage, zone: asked(zone=zone)(stage)),
    ]


def openings() -> list[Case]:
    def opened(secret: Any, origin: str | None = ORIGIN) -> Callable[[Stage], Answer]:
        return lambda stage: given(stage, secret, origin)

    def given(stage: Stage, secret: Any, origin: str | None = ORIGIN, widget_token: str | None = None) -> Answer:
        shown = widget_token or stage.shop.site.widget_token
        return Api(origin=origin).post("/chatbot/link", {"widget_token": shown, "secret": secret})

    def unknown_site(stage: Stage) -> Answer:
        return given(stage, "x" * 32, widget_token="pl_nobody_12345678")

    def disabled(stage: Stage) -> Answer:
        return given(stage, "x" * 32, widget_token=stage.disabled.site.widget_token)

    return [
        *each(404, "conversation_link_invalid", FORGED, lambda stage, secret: opened(secret)(stage)),
        *each(400, "secret_invalid", NO_SECRETS, lambda stage, secret: opened(secret)(stage)),
        Case(403, "origin_not_allowed", "a link on another page", opened("x" * 32, "https://evil.example")),
        Case(403, "origin_not_allowed", "a link without an origin", opened("x" * 32, None)),
        Case(403, "widget_token_invalid", "a link of an unknown site", unknown_site),
        Case(403, "site_disabled", "a link", disabled),
    ]

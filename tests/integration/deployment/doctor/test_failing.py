"""Each check fails and reports it if what it examines is broken."""

import dataclasses
import json
import time
from collections.abc import Callable
from email.utils import formatdate
from typing import Any

import pytest

from deployment.doctor import api, client, conversation, pages, sites, sockets
from deployment.doctor.checks import Check, Result, Visit
from deployment.doctor.run import clean_up, run_check, run_checks
from deployment.tables import Tables
from deployment.target import Target
from devtools.ports import free_port
from tests.integration.deployment.doctor.tampering import Answer, Proxy, Tampering

Change = Callable[[Answer], None]


def on(path: str, change: Change, method: str | None = None) -> Tampering:
    """Changes the answers of one path."""

    def answer(answer: Answer) -> None:
        if answer.path.endswith(path) and method in (None, answer.method):
            change(answer)

    return Tampering(answer)


def without(header: str) -> Change:
    return lambda answer: answer.headers.pop(header, None)  # type: ignore[return-value]


def with_header(header: str, value: str) -> Change:
    return lambda answer: answer.headers.__setitem__(header, value)


def answered(status: int, body: str = "") -> Change:
    def change(answer: Answer) -> None:
        answer.status, answer.body = status, body.encode()

    return change


def edited(edit: Callable[[Any], Any]) -> Change:
    def change(answer: Answer) -> None:
        body = json.loads(answer.body)
        edit(body)
        answer.body = json.dumps(body).encode()

    return change


def lax(answer: Answer) -> None:
    """Neither the header nor the page itself has a strict policy."""
    answer.headers["Content-Security-Policy"] = "frame-ancestors 'none'"
    answer.body = answer.body.replace(b"default-src 'none'", b"default-src *")


def without_panel(answer: Answer) -> None:
    answer.body = answer.body.replace(b"panel.js", b"")


def lost(frame: str) -> str | None:
    return None if "ChatMessageReceived" in frame or "resumed" in frame else frame


HTML = "text/html; charset=utf-8"
LATER = formatdate(time.time() + 3600, usegmt=True)

CASES: list[tuple[Check, Tampering, str]] = [
    (api.description, on("/openapi.json", answered(502, "{}")), "502"),
    (api.description, on("/openapi.json", answered(200, "{}")), "no OpenAPI document"),
    (api.errors, on("/session", answered(400, '{"message": "Bad Request"}')), "400 "),
    (api.errors, on("/session", without("X-Request-Id")), "no X-Request-Id"),
    (api.preflight, on("/message", answered(403, "Missing Authentication Token")), "403"),
    (api.preflight, on("/message", without("Access-Control-Allow-Origin")), "Access-Control-Allow-Origin"),
    (
        api.preflight,
        on("/message", with_header("Access-Control-Allow-Headers", "Accept")),
        "lacks authorization",
    ),
    (api.preflight, on("/message", with_header("Access-Control-Allow-Methods", "GET")), "POST is not allowed"),
    (api.cors_on_errors, on("/messages", without("Access-Control-Allow-Origin")), "Access-Control-Allow-Origin"),
    (api.cors_on_errors, on("/messages", without("Access-Control-Expose-Headers")), "cannot read retry-after"),
    (api.unknown_route, on("/call", answered(403, '{"message": "Missing Authentication Token"}')), "403"),
    (api.unknown_route, on("/call", without("Access-Control-Allow-Origin")), "Access-Control-Allow-Origin"),
    (api.unknown_route, on("/call", without("X-Request-Id")), "no X-Request-Id"),
    (api.too_large, on("/session", answered(413, '{"message": "Request Too Long"}')), "413"),
    (api.too_large, on("/session", without("Access-Control-Allow-Origin")), "Access-Control-Allow-Origin"),
    (api.inbox_access, on("/admin/chatbot", answered(200, '{"conversations": []}')), "200"),
    (api.own_clock, on("/openapi.json", with_header("Date", LATER)), "s off the API's"),
    (
        sites.own_origins,
        on("/session", answered(403, '{"error": {"code": "origin_not_allowed"}}')),
        "origin_not_allowed",
    ),
    (
        sites.other_origins,
        on("/session", answered(200, '{"token": "given to anybody"}')),
        "https://doctor.invalid: 200",
    ),
    (sites.unknown_token, on("/session", answered(200, '{"token": "given to anybody"}')), "200"),
    (conversation.visitor_session, on("/session", answered(503, '{"error": {"code": "busy"}}')), "503 busy"),
    (conversation.admin_session, on("/refresh", answered(500, '{"error": {"code": "internal"}}')), "500 internal"),
    (conversation.send, on("/message", answered(504, "Endpoint request timed out")), "504"),
    (conversation.send, on("/message", edited(lambda body: body["message"].update(id=2))), "has the number 2"),
    (conversation.retry, on("/message", lambda answer: setattr(answer, "status", 201)), "returns 201"),
    (conversation.retry, on("/message", edited(lambda body: body["message"].update(id=2))), "another message"),
    (conversation.poll, on("/messages", edited(lambda body: body["messages"].clear())), "the numbers []"),
    (conversation.poll, on("/messages", edited(lambda body: body["messages"].extend(body["messages"]))), "[1, 1]"),
    (conversation.inbox, on("/admin/chatbot", edited(lambda body: body["conversations"].clear())), "not within"),
    (sockets.ticket_once, Tampering(handshake=lambda status: 502), "returns 502"),
    (sockets.ticket_once, Tampering(handshake=lambda status: 101), "a used ticket returns 101"),
    (sockets.no_ticket, Tampering(handshake=lambda status: 101), "returns 101"),
    (sockets.other_origin, Tampering(handshake=lambda status: 101), "returns 101"),
    (sockets.heartbeat, Tampering(frame=lost), "the answer has not arrived within"),
    (sockets.heartbeat, Tampering(frame=lambda frame: '{"type": "resumed", "behind": {}}'), "what the page misses"),
    (sockets.push, Tampering(frame=lost), "the message has not arrived within"),
    (sockets.push, on("/reply", answered(500), "POST"), "/reply: 500"),
    (pages.widget, on("/panel.js", answered(404)), "widget/panel.js: 404"),
    (pages.widget, on("/porchlight.js", without_panel), "names no panel"),
    (pages.widget, on("/porchlight.js", with_header("Content-Type", "binary/octet-stream")), "binary/octet-stream"),
    (pages.widget, on("/porchlight.js", without("Access-Control-Allow-Origin")), "no other site can load it"),
    (pages.widget, on("/porchlight.js", with_header("Cache-Control", "max-age=31536000")), "for too long"),
    (pages.widget, on("/porchlight.js", without("Cache-Control")), "for too long"),
    (pages.dashboard, on("/admin/", answered(403)), "403"),
    (pages.dashboard, on("/app.js", answered(404)), "app.js: 404"),
    (pages.dashboard, on("/app.css", with_header("Content-Type", HTML)), "app.css has the type text/html"),
    (pages.app, on("/service_worker.js", answered(404)), "service_worker.js: 404"),
    (pages.app, on("/service_worker.js", with_header("Cache-Control", "max-age=31536000")), "for too long"),
    (pages.app, on("/manifest.webmanifest", with_header("Content-Type", HTML)), "manifest.webmanifest has the type"),
    (pages.app, on("/icon-192.png", answered(403)), "icons/icon-192.png: 403"),
    (pages.config, on("/config.json", answered(200, '{"api": "https://another.example/api"}')), "another.example"),
    (pages.config, on("/config.json", answered(404)), "config.json: 404"),
    (pages.policy, on("/admin/", lax), "no Content-Security-Policy"),
    (pages.framing, on("/admin/", without("Content-Security-Policy")), "no frame-ancestors"),
]


def run(check: Check, visit: Visit) -> Result:
    return run_check("", check, visit)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "EVENT_SECONDS", 2.0)
    monkeypatch.setattr(conversation, "INBOX_SECONDS", 1.0)


@pytest.mark.parametrize(
    ("check", "tampering", "seen"), CASES, ids=[f"{check.name}: {seen}" for check, _, seen in CASES]
)
def test_a_check_reports_what_is_broken(
    check: Check, tampering: Tampering, seen: str, visit: Visit, proxy: Proxy
) -> None:
    if check in (conversation.send, sockets.push):  # these need a conversation without the messages that they send
        conversation.visitor_session(visit)
    if check is sockets.push:
        conversation.send(visit)
    with proxy.tampers(tampering):
        result = run(check, visit)
    assert result.state == "not ok"
    assert seen in result.seen
    assert result.remedy


def test_behind_a_transparent_proxy_only_the_configured_addresses_differ(behind: Target) -> None:
    found = {(result.name, result.state) for result in run_checks(behind) if not result.ok}
    assert found == {(sockets.address.name, "not ok"), (pages.config.name, "not ok")}


def test_pages_that_receive_no_socket_address(visit: Visit) -> None:
    assert visit.session is not None
    visit.session["socket_url"] = None
    assert "pages only poll" in run(sockets.address, visit).seen


def test_without_a_socket_the_socket_checks_are_not_tried(visit: Visit) -> None:
    visit.target = dataclasses.replace(visit.target, socket=None)
    for check in (sockets.ticket_once, sockets.no_ticket, sockets.other_origin, sockets.heartbeat, sockets.push):
        assert (run(check, visit).state, run(check, visit).seen) == ("not tried", "the stage has no socket")


def test_missing_tables_are_reported(behind: Target) -> None:
    target = dataclasses.replace(behind, tables=Tables(behind.tables.client, "porchlight-nowhere-"))
    results = {result.name: result for result in run_checks(target)}
    for check in (sites.own_origins, conversation.temporary_site):
        assert results[check.name].state == "not ok"
        assert "ResourceNotFoundException" in results[check.name].seen
    for check in (conversation.send, sockets.push, clean_up):
        assert results[check.name].state == "not tried"


def test_an_unreachable_api_is_one_line_for_each_check_without_a_traceback(behind: Target) -> None:
    target = dataclasses.replace(behind, api=f"http://localhost:{free_port()}/api")
    results = {result.name: result for result in run_checks(target)}
    assert results[api.description.name].state == "not ok"
    assert results[sockets.push.name].state == "not tried"
    assert results[pages.widget.name].state == "ok"
    assert results[clean_up.name].state == "ok"


def test_framing_is_not_tried_if_s3_serves_the_pages(visit: Visit) -> None:
    visit.target = dataclasses.replace(visit.target, dashboard="https://bucket.s3.eu-central-1.amazonaws.com/admin/x")
    assert run(pages.framing, visit).state == "not tried"


def test_a_wrong_clock_of_lambda_is_reported(visit: Visit) -> None:
    assert visit.first is not None
    for off in (-60_000, 60_000):
        visit.first = {**visit.first, "sent_at": int(visit.first_at * 1000) + off}
        result = run(conversation.lambda_clock, visit)
        assert result.state == "not ok"
        assert " s off" in result.seen


def test_rows_that_cannot_be_deleted_are_reported(healthy: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    visit = Visit(healthy)
    conversation.temporary_site(visit)
    with monkeypatch.context() as refused:
        refused.setattr(Tables, "delete", lambda self, noun, key: None)
        result = run(clean_up, visit)
    assert result.state == "not ok"
    assert result.seen == "3 rows could not be deleted"
    assert run(clean_up, visit).ok

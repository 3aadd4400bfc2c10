"""Each check fails when the one thing that it looks at is broken, and says so; and it is ok when nothing is."""

import dataclasses
import json
import time
from collections.abc import Callable
from email.utils import formatdate
from typing import Any

import pytest

from deployment.doctor import conversation, pages, rest, rows, running, sites, socket_client, sockets
from deployment.doctor.checks import Check, Look
from deployment.doctor.scene import Scene
from deployment.target import Tables, Target
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
    """Neither the header nor the page itself has a strict policy any more."""
    answer.headers["Content-Security-Policy"] = "frame-ancestors 'none'"
    answer.body = answer.body.replace(b"default-src 'none'", b"default-src *")


def without_panel(answer: Answer) -> None:
    answer.body = answer.body.replace(b"panel.js", b"")


def lost(frame: str) -> str | None:
    return None if "ChatMessageReceived" in frame or "resumed" in frame else frame


HTML = "text/html; charset=utf-8"
LATER = formatdate(time.time() + 3600, usegmt=True)

CASES: list[tuple[Look, Tampering, str]] = [
    (rest.description, on("/openapi.json", answered(502, "{}")), "502"),
    (rest.description, on("/openapi.json", answered(200, "{}")), "no OpenAPI document"),
    (rest.refusals, on("/session", answered(400, '{"message": "Bad Request"}')), "400 "),
    (rest.refusals, on("/session", without("X-Request-Id")), "no X-Request-Id"),
    (rest.preflight, on("/message", answered(403, "Missing Authentication Token")), "403"),
    (rest.preflight, on("/message", without("Access-Control-Allow-Origin")), "Access-Control-Allow-Origin"),
    (
        rest.preflight,
        on("/message", with_header("Access-Control-Allow-Headers", "Accept")),
        "lacks authorization",
    ),
    (rest.preflight, on("/message", with_header("Access-Control-Allow-Methods", "GET")), "POST is not allowed"),
    (rest.cors_on_errors, on("/messages", without("Access-Control-Allow-Origin")), "Access-Control-Allow-Origin"),
    (rest.cors_on_errors, on("/messages", without("Access-Control-Expose-Headers")), "cannot read retry-after"),
    (rest.unknown_route, on("/call", answered(403, '{"message": "Missing Authentication Token"}')), "403"),
    (rest.unknown_route, on("/call", without("Access-Control-Allow-Origin")), "Access-Control-Allow-Origin"),
    (rest.unknown_route, on("/call", without("X-Request-Id")), "no X-Request-Id"),
    (rest.too_large, on("/session", answered(413, '{"message": "Request Too Long"}')), "413"),
    (rest.too_large, on("/session", without("Access-Control-Allow-Origin")), "Access-Control-Allow-Origin"),
    (rest.closed_inbox, on("/admin/chatbot", answered(200, '{"conversations": []}')), "200"),
    (rest.own_clock, on("/openapi.json", with_header("Date", LATER)), "s off the API's"),
    (sites.own_pages, on("/session", answered(403, '{"error": {"code": "origin_not_allowed"}}')), "origin_not_allowed"),
    (sites.other_pages, on("/session", answered(200, '{"token": "given to anybody"}')), "https://doctor.invalid: 200"),
    (sites.made_up_token, on("/session", answered(200, '{"token": "given to anybody"}')), "200"),
    (conversation.visitor_session, on("/session", answered(503, '{"error": {"code": "busy"}}')), "503 busy"),
    (conversation.admin_session, on("/refresh", answered(500, '{"error": {"code": "internal"}}')), "500 internal"),
    (conversation.send, on("/message", answered(504, "Endpoint request timed out")), "504"),
    (conversation.send, on("/message", edited(lambda body: body["message"].update(id=2))), "has the number 2"),
    (conversation.retry, on("/message", lambda answer: setattr(answer, "status", 201)), "answered 201"),
    (conversation.retry, on("/message", edited(lambda body: body["message"].update(id=2))), "another message"),
    (conversation.poll, on("/messages", edited(lambda body: body["messages"].clear())), "the numbers []"),
    (conversation.poll, on("/messages", edited(lambda body: body["messages"].extend(body["messages"]))), "[1, 1]"),
    (conversation.inbox, on("/admin/chatbot", edited(lambda body: body["conversations"].clear())), "not within"),
    (sockets.ticket_once, Tampering(handshake=lambda status: 502), "answered 502"),
    (sockets.ticket_once, Tampering(handshake=lambda status: 101), "a used ticket is answered 101"),
    (sockets.no_ticket, Tampering(handshake=lambda status: 101), "answered 101"),
    (sockets.other_origin, Tampering(handshake=lambda status: 101), "answered 101"),
    (sockets.heartbeat, Tampering(frame=lost), "the answer has not come within"),
    (sockets.heartbeat, Tampering(frame=lambda frame: '{"type": "resumed", "behind": {}}'), "what the page misses"),
    (sockets.push, Tampering(frame=lost), "the message has not come within"),
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
    (pages.config, on("/config.json", answered(200, '{"api": "https://another.example/api"}')), "another.example"),
    (pages.config, on("/config.json", answered(404)), "config.json: 404"),
    (pages.policy, on("/admin/", lax), "no Content-Security-Policy"),
    (pages.framing, on("/admin/", without("Content-Security-Policy")), "no frame-ancestors"),
]


def looked(look: Look, scene: Scene) -> Check:
    return running.made("", look, scene)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket_client, "HEARING_SECONDS", 2.0)
    monkeypatch.setattr(conversation, "INBOX_SECONDS", 1.0)


@pytest.mark.parametrize(("look", "tampering", "seen"), CASES, ids=[f"{look.name}: {seen}" for look, _, seen in CASES])
def test_a_check_sees_what_is_broken(look: Look, tampering: Tampering, seen: str, scene: Scene, proxy: Proxy) -> None:
    if look in (conversation.send, sockets.push):  # what they send has been sent in this conversation
        conversation.visitor_session(scene)
    if look is sockets.push:
        conversation.send(scene)
    with proxy.tampers(tampering):
        check = looked(look, scene)
    assert check.state == "not ok"
    assert seen in check.seen
    assert check.remedy


def test_behind_a_proxy_that_breaks_nothing_only_the_addresses_that_the_run_names_are_elsewhere(behind: Target) -> None:
    found = {(check.name, check.state) for check in running.run(behind) if not check.ok}
    assert found == {(sockets.address.name, "not ok"), (pages.config.name, "not ok")}


def test_pages_that_are_told_of_no_socket(scene: Scene) -> None:
    assert scene.session is not None
    scene.session["socket_url"] = None
    assert "pages only poll" in looked(sockets.address, scene).seen


def test_a_stage_without_a_socket_has_nothing_to_open(scene: Scene) -> None:
    scene.target = dataclasses.replace(scene.target, socket=None)
    for look in (sockets.ticket_once, sockets.no_ticket, sockets.other_origin, sockets.heartbeat, sockets.push):
        assert (looked(look, scene).state, looked(look, scene).seen) == ("not tried", "the stage has no socket")


def test_tables_that_are_not_there(behind: Target) -> None:
    target = dataclasses.replace(behind, tables=Tables(behind.tables.client, "porchlight-nowhere-"))
    checks = {check.name: check for check in running.run(target)}
    for look in (sites.own_pages, conversation.own_site):
        assert checks[look.name].state == "not ok"
        assert "ResourceNotFoundException" in checks[look.name].seen
    for look in (conversation.send, sockets.push, running.nothing_left):
        assert checks[look.name].state == "not tried"


def test_an_api_that_is_not_there_is_one_line_for_each_check_and_no_trace(behind: Target) -> None:
    target = dataclasses.replace(behind, api=f"http://localhost:{free_port()}/api")
    checks = {check.name: check for check in running.run(target)}
    assert checks[rest.description.name].state == "not ok"
    assert checks[sockets.push.name].state == "not tried"
    assert checks[pages.widget.name].state == "ok"
    assert checks[running.nothing_left.name].state == "ok"


def test_pages_that_s3_serves_itself_have_no_header_for_frames(scene: Scene) -> None:
    scene.target = dataclasses.replace(scene.target, dashboard="https://bucket.s3.eu-central-1.amazonaws.com/admin/x")
    assert looked(pages.framing, scene).state == "not tried"


def test_a_lambda_whose_clock_is_off(scene: Scene) -> None:
    assert scene.first is not None
    for off in (-60_000, 60_000):
        scene.first = {**scene.first, "sent_at": int(scene.first_at * 1000) + off}
        check = looked(conversation.lambda_clock, scene)
        assert check.state == "not ok"
        assert " s off" in check.seen


def test_rows_that_cannot_be_deleted(healthy: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = Scene(healthy)
    conversation.own_site(scene)
    with monkeypatch.context() as refused:
        refused.setattr(rows, "delete", lambda tables, noun, key: None)
        check = looked(running.nothing_left, scene)
    assert check.state == "not ok"
    assert check.seen == "3 rows could not be deleted"
    assert looked(running.nothing_left, scene).ok

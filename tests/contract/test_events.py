"""Every event that reaches the Lambda is answered as the OpenAPI document describes, without an internal error."""

import json
from typing import Any

import pytest
from chalice.local import LambdaContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import app
from tests.api_client import Shop, gateway
from tests.contract import conformance
from tests.contract.events import EVENTS, HEADERS, event
from tests.contract.generators import TEXTS
from tests.integration import sockets
from tests.integration.log_lines import logged
from tests.integration.sockets import Socket

CONTEXT = LambdaContext(function_name="api", memory_size=1024, max_runtime_ms=29_000)


def examples(request: pytest.FixtureRequest) -> settings:
    return settings(
        max_examples=request.config.getoption("--events"),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


@pytest.mark.timeout(3600)
def test_any_event_is_answered_as_documented_without_an_internal_error(request: pytest.FixtureRequest) -> None:
    gateway()  # the same app, with a current request for each thread
    shop = Shop()
    visitor = shop.visitor()
    visitor.send()
    tokens = {"visitor": visitor.api.token or "", "admin": shop.admin().token or ""}

    @examples(request)
    @given(EVENTS)
    def any_event(made: dict[str, Any]) -> None:
        with logged() as log:
            answer = app.app(event(made, tokens, visitor.conversation_id), CONTEXT)
        assert not log.errors, log.text
        assert answer["headers"]["X-Request-Id"]
        assert answer["headers"]["Access-Control-Allow-Origin"] == "*"
        answer["body"].encode()
        path = made["call"].path.replace("{", "").replace("}", "")
        media_type = answer["headers"]["Content-Type"].partition(";")[0]
        body = json.loads(answer["body"]) if media_type == conformance.JSON else answer["body"]
        conformance.check_answer(made["call"].method, path, answer["statusCode"], body, media_type)
        assert answer["statusCode"] < 500

    any_event()


@pytest.mark.timeout(3600)
def test_any_handshake_without_a_ticket_is_refused_without_an_internal_error(request: pytest.FixtureRequest) -> None:
    offers = st.lists(st.sampled_from(["porchlight.v1", "ticket.", "ticket.kq3Vd1cN0yFhS7uG2bTzXw"]) | TEXTS)

    @examples(request)
    @given(HEADERS, offers.map(",".join) | st.none())
    def any_handshake(headers: dict[str, str | None] | None, offered: str | None) -> None:
        event = Socket(None).event("CONNECT", "$connect")
        event["headers"] = headers if offered is None else {**(headers or {}), "Sec-WebSocket-Protocol": offered}
        with logged() as log, sockets.over_http():
            answer = sockets.answered(app.websocket_connect(event, None))
        assert not log.errors, log.text
        assert (answer["statusCode"], json.loads(answer["body"])["error"]["code"]) == (401, "ticket_invalid")

    any_handshake()


@pytest.mark.parametrize("body", [None, "", 5, "\ud800"])
def test_a_message_event_without_a_text_is_an_invalid_frame(body: Any) -> None:
    socket = sockets.admins(Shop().admin())
    event = socket.event("MESSAGE", "$default", messageId="m-1")
    with logged() as log, sockets.over_http():
        sockets.answered(app.websocket_message({**event, "body": body}, None))
    assert not log.errors
    assert [frame["error"]["code"] for frame in socket.received] == ["frame_invalid"]

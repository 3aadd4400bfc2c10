"""The log of a whole conversation: useful, and without the texts of messages and without secrets."""

import re
from collections.abc import Callable

import pytest
from pynamodb.exceptions import GetError

from chalicelib import logs
from chalicelib.metrics import Metric
from chalicelib.realtime import fanout
from chalicelib.storage import connections
from devtools.folders import ROOT
from tests.api_client import PASSWORD, Answer, Api, Seat, Shop, across
from tests.integration import sockets
from tests.integration.background import background, record
from tests.integration.engine import failing, refuses
from tests.integration.log_lines import LogLines, logged
from tests.integration.management_api import management_api
from tests.unit.deployment.templates import watch_template

WORDS = "my-card-number-is-4111"
KEYWORDS = re.compile(r"SOURCE|fields|filter|stats|sort|limit|by|as|desc|asc|like|in|and|or")


def whole_conversation() -> tuple[LogLines, list[str]]:
    """Makes all kinds of calls, refused and failing ones included. Returns the log, and the secrets that were used."""
    with logged() as log:
        shop = Shop()
        visitor = shop.visitor()
        email = shop.account()
        admin = Api(Api().post("/admin/session", {"email": email, "password": PASSWORD}).body["token"])
        Api().post("/admin/session", {"email": email, "password": f"{PASSWORD} but wrong"})
        maya = across(admin, visitor.conversation_id)
        visitor.send(WORDS, client_id="written-twice")
        visitor.send(WORDS, client_id="written-twice")
        hearing = [sockets.visitors(visitor.api), sockets.admins(admin)]
        maya.send(WORDS, after=1)
        maya.send(WORDS * 400, after=1)
        visitor.mark_read(2)
        visitor.drained()
        admin.get("/admin/chatbot")
        Api(f"{visitor.api.token}x").get("/chatbot/messages")
        hearing[0].connect()
        hearing[0].send_frame(WORDS)
        hearing[0].send_frame({"type": WORDS})
        management_api().statuses[hearing[1].id] = 500
        visitor.send(WORDS, after=2)
        with failing("TransactWriteItems", refuses("AccessDeniedException")):
            visitor.send(WORDS, after=3)
        with failing("Query", *[refuses("AccessDeniedException")]):
            visitor.send(WORDS, after=3)
        as_pages_do(visitor.api.token, admin.token, visitor.conversation_id)
        in_the_background(visitor.conversation_id)
        refused_mail(admin, f"noor.{email}")
        hearing[0].close()
    tickets = [socket.ticket or "" for socket in hearing]
    return log, [WORDS, PASSWORD, shop.site.widget_token, visitor.api.token or "", admin.token or "", *tickets]


def in_the_background(conversation_id: str) -> None:
    """Records and jobs, of which some fail."""
    with background() as work:
        work.deliver(conversation_id)
        work.run_due()
        unreadable = {"conversation_id": {"S": conversation_id}, "id": {"S": "no number"}, "body": {"S": WORDS}}
        work.deliver_records([record(unreadable)])
        with failing("GetItem", refuses("AccessDeniedException")), pytest.raises(GetError):
            work.run({"job": "unread_check", "conversation_id": conversation_id, "mark": 0})


def refused_mail(owner: Api, email: str) -> None:
    """A link for an address that SES does not deliver to."""
    with background() as work:
        work.suppressed.put(email, "BOUNCE")
        owner.post("/admin/invitations", {"email": email, "role": "agent", "password": PASSWORD})


def as_pages_do(visitor: str | None, admin: str | None, conversation_id: str) -> None:
    """Calls with the token in the body: answered, refused, and failing ones."""
    page, dashboard = Api(visitor, simple=True), Api(admin, simple=True)
    page.post("/chatbot/message", {"client_id": "simple-01", "body": WORDS, "after": 4})
    page.post("/chatbot/messages", {"since_id": visitor})
    page.post("/chatbot/ticket", {"extra": 1})
    page.post("/chatbot/ticket", authorization=f"Bearer {visitor}")
    dashboard.post("/admin/chatbot", {"limit": 1})
    dashboard.post(f"/admin/chatbot/{conversation_id}/messages", {admin: 1})
    Api(f"{admin}x", simple=True).post("/admin/chatbot", {})
    with failing("GetItem", refuses("AccessDeniedException")):
        page.post("/chatbot/messages", {})


def test_no_text_and_no_secret_is_in_any_line() -> None:
    log, secrets = whole_conversation()
    assert len(log.entries) > 20
    assert log.errors  # the lines with a trace are among them
    for secret in secrets:
        assert secret not in log.text


def test_every_call_has_a_line_with_its_route_status_request_id_and_duration() -> None:
    visitor = Shop().visitor()
    with logged() as log:
        visitor.send("")
    (line,) = log.events("request")
    assert (line["method"], line["route"], line["status"]) == ("POST", "/chatbot/message", 400)
    assert line["code"] == "message_empty"
    assert line["request_id"]
    assert line["function"]
    assert line["conversation_id"] == visitor.conversation_id
    assert line["ms"] > 0


@pytest.mark.parametrize(
    ("method", "read"),
    [
        ("GET", lambda seat: seat.messages(0)),
        ("POST", lambda seat: Api(seat.api.token, simple=True).post("/chatbot/messages", {})),
    ],
)
def test_a_read_by_get_and_by_post_has_the_same_line_except_its_method(
    method: str, read: Callable[[Seat], Answer]
) -> None:
    visitor = Shop().visitor()
    visitor.send()
    with logged() as log:
        assert read(visitor).status == 200
    (line,) = log.events("request")
    assert (line["method"], line["route"], line["status"]) == (method, "/chatbot/messages", 200)
    assert line["conversation_id"] == visitor.conversation_id


def test_every_socket_event_has_a_line_with_its_route_status_request_id_and_duration() -> None:
    visitor = Shop().visitor()
    visitor.send()
    with logged() as log:
        socket = sockets.visitors(visitor.api)
        socket.send_frame({"type": "resume", "cursors": {visitor.conversation_id: 0}})
        socket.send_frame({"type": WORDS})
        socket.close()
    lines = log.events("socket")
    assert [(line["route"], line["status"], line["code"]) for line in lines] == [
        ("$connect", 200, None),
        ("$default", 200, None),
        ("$default", 400, "frame_unknown"),
        ("$disconnect", 200, None),
    ]
    assert [(line["reply"], line["outcome"]) for line in lines[1:3]] == [
        ("resumed", "delivered"),
        ("error", "delivered"),
    ]
    assert lines[1]["conversation_id"] == visitor.conversation_id
    assert len({line["gateway_request_id"] for line in lines}) == 4
    assert all(line["connection_id"] == socket.id and line["ms"] > 0 for line in lines)


def test_every_line_of_a_call_has_its_request_id_and_its_conversation() -> None:
    visitor = Shop().visitor()
    visitor.send()
    hearing = sockets.visitors(visitor.api)
    management_api().statuses[hearing.id] = 500
    with logged() as log:
        visitor.send(after=1)
    (warning,) = log.events("fan_out_incomplete")
    (line,) = log.events("request")
    assert (warning["request_id"], warning["conversation_id"]) == (line["request_id"], visitor.conversation_id)
    with failing("GetItem", refuses("AccessDeniedException")), logged() as log:
        visitor.messages(0)
    (failure,) = log.events("handler_failed")
    assert (failure["route"], failure["conversation_id"]) == ("/chatbot/messages", visitor.conversation_id)


def test_lines_of_the_fan_out_s_threads_have_the_request_id_of_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = Shop().visitor()
    visitor.send()
    management_api().statuses[sockets.visitors(visitor.api).id] = 410
    monkeypatch.setattr(fanout, "HANDSHAKE_SECONDS", -1)
    monkeypatch.setattr(connections, "forget", lambda *_: logs.info("deleting"))
    with logged() as log:
        visitor.send(after=1)
    (deleting,) = log.events("deleting")
    (line,) = log.events("request")
    assert deleting["request_id"] == line["request_id"]


def test_a_socket_handler_that_fails_logs_its_line_and_its_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = Shop().visitor()
    visitor.send()
    socket = sockets.visitors(visitor.api)
    with failing("GetItem", refuses("AccessDeniedException")), logged() as log, pytest.raises(GetError):
        socket.send_frame({"type": "resume", "cursors": {}})
    (failure,) = log.events("handler_failed")
    (line,) = log.events("socket")
    assert (line["status"], line["code"]) == (500, "internal")
    assert failure["gateway_request_id"] == line["gateway_request_id"]


def test_a_text_in_place_of_a_conversation_s_id_is_not_logged() -> None:
    admin = Shop().admin()
    with logged() as log:
        admin.get(f"/admin/chatbot/{WORDS}/messages")
    assert WORDS not in log.text
    assert "conversation_id" not in log.events("request")[0]


def test_queries_of_the_runbook_and_the_dashboard_use_existing_fields() -> None:
    page = (ROOT / "docs" / "runbook.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```(\w*)\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    queries = [text for language, text in blocks if not language]
    queries += [widget["query"] for widget in watch_template.widgets("log")]
    log, _ = whole_conversation()
    known = {name for entry in log.entries for name in entry} | {metric.value for metric in Metric} | {"faults"}
    assert len(queries) > 10
    for query in queries:
        assert fields_of(query) <= known, query


def fields_of(query: str) -> set[str]:
    """The fields in a query of CloudWatch Logs Insights, except its own, which begin with `@`."""
    bare = re.sub(r"'[^']*'|/[^/]*/|@\w+|\b\w+(?=\()", " ", query)
    named = set(re.findall(r"\bas (\w+)", bare))
    words = set(re.findall(r"\b[A-Za-z_]\w*", bare)) - named
    return {word for word in words if not KEYWORDS.fullmatch(word)}

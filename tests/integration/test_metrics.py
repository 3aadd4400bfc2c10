"""The metrics of calls, which CloudWatch reads from their log lines."""

from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.identity import tokens
from chalicelib.identity.keys import Keys
from chalicelib.realtime.gateway import Outcome
from tests.api_client import PASSWORD, Api, Seat, Shop, across
from tests.integration import sockets
from tests.integration.engine import failing, refuses
from tests.integration.log_lines import LogLines, logged
from tests.integration.management_api import management_api
from tests.metrics import of_line, switched_on


@pytest.fixture(autouse=True)
def with_metrics() -> Iterator[None]:
    with switched_on():
        yield


def metrics_of(log: LogLines, event: str = "request") -> dict[str, Any]:
    """The metrics of the one call in this log. Times vary, so they are True."""
    (line,) = log.events(event)
    metrics = of_line(line)
    return {name: value if not name.endswith("Time") else value >= 0 for name, value in metrics.items()}


def test_a_send_reports_its_sender_its_duration_and_its_pushes(shop: Shop, visitor: Seat) -> None:
    sockets.visitors(visitor.api)
    sockets.admins(shop.admin())
    with logged() as log:
        visitor.send(after=1)
    assert metrics_of(log) == {
        "VisitorMessages": 1,
        "SendTime": True,
        "FanOutTime": True,
        "FanOutSize": 2,
        "PushesDelivered": 2,
    }
    with logged() as log:
        across(shop.admin(), visitor.conversation_id).send(after=2)
    reply = [line for line in log.events("request") if line["route"].endswith("/reply")]
    assert [of_line(line)["AdminMessages"] for line in reply] == [1]


def test_a_retry_that_finds_its_message_is_counted_as_a_retry(visitor: Seat) -> None:
    visitor.send(after=1, client_id="sent-twice")
    with logged() as log:
        visitor.send(after=1, client_id="sent-twice")
    assert metrics_of(log) == {"RepeatedSends": 1, "SendTime": True}


def test_the_server_s_own_retries_and_their_cause_are_counted(visitor: Seat) -> None:
    throttled = refuses("TransactionCanceledException", ("ThrottlingError", "None"))
    conflict = refuses("TransactionCanceledException", ("None", "TransactionConflict"))
    with failing("TransactWriteItems", throttled, conflict), logged() as log:
        assert visitor.send(after=1).status == 201
    metrics = metrics_of(log)
    assert (metrics["AppendRetries"], metrics["StoreThrottled"]) == (2, 1)


@pytest.mark.parametrize(
    ("status", "metric"), [(410, "PushesGone"), (429, "PushesThrottled"), (403, "PushesFailed"), (500, "PushesFailed")]
)
def test_every_outcome_of_a_push_is_counted(visitor: Seat, status: int, metric: str) -> None:
    hearing = sockets.visitors(visitor.api)
    management_api().statuses[hearing.id] = status
    with logged() as log:
        visitor.send(after=1)
    assert metrics_of(log)[metric] == 1


def test_a_fan_out_that_cannot_read_its_audience_is_counted_as_failed(visitor: Seat) -> None:
    with failing("Query", refuses("AccessDeniedException")), logged() as log:
        assert visitor.send(after=1).status == 201
    assert metrics_of(log)["PushesFailed"] == 1


def test_a_page_of_messages_is_timed(visitor: Seat) -> None:
    with logged() as log:
        visitor.messages(0)
    assert metrics_of(log) == {"PageTime": True}


def test_a_heartbeat_of_a_page_that_missed_messages_is_counted_and_any_other_is_not(
    visitor: Seat,
) -> None:
    socket = sockets.visitors(visitor.api)
    for cursor, metrics in ((0, {"ConversationsBehind": 1}), (1, {})):
        with logged() as log:
            socket.send_frame({"type": "resume", "cursors": {visitor.conversation_id: cursor}})
        assert metrics_of(log, "socket") == metrics


def test_an_idle_dashboard_reports_no_metrics_and_so_costs_nothing(shop: Shop) -> None:
    admin = shop.admin()
    socket = sockets.admins(admin)
    with logged() as log:
        admin.get("/admin/chatbot")
        socket.send_frame({"type": "resume", "cursors": {}})
        socket.send_frame({"type": "ping"})
    assert [of_line(line) for line in log.entries] == [{}, {}, {}]


@pytest.mark.parametrize(
    ("call", "metric"),
    [
        (lambda visitor: visitor.send(""), "Refusals"),
        (lambda visitor: Api("nobody").get("/chatbot/messages"), "Refusals"),
    ],
    ids=["empty message", "bad token"],
)
def test_a_refusal_is_counted_by_its_kind_and_its_code_is_in_the_line(visitor: Seat, call: Any, metric: str) -> None:
    with logged() as log:
        code = call(visitor).code
    assert metrics_of(log) == {metric: 1}
    assert log.events("request")[0]["code"] == code


def test_a_failure_and_a_busy_store_are_counted_separately(visitor: Seat) -> None:
    with failing("GetItem", refuses("AccessDeniedException")), logged() as log:
        assert visitor.messages(0).status == 500
    assert metrics_of(log) == {"Failures": 1, "PageTime": True}
    with failing("GetItem", refuses("ThrottlingException")), logged() as log:
        assert visitor.messages(0).status == 503
    assert metrics_of(log) == {"Busy": 1, "StoreThrottled": 1, "PageTime": True}


def test_a_limited_call_and_a_failed_sign_in_are_counted(shop: Shop) -> None:
    account = {"email": shop.account(), "password": f"not {PASSWORD}"}
    with logged() as log:
        while Api(address="198.51.100.77").post("/admin/session", account).status == 401:
            pass  # each failure makes the next attempt wait, twice as long as the one before
    *wrong, slowed = [of_line(line) for line in log.events("request")]
    assert wrong
    assert all(line == {"SignInFailures": 1, "Refusals": 1} for line in wrong)
    assert slowed == {"Limited": 1}


def test_an_answer_that_cannot_be_posted_to_its_socket_is_counted(visitor: Seat) -> None:
    socket = sockets.visitors(visitor.api)
    management_api().statuses[socket.id] = 403
    with logged() as log:
        socket.send_frame({"type": "ping"})
    assert metrics_of(log, "socket") == {"PushesFailed": 1}
    assert log.events("socket")[0]["outcome"] == Outcome.FAILED.value


def test_signing_keys_that_cannot_be_read_are_counted(visitor: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "keys", lambda: Keys(lambda: "short"))
    with logged() as log:
        assert visitor.messages(0).status == 500
    assert metrics_of(log) == {"Failures": 1, "KeysNotRead": 1}


def test_each_call_has_at_most_one_line_with_metrics(shop: Shop, visitor: Seat) -> None:
    with logged() as log:
        visitor.send(after=1)
        visitor.messages(0)
        visitor.send("")
    assert [entry["event"] for entry in log.entries if "_aws" in entry] == ["request"] * 3

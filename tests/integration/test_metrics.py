"""What CloudWatch is told of calls, in their own log lines."""

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


def told(log: LogLines, event: str = "request") -> dict[str, Any]:
    """The metrics of the one call in this log. Times, which are none of a test's business, are True."""
    (line,) = log.events(event)
    metrics = of_line(line)
    return {name: value if not name.endswith("Time") else value >= 0 for name, value in metrics.items()}


def test_a_send_tells_who_sent_how_long_it_took_and_whom_it_reached(shop: Shop, visitor: Seat) -> None:
    sockets.visitors(visitor.api)
    sockets.admins(shop.admin())
    with logged() as log:
        visitor.send(after=1)
    assert told(log) == {
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


def test_a_retry_that_finds_its_message_is_told_as_one(visitor: Seat) -> None:
    visitor.send(after=1, client_id="sent-twice")
    with logged() as log:
        visitor.send(after=1, client_id="sent-twice")
    assert told(log) == {"RepeatedSends": 1, "SendTime": True}


def test_the_server_s_own_retries_and_what_made_them_are_told(visitor: Seat) -> None:
    throttled = refuses("TransactionCanceledException", ("ThrottlingError", "None"))
    conflict = refuses("TransactionCanceledException", ("None", "TransactionConflict"))
    with failing("TransactWriteItems", throttled, conflict), logged() as log:
        assert visitor.send(after=1).status == 201
    metrics = told(log)
    assert (metrics["AppendRetries"], metrics["StoreThrottled"]) == (2, 1)


@pytest.mark.parametrize(
    ("status", "metric"), [(410, "PushesGone"), (429, "PushesThrottled"), (403, "PushesFailed"), (500, "PushesFailed")]
)
def test_every_way_in_which_a_push_ends_is_told(visitor: Seat, status: int, metric: str) -> None:
    hearing = sockets.visitors(visitor.api)
    management_api().statuses[hearing.id] = status
    with logged() as log:
        visitor.send(after=1)
    assert told(log)[metric] == 1


def test_a_fan_out_that_cannot_read_its_audience_is_told_as_failed(visitor: Seat) -> None:
    with failing("Query", refuses("AccessDeniedException")), logged() as log:
        assert visitor.send(after=1).status == 201
    assert told(log)["PushesFailed"] == 1


def test_a_page_of_messages_is_timed(visitor: Seat) -> None:
    with logged() as log:
        visitor.messages(0)
    assert told(log) == {"PageTime": True}


def test_what_a_socket_s_page_is_found_to_have_missed_is_told_and_a_heartbeat_that_finds_nothing_is_not(
    visitor: Seat,
) -> None:
    socket = sockets.visitors(visitor.api)
    for cursor, metrics in ((0, {"ConversationsBehind": 1}), (1, {})):
        with logged() as log:
            socket.say({"type": "resume", "cursors": {visitor.conversation_id: cursor}})
        assert told(log, "socket") == metrics


def test_an_idle_dashboard_tells_nothing_and_so_costs_nothing(shop: Shop) -> None:
    admin = shop.admin()
    socket = sockets.admins(admin)
    with logged() as log:
        admin.get("/admin/chatbot")
        socket.say({"type": "resume", "cursors": {}})
        socket.say({"type": "ping"})
    assert [of_line(line) for line in log.entries] == [{}, {}, {}]


@pytest.mark.parametrize(
    ("call", "metric"),
    [
        (lambda visitor: visitor.send(""), "Refusals"),
        (lambda visitor: Api("nobody").get("/chatbot/messages"), "Refusals"),
    ],
    ids=["empty message", "bad token"],
)
def test_a_refusal_is_told_by_its_kind_and_its_code_is_in_the_line(visitor: Seat, call: Any, metric: str) -> None:
    with logged() as log:
        code = call(visitor).code
    assert told(log) == {metric: 1}
    assert log.events("request")[0]["code"] == code


def test_a_fault_of_ours_and_a_busy_store_are_told_apart(visitor: Seat) -> None:
    with failing("GetItem", refuses("AccessDeniedException")), logged() as log:
        assert visitor.messages(0).status == 500
    assert told(log) == {"Failures": 1, "PageTime": True}
    with failing("GetItem", refuses("ThrottlingException")), logged() as log:
        assert visitor.messages(0).status == 503
    assert told(log) == {"Busy": 1, "StoreThrottled": 1, "PageTime": True}


def test_what_is_too_much_is_told_as_limited_and_a_wrong_password_as_a_failed_sign_in(shop: Shop) -> None:
    account = {"email": shop.account(), "password": f"not {PASSWORD}"}
    with logged() as log:
        while Api(address="198.51.100.77").post("/admin/session", account).status == 401:
            pass  # each failure makes the next attempt wait, twice as long as the one before
    *wrong, slowed = [of_line(line) for line in log.events("request")]
    assert wrong
    assert all(line == {"SignInFailures": 1, "Refusals": 1} for line in wrong)
    assert slowed == {"Limited": 1}


def test_an_answer_on_a_socket_that_cannot_be_posted_is_told(visitor: Seat) -> None:
    socket = sockets.visitors(visitor.api)
    management_api().statuses[socket.id] = 403
    with logged() as log:
        socket.say({"type": "ping"})
    assert told(log, "socket") == {"PushesFailed": 1}
    assert log.events("socket")[0]["outcome"] == Outcome.FAILED.value


def test_signing_keys_that_cannot_be_read_are_told(visitor: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "keys", lambda: Keys(lambda: "short"))
    with logged() as log:
        assert visitor.messages(0).status == 500
    assert told(log) == {"Failures": 1, "KeysNotRead": 1}


def test_each_call_is_one_line_with_metrics_at_most(shop: Shop, visitor: Seat) -> None:
    with logged() as log:
        visitor.send(after=1)
        visitor.messages(0)
        visitor.send("")
    assert [entry["event"] for entry in log.entries if "_aws" in entry] == ["request"] * 3

"""A message is stored once, however often it is sent and whatever fails on the way."""

import itertools
import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest

from chalicelib.chat import append
from tests.api_client import Answer, Seat, Shop, across
from tests.integration import sockets
from tests.integration.engine import (
    Crash,
    Forward,
    Rule,
    dies_after,
    dies_before,
    failing,
    hides_a_row,
    interposed,
    loses_answer,
    refuses,
    seen,
    unreachable,
    writes,
)
from tests.integration.log_lines import logged

PLACE = "TransactWriteItems"

PASSING_FAULTS = {
    "two transactions on one item": refuses("TransactionCanceledException", ("None", "TransactionConflict")),
    "a throttled item": refuses("TransactionCanceledException", ("ThrottlingError", "None")),
    "an item beyond its throughput": refuses("TransactionCanceledException", ("ProvisionedThroughputExceeded", "None")),
    "throttling": refuses("ThrottlingException"),
    "too many requests": refuses("ProvisionedThroughputExceededException"),
    "a fault of the store": refuses("InternalServerError"),
    "the same transaction under way": refuses("TransactionInProgressException"),
    "no answer, nothing stored": unreachable,
    "no answer, stored all the same": loses_answer,
}


def bodies(seat: Seat) -> list[tuple[int, str]]:
    return [(message["id"], message["body"]) for message in seat.drained()]


def at_once(times: int, seat: Seat, **fields: object) -> list[Answer]:
    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(lambda _: seat.send(**fields), range(times)))


def test_the_same_post_five_times_at_once_stores_one_message_and_all_five_answers_name_it() -> None:
    visitor = Shop().visitor()
    answers = at_once(5, visitor, body="once", client_id="five-at-once")
    assert sorted(answer.status for answer in answers) == [200, 200, 200, 200, 201]
    assert {answer.raw for answer in answers} == {answers[0].raw}
    assert bodies(visitor) == [(1, "once")]


def test_the_same_post_five_times_at_once_in_a_running_conversation_stores_one_message() -> None:
    shop = Shop()
    visitor = shop.visitor()
    for number in range(3):
        visitor.send(after=number)
    maya = across(shop.admin(), visitor.conversation_id)
    answers = at_once(5, maya, body="once", client_id="five-at-once", after=1)
    assert sorted(answer.status for answer in answers) == [200, 200, 200, 200, 201]
    assert {answer.body["message"]["id"] for answer in answers} == {4}


def test_a_retry_is_answered_with_the_stored_message_even_when_its_text_differs() -> None:
    visitor = Shop().visitor()
    first = visitor.send("the first wording", client_id="same-client-id")
    again = visitor.send("another wording", client_id="same-client-id")
    assert (first.status, again.status) == (201, 200)
    assert again.body == first.body


def test_a_retry_is_found_behind_a_hundred_later_messages() -> None:
    visitor = Shop().visitor()
    first = visitor.send("look for me", client_id="long-ago-sent")
    for number in range(1, 101):
        visitor.send(after=number)
    again = visitor.send("look for me", client_id="long-ago-sent")
    assert (again.status, again.body) == (200, first.body)


def test_a_retry_is_not_pushed_again() -> None:
    shop = Shop()
    visitor = shop.visitor()
    socket = sockets.admins(shop.admin())
    for _ in range(3):
        visitor.send(client_id="sent-three-times")
    assert len(socket.received) == 1


def test_the_first_messages_of_two_tabs_at_once_start_one_conversation_with_both() -> None:
    shop = Shop()
    visitor = shop.visitor()
    with ThreadPoolExecutor(2) as tabs:
        answers = list(tabs.map(visitor.send, ["from one tab", "from the other"]))
    assert [answer.status for answer in answers] == [201, 201]
    assert sorted(body for _, body in bodies(visitor)) == ["from one tab", "from the other"]
    assert [number for number, _ in bodies(visitor)] == [1, 2]
    assert len(shop.admin().get("/admin/chatbot").body["conversations"]) == 1


def test_a_message_that_loses_the_race_for_a_number_gets_the_next_one() -> None:
    visitor = Shop().visitor()
    overtaken: list[bool] = []

    def rule(operation: str, parameters: dict[str, Any], forward: Forward) -> dict[str, Any]:
        if operation == PLACE and not overtaken:
            overtaken.append(True)
            assert visitor.send("faster").status == 201
        return forward()

    with interposed(rule):
        assert visitor.send("slower").status == 201
    assert bodies(visitor) == [(1, "faster"), (2, "slower")]


def test_a_retry_that_overtakes_its_own_first_attempt_leaves_one_message() -> None:
    visitor = Shop().visitor()
    overtaken: list[Answer | None] = []

    def rule(operation: str, parameters: dict[str, Any], forward: Forward) -> dict[str, Any]:
        if operation == PLACE and not overtaken:
            overtaken.append(None)
            overtaken[0] = visitor.send("hello", client_id="overtaking")
        return forward()

    with interposed(rule):
        slow = visitor.send("hello", client_id="overtaking")
    assert overtaken[0]
    assert (overtaken[0].status, slow.status) == (201, 200)
    assert bodies(visitor) == [(1, "hello")]


@pytest.mark.parametrize("started", [False, True], ids=["the first message", "a later message"])
@pytest.mark.parametrize("fault", PASSING_FAULTS.values(), ids=PASSING_FAULTS)
def test_after_a_temporary_fault_one_message_is_stored(fault: Rule, started: bool) -> None:
    visitor = Shop().visitor()
    if started:
        visitor.send("before")
    with failing(PLACE, fault, fault) as faults, logged() as log:
        answer = visitor.send("once", after=int(started))
    assert faults
    assert answer.status in (200, 201)
    assert answer.body["message"]["id"] == 1 + started
    assert [body for _, body in bodies(visitor)] == ["before", "once"][not started :]
    assert not log.errors


@pytest.mark.parametrize("operation", ["GetItem", "Query"])
def test_a_read_that_fails_is_repeated(operation: str) -> None:
    visitor = Shop().visitor()
    visitor.send()
    with failing(operation, refuses("ThrottlingException"), unreachable) as faults:
        answer = visitor.send("second", after=0)
    assert (len(faults), answer.status, answer.body["message"]["id"]) == (2, 201, 2)


def test_a_permanent_fault_is_answered_busy_with_retry_after_and_stores_nothing() -> None:
    visitor = Shop().visitor()
    with failing(PLACE, *[refuses("ThrottlingException")] * 50), logged() as log:
        answer = visitor.send("never", client_id="refused-often")
    assert (answer.status, answer.code, answer.headers["retry-after"]) == (503, "busy", "1")
    assert bodies(visitor) == []
    assert not log.errors
    assert visitor.send("never", client_id="refused-often").status == 201


def test_with_a_slow_store_no_attempt_starts_after_the_time_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = Shop().visitor()
    monkeypatch.setattr(append, "PATIENCE_SECONDS", 1)
    now = itertools.count()  # a second passes with each reading of the clock
    monkeypatch.setattr(append, "time", SimpleNamespace(monotonic=lambda: next(now), sleep=time.sleep))
    with failing("GetItem", *[unreachable] * 50) as faults:
        assert visitor.send().code == "busy"
    assert len(faults) == 1


def test_an_internal_fault_is_logged_and_reveals_nothing_to_the_caller() -> None:
    visitor = Shop().visitor()
    with failing(PLACE, refuses("AccessDeniedException")), logged() as log:
        answer = visitor.send("private words")
    assert (answer.status, answer.code) == (500, "internal")
    assert "made by a test" not in answer.raw
    assert [entry["event"] for entry in log.errors] == ["handler_failed"]
    assert "private words" not in log.text


@pytest.mark.parametrize("crash", [dies_before, dies_after], ids=["before storing", "after storing, before pushing"])
@pytest.mark.parametrize("started", [False, True], ids=["the first message", "a later message"])
def test_a_retry_after_a_crash_between_the_steps_leaves_one_message(crash: Rule, started: bool) -> None:
    visitor = Shop().visitor()
    if started:
        visitor.send("before")
    with failing(PLACE, crash), pytest.raises(Crash):
        visitor.send("once", after=int(started), client_id="crashed-once")
    answer = visitor.send("once", after=int(started), client_id="crashed-once")
    assert answer.status == (201 if crash is dies_before else 200)
    assert bodies(visitor)[-1] == (1 + started, "once")
    assert len(bodies(visitor)) == 1 + started


def test_a_retry_is_not_stored_twice_when_a_query_misses_the_stored_message() -> None:
    visitor = Shop().visitor()
    for number in range(2):
        visitor.send(after=number)
    with failing(PLACE, dies_after), pytest.raises(Crash):
        visitor.send("once", after=2, client_id="hidden-once")
    visitor.send("after it", after=2)
    with failing("Query", hides_a_row, hides_a_row):
        answer = visitor.send("once", after=2, client_id="hidden-once")
    assert (answer.status, answer.body["message"]["id"]) == (200, 3)
    assert len(bodies(visitor)) == 4


def test_a_message_after_a_number_that_does_not_exist_is_refused_without_a_write() -> None:
    visitor = Shop().visitor()
    visitor.send()
    with seen() as requests:
        answer = visitor.send(after=2)
    assert (answer.status, answer.code, answer.body["error"]["field"]) == (409, "cursor_ahead", "after")
    assert writes(requests) == []


def test_the_number_of_messages_that_a_send_reads_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(append, "LOOK_BACK", 5)
    visitor = Shop().visitor()
    for number in range(6):
        visitor.send(after=number)
    with seen() as requests:
        answer = visitor.send(after=0)
    assert (answer.status, answer.code, answer.body["error"]["field"]) == (409, "cursor_behind", "after")
    assert writes(requests) == []
    assert visitor.send(after=1).status == 201


def test_an_admin_cannot_start_a_conversation() -> None:
    shop = Shop()
    visitor = shop.visitor()
    answer = across(shop.admin(), visitor.conversation_id).send("anybody there?")
    assert (answer.status, answer.code) == (404, "conversation_not_found")
    assert visitor.messages().body["last_id"] == 0


def test_senders_may_use_the_same_client_id() -> None:
    shop = Shop()
    visitor = shop.visitor()
    sides = [visitor, *(across(shop.admin(name), visitor.conversation_id) for name in ("Maya", "Noor"))]
    stored = [side.send(client_id="the-same-one") for side in sides]
    assert [(answer.status, answer.body["message"]["id"]) for answer in stored] == [(201, 1), (201, 2), (201, 3)]
    again = [side.send(client_id="the-same-one") for side in sides]
    assert [(answer.status, answer.body) for answer in again] == [(200, answer.body) for answer in stored]


def test_two_visitors_may_use_the_same_client_id() -> None:
    shop = Shop()
    assert [shop.visitor().send(client_id="the-same-one").status for _ in range(2)] == [201, 201]

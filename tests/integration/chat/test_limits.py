"""Rate limits for visitors. A limit never loses a message."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chalicelib.chat import append, limits
from chalicelib.identity import addresses
from chalicelib.model import Limits
from chalicelib.storage import conversations
from tests.api_client import WIDE, Seat, Shop, across
from tests.integration.engine import Crash, dies_after, failing, refuses, seen, writes

START = 4_102_444_800_000  # a full hour in the future: the store deletes expired rows
PLACE = "TransactWriteItems"


class Clock:
    """The server's clock, in milliseconds, which tests move."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> int:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += int(seconds * 1000)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    for module in (append, limits):
        monkeypatch.setattr(module, "now_ms", clock)
    return clock


def limited(**changed: Any) -> Shop:
    """A site with wide limits, except for those that are passed."""
    return Shop(limits=Limits(**{**{name: getattr(WIDE, name) for name in Limits.__slots__}, **changed}))


def hasty(**changed: Any) -> Shop:
    return limited(messages_at_once=3, message_every_ms=2000, **changed)


def written(seat: Seat, times: int, start: int = 0) -> list[int]:
    return [seat.send(after=start + number).status for number in range(times)]


def test_a_visitor_sends_ten_messages_at_once_and_then_one_every_two_seconds(clock: Clock) -> None:
    visitor = Shop(limits=Limits()).visitor()
    assert written(visitor, 10) == [201] * 10
    refused = visitor.send(after=10)
    assert (refused.status, refused.code, refused.headers["retry-after"]) == (429, "too_many_messages", "2")
    clock.wait(1.9)
    assert visitor.send(after=10).headers["retry-after"] == "1"
    clock.wait(0.1)
    assert visitor.send(after=10).status == 201
    assert visitor.send(after=11).status == 429


def test_a_send_after_the_time_in_retry_after_succeeds(clock: Clock) -> None:
    visitor = hasty().visitor()
    for number in range(20):
        answer = visitor.send(after=number)
        if answer.status == 429:
            clock.wait(int(answer.headers["retry-after"]))
            answer = visitor.send(after=number)
        assert answer.status == 201
    assert len(visitor.drained()) == 20
    assert clock.now - START == 17 * 2000


def test_a_pause_refills_the_bucket_up_to_its_size(clock: Clock) -> None:
    visitor = hasty().visitor()
    assert written(visitor, 4) == [201, 201, 201, 429]
    clock.wait(3600)
    assert written(visitor, 4, start=3) == [201, 201, 201, 429]


def test_a_refused_message_stores_nothing_and_costs_no_write(clock: Clock) -> None:
    visitor = hasty().visitor()
    written(visitor, 3)
    with seen() as requests:
        assert visitor.send(after=3).status == 429
    assert writes(requests) == []
    assert len(visitor.drained()) == 3


def test_a_retry_of_a_stored_message_returns_it_even_if_the_bucket_is_empty(clock: Clock) -> None:
    visitor = hasty().visitor()
    written(visitor, 2)
    stored = visitor.send("once", after=2, client_id="the-last-drop")
    assert visitor.send(after=3).status == 429
    again = visitor.send("once", after=2, client_id="the-last-drop")
    assert (again.status, again.body) == (200, stored.body)


def test_a_message_with_a_lost_answer_is_acknowledged_even_if_the_limit_was_reached_since(clock: Clock) -> None:
    visitor = hasty().visitor()
    written(visitor, 2)
    with failing(PLACE, dies_after), pytest.raises(Crash):
        visitor.send("once", after=2, client_id="lost-answer")
    assert visitor.send(after=2).status == 429
    assert visitor.send("once", after=2, client_id="lost-answer").status == 200


def test_the_bucket_is_updated_by_the_messages_own_transaction(clock: Clock) -> None:
    visitor = hasty().visitor()
    written(visitor, 1)
    with seen() as requests:
        visitor.send(after=1)
    assert writes(requests) == [PLACE]
    row = conversations.get(visitor.conversation_id)
    assert row is not None
    assert row.refilled_at == START + 2 * 2000


def test_tabs_that_send_at_once_share_one_bucket(clock: Clock) -> None:
    visitor = hasty().visitor()
    visitor.send()
    with ThreadPoolExecutor(6) as tabs:
        statuses = sorted(tabs.map(lambda _: visitor.send(after=1).status, range(6)))
    assert statuses == [201, 201, 429, 429, 429, 429]


def test_admins_are_not_limited_and_do_not_empty_the_visitors_bucket(clock: Clock) -> None:
    shop = hasty()
    visitor = shop.visitor()
    visitor.send()
    maya = across(shop.admin(), visitor.conversation_id)
    assert written(maya, 12, start=1) == [201] * 12
    assert written(visitor, 3, start=13) == [201, 201, 429]


def test_a_clock_that_was_ahead_locks_no_visitor_out(clock: Clock) -> None:
    visitor = hasty().visitor()
    clock.wait(86400)
    written(visitor, 3)
    clock.wait(-86400)
    assert written(visitor, 2, start=3) == [201, 429]
    clock.wait(2)
    assert written(visitor, 2, start=4) == [201, 429]


def test_a_site_without_an_interval_does_not_limit_messages(clock: Clock) -> None:
    visitor = limited(messages_at_once=1, message_every_ms=0).visitor()
    assert written(visitor, 5) == [201] * 5


def refused_first(seat: Seat) -> tuple[int, str | None, str]:
    answer = seat.send()
    return answer.status, answer.code, answer.headers["retry-after"]


def test_one_address_starts_twenty_conversations_an_hour_and_others_are_not_affected(clock: Clock) -> None:
    clock.wait(600)
    shop = Shop(limits=Limits())
    assert [shop.visitor().send().status for _ in range(20)] == [201] * 20
    late = shop.visitor()
    assert refused_first(late) == (429, "too_many_conversations", "3000")
    assert shop.visitor(address="192.0.2.2").send().status == 201
    clock.wait(3000)
    assert late.send().status == 201


def test_visitors_of_a_site_start_sixty_conversations_a_minute(clock: Clock) -> None:
    clock.wait(15)
    shop = Shop(limits=Limits())
    statuses = [shop.visitor(address=f"192.0.2.{number}").send().status for number in range(60)]
    assert statuses == [201] * 60
    late = shop.visitor(address="198.51.100.1")
    assert refused_first(late) == (429, "too_many_conversations", "45")
    clock.wait(45)
    assert late.send().status == 201


def test_refused_conversations_of_one_address_do_not_use_up_the_sites_limit(clock: Clock) -> None:
    shop = limited(conversations_per_minute=4, conversations_per_address=2)
    assert [shop.visitor().send().status for _ in range(6)] == [201, 201, 429, 429, 429, 429]
    assert [shop.visitor(address="192.0.2.2").send().status for _ in range(2)] == [201, 201]


def test_a_conversation_that_the_sites_limit_refuses_does_not_count_for_its_address(clock: Clock) -> None:
    shop = limited(conversations_per_minute=1, conversations_per_address=2)
    assert shop.visitor(address="192.0.2.9").send().status == 201
    visitor = shop.visitor()
    assert [visitor.send().status for _ in range(5)] == [429] * 5
    clock.wait(60)
    assert visitor.send().status == 201
    clock.wait(60)
    assert shop.visitor().send().status == 201


def test_a_conversation_is_counted_once_however_often_its_first_message_is_tried(clock: Clock) -> None:
    shop = limited(conversations_per_address=1)
    visitor = shop.visitor()
    with failing(PLACE, *[refuses("ThrottlingException")] * 3):
        assert visitor.send(client_id="tried-four-times").status == 201
    assert visitor.send(client_id="tried-four-times").status == 200
    assert written(visitor, 3, start=1) == [201] * 3
    assert shop.visitor().send().status == 429


def test_later_messages_of_a_conversation_are_not_counted(clock: Clock) -> None:
    shop = limited(conversations_per_address=1)
    visitor = shop.visitor()
    visitor.send()
    with seen() as requests:
        assert visitor.send(after=1).status == 201
    assert not [parameters for _, parameters in requests if "limits" in str(parameters.get("TableName"))]


def test_of_ten_conversations_that_start_at_once_no_more_than_the_limit_succeed(clock: Clock) -> None:
    shop = limited(conversations_per_address=4)
    seats = [shop.visitor() for _ in range(10)]
    with ThreadPoolExecutor(10) as threads:
        statuses = sorted(threads.map(lambda seat: seat.send().status, seats))
    assert statuses == [201] * 4 + [429] * 6


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
    ],
)
def test_what_counts_as_one_address(first: str, second: str, same: bool) -> None:
    assert (addresses.caller_of(first) == addresses.caller_of(second)) is same


@pytest.mark.parametrize("address", ["", "unknown", "192.0.2"])
def test_without_an_address_only_the_site_is_counted(address: str, clock: Clock) -> None:
    shop = limited(conversations_per_address=1)
    assert [shop.visitor(address=address).send().status for _ in range(3)] == [201] * 3

"""What limits carry, and what a call takes, from stated parts."""

from dataclasses import replace

import pytest

from deployment.cost.calls import CALLS
from devtools.bench.scale import latency, steady
from devtools.bench.scale.limits import Quotas
from devtools.bench.scale.load import INBOX_UNITS, USES, Load


def carried(load: Load, limit: str) -> steady.Carried:
    return next(each for each in steady.carried(load, Quotas()) if limit in each.limit)


def test_open_sockets_use_requests_before_anybody_writes() -> None:
    load = Load(sites=10, sockets=3_000, admins=1, typing=0)
    assert steady.requests_before(load) == pytest.approx((2_990 + 3 * 10) / 30 + 2 * 3_000 / 50)
    assert steady.requests_each(load) == 2 + 2 * 2


def test_a_message_to_more_dashboards_leaves_room_for_fewer() -> None:
    few, many = (carried(Load(admins=admins), "requests").messages for admins in (1, 20))
    assert many < few / 2
    assert carried(Load(sockets=200_000), "requests").messages == 0, "the sockets alone exceed the quota"


def test_the_units_of_tables_and_of_the_inbox_are_a_part_of_what_the_call_uses() -> None:
    for use in USES.values():
        units = CALLS[use.call]
        assert use.connections + use.conversations <= units.written
        assert use.reads <= units.read
    for kind, inbox in INBOX_UNITS.items():
        assert inbox == CALLS[USES[kind].call].index_written / 2


def test_a_call_takes_at_least_the_sum_of_its_parts_and_a_cold_one_a_second_more() -> None:
    send, poll = latency.LISTED[0], latency.LISTED[2]
    assert latency.round_trips(send) == CALLS["later message"].requests - 1
    sent, polled = latency.times(send, 2_000), latency.times(poll, 2_000)
    parts = latency.PARTS
    assert polled.answer[0] == pytest.approx(
        parts["gateway"].p50 + parts["invoke"].p50 + parts["request"].p50 + latency.cpu_ms(poll), rel=0.15
    )
    assert sent.answer[0] > polled.answer[0] + 2 * parts["request"].p50
    assert sent.answer[1] > sent.answer[0]
    assert sent.cold > sent.answer[0] + 0.8 * parts["cold"].p50


def test_a_sender_waits_for_slow_posts_only_so_long(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = latency.PARTS["post"]._replace(p50=5_000, p99=9_000)
    monkeypatch.setitem(latency.PARTS, "post", slow)
    found = latency.times(latency.LISTED[0], 500)
    assert found.answer[1] < 700
    assert found.seen[0] > 4_000


def test_the_price_of_a_call_is_that_of_its_parts() -> None:
    poll = latency.Call("", "poll that finds nothing", 0)
    rest, invocation, unit = 3.50e-6, 0.20e-6, 0.125e-6
    assert latency.dollars_for_1000(poll) > 1000 * (rest + invocation + unit)
    pushed = latency.dollars_for_1000(replace_pushes(poll, 10)) - latency.dollars_for_1000(poll)
    assert pushed > 1000 * 10 * 1e-6


def replace_pushes(call: latency.Call, pushes: int) -> latency.Call:
    return call._replace(pushes=pushes)


def test_nobody_typing_leaves_room_for_more_messages() -> None:
    assert carried(replace(Load(), typing=0), "requests").messages > 1.5 * carried(Load(), "requests").messages

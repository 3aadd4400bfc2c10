"""The same month with those who carry messages for money."""

import pytest

from deployment.cost import peers
from deployment.cost.month import Month


def test_the_smallest_plan_that_is_large_enough_is_taken() -> None:
    assert peers.pusher(Month(messages=100, visitors=10, admins=1)) == 0
    # 22 days; each message and its mark published once and heard by two.
    assert peers.pusher(Month(messages=22 * 33_000, admins=1)) == 0
    assert peers.pusher(Month(messages=22 * 34_000, admins=1)) == 49
    assert peers.pusher(Month(admins=501)) == 99


def test_beyond_every_plan_with_a_price_there_is_none() -> None:
    assert peers.pusher(Month(admins=5_001)) is None


def test_messages_and_minutes_are_counted_for_ably() -> None:
    month = Month(messages=1_000_000, admins=1, admin_hours=1000)
    assert peers.ably(month) == pytest.approx(29 + 6 * 2.50 + 0.06)
    channels = Month(messages=0, visitors=50_000, visit_minutes=10)
    assert peers.ably(channels) == pytest.approx(29 + 2 * 0.5)

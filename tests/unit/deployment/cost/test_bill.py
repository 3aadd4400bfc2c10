"""Bills that were calculated by hand."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from deployment.cost.bill import CALL_CPU_MS, PUSH_CPU_MS, REQUEST_CPU_MS, bill, total
from deployment.cost.calls import CALLS
from deployment.cost.prices import PRICES
from deployment.cost.usage import ALARMS, DASHBOARDS, Month, usage

ROOT = Path(__file__).parents[4]
MONITORING = ALARMS * 0.10 + DASHBOARDS * 3.00
PAGES = 0.002 * 0.023  # in the bucket
# Nothing kept, no visit, no admin: what remains is the messages.
BARE = Month(messages=1_000_000, visitors=0, admins=0, months_kept=0)


def quantities(month: Month) -> dict[str, float]:
    return {line.name: line.quantity for line in bill(month)}


def costs(month: Month) -> dict[str, float]:
    return {line.name: line.dollars for line in bill(month)}


def test_an_idle_month_costs_its_monitoring_and_the_pages_in_the_bucket() -> None:
    assert total(bill(Month())) == pytest.approx(MONITORING + PAGES)


def test_an_idle_month_costs_twenty_cents_and_the_storage_of_the_pages_at_list_price() -> None:
    assert total(bill(Month())) < 0.210


def test_more_alarms_and_a_dashboard_are_paid_for() -> None:
    assert total(bill(Month(alarms=3, dashboards=1))) == pytest.approx(3 * 0.10 + 3.00 + PAGES)
    assert total(bill(Month(alarms=3, dashboards=1, free=True))) == pytest.approx(PAGES)


def test_an_idle_month_is_free_where_no_other_alarms_and_dashboards_are() -> None:
    assert total(bill(Month(free=True))) == pytest.approx(PAGES)


def test_a_million_messages_by_hand() -> None:
    found = costs(BARE)
    assert found["REST calls"] == pytest.approx(2 * 3.50)  # a send and a read mark each
    assert found["DynamoDB write units"] == pytest.approx((4 + 4 + 1 + 4) * 0.625)
    assert found["DynamoDB read units"] == pytest.approx((3 + 3) * 0.125)
    assert found["WebSocket messages"] == pytest.approx(2 * 1.00)  # both are pushed to the visitor's page
    assert found["Lambda calls"] == pytest.approx(2 * 0.20)


def test_the_seconds_of_lambda_by_hand() -> None:
    month = replace(BARE, messages=1000, memory_mb=1769, cold_share=0.02, cold_ms=500)
    # A send and a mark ask four times each. 1769 MB are one whole CPU.
    each = CALL_CPU_MS + 4 * REQUEST_CPU_MS + 4 * 5 + 0.02 * 500 + PUSH_CPU_MS
    assert quantities(month)["Lambda GB-seconds, arm64"] == pytest.approx(2 * each * 1769 / 1024)


def test_an_hour_of_an_admin_by_hand() -> None:
    used = usage(Month(admins=1, admin_hours=1, check_seconds=60))
    assert used.rest["inbox poll that finds nothing"] == pytest.approx(60 + 60 / 112.5)  # and when connected
    assert used.rest["poll that finds nothing"] == 60
    assert used.rest["inbox, first page of fifty"] == pytest.approx(60 + 1 / 8)
    assert used.rest["session refresh"] == pytest.approx(60 / 14)
    assert used.events["heartbeat of a page with one conversation open"] == 72
    assert used.pushes == 72  # their answers
    assert used.minutes == 60


def test_preflights_are_billed_as_calls_without_invocations() -> None:
    month = Month(admins=2, admin_hours=8)
    used = usage(month)
    assert used.preflights == 2 * (8 / 2 + 1)  # the list of blocks once in two hours, and signing out
    assert quantities(month)["REST calls"] == pytest.approx(sum(used.rest.values()) + 10)
    assert quantities(month)["Lambda calls"] == pytest.approx(sum(used.rest.values()) + sum(used.events.values()))


def test_visitors_cause_no_preflight() -> None:
    assert usage(Month(messages=100, visitors=10)).preflights == 0


def test_an_hour_of_an_admin_without_a_socket_by_hand() -> None:
    used = usage(Month(admins=1, admin_hours=1, socket=False, active_share=0.5, poll_seconds=2, slow_poll_seconds=20))
    assert used.rest["inbox poll that finds nothing"] + used.rest["inbox, first page of fifty"] - 1 / 8 == 900 + 90
    assert not any(used.events.values())
    assert used.pushes == used.minutes == 0


def test_a_visit_by_hand() -> None:
    used = usage(Month(messages=4, visitors=1, visit_minutes=10, pages=2))
    assert (used.rest["first message"], used.rest["later message"], used.rest["mark-read"]) == (1, 3, 4)
    assert used.rest["visitor session"] == used.rest["visitor's ticket"] == used.events["connect"] == 2
    assert used.rest["poll that finds nothing"] == 2 + 20  # when connected, and every half minute
    assert used.minutes == 10
    assert used.pushes == 2 * 4 + 12  # messages and marks to the visitor's page, and a heartbeat's answer every 50 s


def test_every_message_and_read_mark_is_pushed_to_every_admin() -> None:
    alone = quantities(BARE)["WebSocket messages"]
    assert quantities(replace(BARE, admins=9, admin_hours=0))["WebSocket messages"] == 10 * alone


def test_twelve_months_of_messages_are_stored_with_point_in_time_recovery() -> None:
    month = replace(BARE, messages=1024**3 // 312, months_kept=12)  # 212 bytes and DynamoDB's 100
    assert costs(month)["DynamoDB storage"] == pytest.approx(12 * 0.25, rel=1e-6)
    assert costs(month)["DynamoDB point-in-time recovery"] == pytest.approx(12 * 0.20, rel=1e-6)


def test_visitors_who_do_not_write_cost_the_script_only() -> None:
    idle, seen = costs(Month()), costs(Month(page_views=1_000_000))
    assert {name for name in idle if idle[name] != seen[name]} == {"CloudFront requests", "CloudFront data"}
    assert costs(Month(page_views=1_000_000, free=True))["CloudFront requests"] == 0


def test_always_free_amounts_are_subtracted_for_each_line_down_to_zero() -> None:
    paid, free = bill(BARE), bill(replace(BARE, free=True))
    for before, after in zip(paid, free, strict=True):
        off = min(before.quantity, before.price.free) / before.price.per * before.price.dollars
        assert after.dollars == pytest.approx(before.dollars - off)


def test_every_counted_call_has_units_and_every_quantity_a_price() -> None:
    month = Month(messages=10, visitors=2, admins=1)
    for used in (usage(month), usage(replace(month, socket=False))):
        assert {*used.rest, *used.events} <= CALLS.keys()
    assert quantities(month).keys() == PRICES.keys()


def test_the_memory_is_that_of_the_deployed_functions() -> None:
    config = json.loads((ROOT / ".chalice" / "config.json").read_text(encoding="utf-8"))
    assert Month().memory_mb == config["lambda_memory_size"]

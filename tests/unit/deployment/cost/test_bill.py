"""Bills that were calculated by hand."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from deployment.cost.bill import CALL_CPU_MS, PUSH_CPU_MS, REQUEST_CPU_MS, bill, total
from deployment.cost.calls import ALERT_OF_ONE, ALERT_OF_TWO, CALLS, TASKS
from deployment.cost.month import ALARMS, DASHBOARDS, Month
from deployment.cost.prices import PRICES
from deployment.cost.usage import ALERT_METRICS, usage

ROOT = Path(__file__).parents[4]
MONITORING = ALARMS * 0.10 + DASHBOARDS * 3.00
PAGES = 0.002 * 0.023  # in the bucket
# Nothing kept, no visit, no admin, no mail, nobody types: what remains is the messages.
BARE = Month(messages=1_000_000, visitors=0, admins=0, months_kept=0, mailed_share=0, typing_seconds=0)


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
    # A record of the stream and a check each. A record is counted for the reports, which takes four units, and its
    # words are indexed: 13 of a question, 10 of an answer, which is every second message and whose time is stored too.
    written = 4 + 4 + 1 + 4 + 4 + (13 + 10) / 2 + 1 / 2
    assert found["DynamoDB write units"] == pytest.approx(written * 0.625)
    assert found["DynamoDB read units"] == pytest.approx((3 + 3 + (4.5 + 7.5) / 2 + 1) * 0.125)
    assert found["WebSocket messages"] == pytest.approx(2 * 1.00)  # both are pushed to the visitor's page
    assert found["Lambda calls"] == pytest.approx(4 * 0.20)
    assert found["Schedules"] == pytest.approx(1.00)
    assert found["Mails sent"] == found["Mails received"] == found["S3 writes"] == 0


def test_the_seconds_of_lambda_by_hand() -> None:
    month = replace(BARE, messages=1000, memory_mb=1769, cold_share=0.02, cold_ms=500, visitors_share=1)
    # A send and a mark ask four times each. 1769 MB are one whole CPU.
    each = CALL_CPU_MS + 4 * REQUEST_CPU_MS + 4 * 5 + 0.02 * 500 + PUSH_CPU_MS
    # The record asks DynamoDB seven times and Scheduler once, the check asks DynamoDB once. Both have 512 MB.
    cpu, waited = (CALL_CPU_MS + 8 * REQUEST_CPU_MS) + (CALL_CPU_MS + REQUEST_CPU_MS), 8 * 5 + 50
    background = cpu * 1769 / 512 + waited + 2 * 0.2 * 1500
    expected = 2 * each * 1769 / 1024 + background * 512 / 1024
    assert quantities(month)["Lambda GB-seconds, arm64"] == pytest.approx(expected)


def test_an_hour_of_an_admin_by_hand() -> None:
    used = usage(Month(admins=1, admin_hours=1, check_seconds=60))
    assert used.rest["inbox poll that finds nothing"] == pytest.approx(60 + 60 / 112.5)  # and when connected
    assert used.rest["poll that finds nothing"] == 60
    assert used.rest["inbox, first page of fifty"] == pytest.approx(60 + 1 / 8)
    assert used.rest["session refresh"] == pytest.approx(60 / 14)
    sockets = 60 / 112.5
    assert used.events["heartbeat of a page with one conversation open"] == 72
    assert used.events["heartbeat of a page that is not used any more"] == 2  # away, and back
    assert used.events["frame of a page that views another conversation"] == pytest.approx(sockets)
    assert used.pushes == pytest.approx(72 + 2 + sockets)  # their answers
    assert quantities(Month(admins=1, admin_hours=1))["WebSocket messages"] == pytest.approx(2 * (72 + 2 + sockets))
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
    used = usage(Month(messages=4, visitors=1, visit_minutes=10, pages=2, mailed_share=0, typing_seconds=0))
    assert (used.rest["first message"], used.rest["later message"], used.rest["mark-read"]) == (1, 3, 4)
    assert used.rest["visitor session"] == used.rest["visitor's ticket"] == used.events["connect"] == 2
    assert used.rest["poll that finds nothing"] == 2 + 20  # when connected, and every half minute
    assert used.minutes == 10
    assert used.pushes == 2 * 4 + 12  # messages and marks to the visitor's page, and a heartbeat's answer every 50 s


def test_every_message_and_read_mark_is_pushed_to_every_admin() -> None:
    alone = usage(BARE).pushes
    assert usage(replace(BARE, admins=9, admin_hours=0)).pushes == 10 * alone


def test_who_types_for_15_seconds_says_so_five_times_to_the_other_page_that_has_the_conversation_open() -> None:
    used = usage(Month(messages=4, admins=3, admin_hours=0, visitors_share=0.25, typing_seconds=15, mailed_share=0))
    assert used.events["typing of an admin"] == 15
    assert used.events["typing of a visitor"] == 5
    assert used.pushes == 2 * 4 * 4 + 15 + 5


def test_a_conversation_that_is_opened_is_said_to_the_other_admins() -> None:
    month = Month(visitors=10, admins=3, admin_hours=0, pages=0, visit_minutes=0)
    used = usage(month)
    assert used.events["frame of a page that views another conversation"] == 20
    assert used.pushes == 20 + 20 * 2  # the answers, and the events


def test_an_alert_reaches_each_admin_by_mail_and_push_and_the_webhook_once() -> None:
    quiet = Month(messages=400, visitors=200, admins=3, admin_hours=0, unread_share=0, mailed_share=0)
    alerted = replace(quiet, unread_share=0.5)
    before, after = quantities(quiet), quantities(alerted)
    assert usage(alerted).alerts == 100
    assert after["Mails sent"] - before["Mails sent"] == 100 * 3
    assert after["Lambda calls"] == before["Lambda calls"]  # the check is made anyway
    # The table has one admin and two; the third costs as much as the second. A check that finds nothing writes nothing.
    assert after["DynamoDB write units"] - before["DynamoDB write units"] == pytest.approx(100 * (12 + 7 + 7))
    assert after["DynamoDB read units"] - before["DynamoDB read units"] == pytest.approx(100 * (11.5 + 5 + 5 - 1))
    assert after["Data out"] > before["Data out"]


def test_alerts_go_to_some_admins_of_a_large_team_and_to_nobody_without_admins() -> None:
    month = Month(messages=100, visitors=100, unread_share=1, visitors_share=1, mention_share=0)
    assert quantities(replace(month, admins=25))["Mails sent"] == 100 * 5
    assert quantities(replace(month, admins=0))["Mails sent"] == 0


def test_a_mention_is_a_note_a_schedule_and_an_alert_of_one_admin_and_nobody_mentions_oneself() -> None:
    without = Month(visitors=1_000, admins=2, admin_hours=0, unread_share=0, mention_share=0)
    mentioned = replace(without, mention_share=0.1)
    before, after = quantities(without), quantities(mentioned)
    found = {name: after[name] - before[name] for name in ("Mails sent", "Schedules", "REST calls", "Lambda calls")}
    assert found == {"Mails sent": 100, "Schedules": 100, "REST calls": 100, "Lambda calls": 200}
    assert quantities(replace(mentioned, admins=1)) == quantities(replace(without, admins=1))


def test_answers_by_mail_and_what_visitors_reply_to_them_by_hand() -> None:
    month = Month(messages=2_000, visitors=0, mailed_share=0.2, mail_reply_share=0.5)
    found, used = costs(month), usage(month)
    assert found["Mails sent"] == pytest.approx(0.2 * 0.16)  # a fifth of 1,000 answers
    assert found["Mails received"] == pytest.approx(0.1 * 0.10)
    assert found["S3 writes"] == pytest.approx(0.1 * 0.005)
    assert used.tasks["check that mails an answer"] == 200
    assert used.tasks["mail that becomes a message"] == 100
    assert used.rest["later message"] == 1_900  # the others came by mail


def test_every_message_is_one_record_of_the_stream_one_schedule_and_one_check() -> None:
    month = Month(messages=1_000, visitors=100, admins=2, mail_reply_share=0, mention_share=0)
    used = usage(month)
    assert sum(used.tasks.values()) + used.alerts == 2 * 1_000
    assert quantities(month)["Schedules"] == 1_000


def test_an_hour_in_which_a_visitor_waits_alone_has_metrics_too() -> None:
    month = Month(messages=200, visitors=100, admins=1, admin_hours=0, unread_share=0.73)
    assert quantities(month)["Metrics"] == pytest.approx(len(ALERT_METRICS) * 73 / 730)
    everywhere = replace(month, messages=200_000, visitors=100_000)
    assert quantities(everywhere)["Metrics"] == len(ALERT_METRICS)


def test_twelve_months_of_messages_are_stored_with_point_in_time_recovery() -> None:
    month = replace(BARE, messages=1024**3 // 312, months_kept=12)  # 212 bytes and DynamoDB's 100
    assert costs(month)["DynamoDB storage"] == pytest.approx(12 * 0.25, rel=1e-6)
    assert costs(month)["DynamoDB point-in-time recovery"] == pytest.approx(12 * 0.20, rel=1e-6)


def test_visitors_who_do_not_write_cost_the_script_and_the_settings_file_only() -> None:
    idle, seen = costs(Month()), costs(Month(page_views=1_000_000))
    assert {name for name in idle if idle[name] != seen[name]} == {"CloudFront requests", "CloudFront data"}
    assert seen["CloudFront requests"] == pytest.approx(2 * 1.00)
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
        assert used.tasks.keys() | {ALERT_OF_ONE, ALERT_OF_TWO} <= TASKS.keys()
    assert quantities(month).keys() == PRICES.keys()


def test_the_memories_are_those_of_the_deployed_functions() -> None:
    config = json.loads((ROOT / ".chalice" / "config.json").read_text(encoding="utf-8"))
    functions = config["lambda_functions"]
    assert Month().memory_mb == config["lambda_memory_size"] == TASKS["mail that becomes a message"].memory_mb
    assert "lambda_memory_size" not in functions["mail_received"]
    others = {task.memory_mb for name, task in TASKS.items() if name != "mail that becomes a message"}
    assert others == {functions[name]["lambda_memory_size"] for name in ("message_stored", "job_due")}

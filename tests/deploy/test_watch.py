"""The monitoring of a deployed stage: log lines, alarms, dashboard."""

import json
import urllib.request
from urllib.error import HTTPError

from tests.metrics import of_line


def rejected_call(prod):
    """Makes a call that is rejected. Returns the request id of the response."""
    call = urllib.request.Request(f"{prod.addresses['api']}/chatbot/messages?since_id=0")
    try:
        prod.cloud.edge.opener().open(call, timeout=30)
    except HTTPError as answer:
        return answer.headers["X-Request-Id"]
    raise AssertionError("The call was not rejected.")


def logged_line(prod, request_id):
    """The log line of a call. The emulator may read it late, and then writes it with the output of the next call."""
    group = f"/aws/lambda/{prod.stage.functions[0]}"
    for _ in range(10):
        events = prod.cloud.client("logs").filter_log_events(logGroupName=group)["events"]
        lines = [json.loads(event["message"]) for event in events if event["message"].startswith("{")]
        found = [line for line in lines if line.get("request_id") == request_id]
        if found:
            (line,) = found
            return line
        rejected_call(prod)
    raise AssertionError("The call was not logged.")


def test_a_call_is_logged_with_its_request_id_and_metrics_in_one_line(prod):
    name = prod.stage.functions[0]
    line = logged_line(prod, rejected_call(prod))
    assert (line["event"], line["route"], line["code"]) == ("request", "/chatbot/messages", "token_missing")
    assert (line["function"], line["stage"]) == (name, prod.stage.name)
    assert line["gateway_request_id"]
    assert of_line(line) == {"Refusals": 1}


def test_every_log_group_belongs_to_the_stack_and_keeps_lines_for_a_month(prod):
    groups = prod.cloud.client("logs").describe_log_groups(logGroupNamePrefix="/aws/lambda/")["logGroups"]
    kept = {group["logGroupName"]: group.get("retentionInDays") for group in groups}
    assert kept == {f"/aws/lambda/{name}": 30 for name in prod.stage.functions}


def alarms_and_dashboards(prod):
    """The names of the stage's alarms and dashboards."""
    client = prod.cloud.client("cloudwatch")
    alarms = client.describe_alarms(AlarmNamePrefix=prod.stage.prefix)["MetricAlarms"]
    dashboards = client.list_dashboards(DashboardNamePrefix=prod.stage.prefix.rstrip("-"))["DashboardEntries"]
    return {each["AlarmName"] for each in alarms}, {each["DashboardName"] for each in dashboards}


USUAL = {"porchlight-prod-faults", "porchlight-prod-dead-letters"}


def test_a_stage_has_an_alarm_for_its_logs_and_one_for_dead_letters_and_a_dashboard_if_asked_for(prod):
    """Later deployments do not repeat the choice."""
    assert alarms_and_dashboards(prod) == (USUAL, {"porchlight-prod"})
    filters = prod.cloud.client("logs").describe_metric_filters(logGroupName=f"/aws/lambda/{prod.stage.functions[0]}")
    assert {each["metricTransformations"][0]["metricName"] for each in filters["metricFilters"]} == {"Faults"}
    assert len(filters["metricFilters"]) == 2


def test_more_alarms_are_added_kept_and_removed_and_so_is_a_dashboard(prod):
    all_of_them = {*USUAL, "porchlight-prod-gateway-errors", "porchlight-prod-throttles"}
    prod.again("--all-alarms")
    assert alarms_and_dashboards(prod) == (all_of_them, {"porchlight-prod"})
    prod.again("--no-dashboard")
    assert alarms_and_dashboards(prod) == (all_of_them, set())
    prod.again("--no-all-alarms")
    assert alarms_and_dashboards(prod) == (USUAL, set())

"""What watches over a stage fits what the code says and what the runbook explains."""

import re

import pytest

from chalicelib.metrics import NAMESPACE, Metric
from deployment.stage import Stage
from tests.unit.infra.watch_template import (
    ROOT,
    STAGE,
    TEMPLATE,
    alarms,
    properties,
    shown_metrics,
    widgets,
)

RUNBOOK = (ROOT / "docs" / "runbook.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## ([a-z-]+)\n(.*?)(?=^## |\Z)", RUNBOOK, re.MULTILINE | re.DOTALL))
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "chalicelib").rglob("*.py"))
FUNCTIONS = set(Stage(STAGE, "eu-central-1").functions)
NAMES = {metric.value for metric in Metric}


def test_every_function_has_a_log_group_with_a_retention_before_it_writes_a_line() -> None:
    groups = properties("AWS::Logs::LogGroup")
    assert {group["LogGroupName"] for group in groups} == {f"/aws/lambda/{name}" for name in FUNCTIONS}
    assert all(group["RetentionInDays"] for group in groups)


def test_the_stage_s_name_is_held_to_what_deployment_takes() -> None:
    assert TEMPLATE["Parameters"]["Stage"]["AllowedPattern"] == "[a-z][a-z0-9]{0,15}"


@pytest.mark.parametrize("name", alarms())
def test_an_alarm_says_what_it_is_and_where_the_runbook_has_it(name: str) -> None:
    alarm = alarms()[name]
    said, _, link = alarm["AlarmDescription"].rpartition(" ")
    assert said.endswith(".")
    assert link == f"docs/runbook.md#{name}"
    assert name in SECTIONS


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_of_the_runbook_has_an_alarm_and_says_what_it_means_how_to_look_and_what_to_do(name: str) -> None:
    assert name in alarms()
    assert re.findall(r"^\*\*(\w+)", SECTIONS[name], re.MULTILINE) == ["Means", "Look", "Do"]
    assert "```\nfields " in SECTIONS[name]


@pytest.mark.parametrize("name", alarms())
def test_nothing_to_report_is_no_alarm_and_somebody_hears_of_both_ends(name: str) -> None:
    alarm = alarms()[name]
    assert alarm["TreatMissingData"] == "notBreaching"
    assert alarm["AlarmActions"] == alarm["OKActions"] == ["Alarms"]


def test_the_alarms_are_those_that_an_account_has_free() -> None:
    assert len(alarms()) <= 10
    assert all("Metrics" not in alarm for alarm in alarms().values())  # each metric of a formula is paid as one alarm


def test_alarms_and_dashboard_ask_for_metrics_that_the_code_tells() -> None:
    asked = {
        (alarm["Namespace"], alarm["MetricName"]): alarm["Dimensions"] for alarm in alarms().values() if is_own(alarm)
    }
    assert {name for _, name in asked} <= NAMES
    assert all(dimensions == [{"Name": "stage", "Value": STAGE}] for dimensions in asked.values())
    shown = {line for line in shown_metrics() if line[0] == NAMESPACE}
    assert {line[1] for line in shown} == NAMES  # all of them are to be seen
    assert {line[2:] for line in shown} == {("stage", STAGE)}


def is_own(alarm: dict[str, object]) -> bool:
    return alarm["Namespace"] == NAMESPACE


@pytest.mark.parametrize("metric", Metric, ids=lambda metric: metric.value)
def test_every_metric_is_told_somewhere(metric: Metric) -> None:
    assert re.search(rf"Metric\.{metric.name}\b", SOURCE)


def test_functions_are_asked_for_by_their_names() -> None:
    asked = {line[3] for line in shown_metrics() if line[2:3] == ("FunctionName",)}
    asked |= {
        each["Value"]
        for alarm in alarms().values()
        for each in alarm.get("Dimensions", [])
        if each["Name"] == "FunctionName"
    }
    assert asked == FUNCTIONS


def test_the_dashboard_is_one_that_costs_nothing() -> None:
    assert len(shown_metrics()) < 50


def test_queries_ask_for_lines_that_the_code_logs() -> None:
    queries = [RUNBOOK, *(widget["query"] for widget in widgets("log"))]
    events = {event for query in queries for event in re.findall(r"event = '(\w+)'", query)}
    assert "request" in events
    assert [event for event in sorted(events) if f'"{event}"' not in SOURCE] == []

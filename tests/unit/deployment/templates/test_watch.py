"""The monitoring of a stage matches the code and the runbook."""

import re

import pytest

from chalicelib.metrics import FAULTS, NAMESPACE, SLOW_CALL_MS, SLOW_SEND_MS, Metric
from deployment.stage import Stage
from devtools.folders import ROOT
from tests.unit.deployment.templates.watch_template import (
    STAGE,
    TEMPLATE,
    alarms,
    properties,
    resolved,
    resources,
    shown_metrics,
    widgets,
)

RUNBOOK = (ROOT / "docs" / "runbook.md").read_text(encoding="utf-8")
OF_ALARMS, _, OTHERS = RUNBOOK.partition("\n## Without an alarm\n")
SECTION = re.compile(r"^(###?) ([a-z-]+)\n(.*?)(?=^###? |\Z)", re.MULTILINE | re.DOTALL)
HEADINGS = SECTION.findall(OF_ALARMS)
SECTIONS = {name: text for level, name, text in HEADINGS if level == "##"}
KINDS = {name: text for level, name, text in HEADINGS if level == "###"}  # of faults
WITHOUT_ALARM = {name: text for _, name, text in SECTION.findall(OTHERS)}
ALL = {**SECTIONS, **KINDS, **WITHOUT_ALARM}
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "chalicelib").rglob("*.py"))
FUNCTIONS = set(Stage(STAGE, "eu-central-1").functions)
NAMES = {metric.value for metric in Metric}


def test_every_function_has_a_log_group_with_a_retention_before_it_writes_a_line() -> None:
    groups = properties("AWS::Logs::LogGroup")
    assert {group["LogGroupName"] for group in groups} == {f"/aws/lambda/{name}" for name in FUNCTIONS}
    assert all(group["RetentionInDays"] for group in groups)


def test_stage_names_are_those_that_deployment_accepts() -> None:
    assert TEMPLATE["Parameters"]["Stage"]["AllowedPattern"] == "[a-z][a-z0-9]{0,15}"


@pytest.mark.parametrize("name", alarms())
def test_an_alarm_describes_itself_and_links_to_the_runbook(name: str) -> None:
    alarm = alarms()[name]
    text, _, link = alarm["AlarmDescription"].rpartition(" ")
    assert text.endswith(".")
    assert link == f"docs/runbook.md#{name}"
    assert name in SECTIONS


def test_every_section_of_the_runbook_has_an_alarm() -> None:
    assert SECTIONS.keys() == alarms().keys()


@pytest.mark.parametrize("text", ALL.values(), ids=ALL)
def test_a_section_has_a_meaning_a_query_and_an_action(text: str) -> None:
    assert re.findall(r"^\*\*(\w+)", text, re.MULTILINE) == ["Means", "Look", "Do"]
    assert re.search("```(\nfields|sh\naws) ", text)


def test_the_runbook_lists_every_fault_with_its_points_and_has_a_section_for_each_kind() -> None:
    table = dict(re.findall(r"^\| `(\w+)`[^|]*\| (\d)", SECTIONS["faults"], re.MULTILINE))
    counted = {metric.value: str(points) for metric, points in FAULTS.items()}
    assert table == {**counted, "ms": "1", "SendTime": "1"}
    assert f"`ms` over {SLOW_CALL_MS:,.0f}" in SECTIONS["faults"]
    assert f"`SendTime` over {SLOW_SEND_MS:,.0f}" in SECTIONS["faults"]
    assert set(re.findall(r"`([a-z]+(?:-[a-z]+)*)`(?:,| or| \||, by)", SECTIONS["faults"])) >= KINDS.keys()


@pytest.mark.parametrize("name", alarms())
def test_missing_data_is_no_alarm_and_both_ends_are_notified(name: str) -> None:
    alarm = alarms()[name]
    assert alarm["TreatMissingData"] == "notBreaching"
    assert alarm["AlarmActions"] == alarm["OKActions"] == ["Alarms"]


def test_an_idle_stage_pays_for_two_alarms_only() -> None:
    always = [each for each in resources("AWS::CloudWatch::Alarm") if "Condition" not in each]
    names = [resolved(each["Properties"]["AlarmName"]) for each in always]
    assert names == [f"porchlight-{STAGE}-faults", f"porchlight-{STAGE}-dead-letters"]
    assert [each["Condition"] for each in resources("AWS::CloudWatch::Dashboard")] == ["HasDashboard"]
    assert {TEMPLATE["Parameters"][name]["Default"] for name in ("AllAlarms", "WithDashboard")} == {"no"}
    assert all("Metrics" not in alarm for alarm in alarms().values())  # each metric of a formula is billed as one alarm
    assert resources("AWS::CloudWatch::CompositeAlarm") == []


def test_the_alarm_covers_the_log_of_every_function_except_disconnect() -> None:
    alarm = alarms()["faults"]
    filters: dict[str, list[tuple[str, str]]] = {}
    for each in properties("AWS::Logs::MetricFilter"):
        (to,) = each["MetricTransformations"]
        assert (to["MetricNamespace"], to["MetricName"]) == (alarm["Namespace"], alarm["MetricName"])
        assert "DefaultValue" not in to  # a value in every hour would be billed in every hour
        filters.setdefault(each["LogGroupName"], []).append((each["FilterPattern"], to["MetricValue"]))
    assert filters.keys() == {
        *("ApiLog", "ConnectLog", "MessageLog", "FanOutLog"),
        *("MessageStoredLog", "MailReceivedLog", "JobDueLog"),
    }
    crash = '?"Task timed out" ?"Runtime exited" ?"Runtime.ImportModuleError" ?"[ERROR]"'
    for pair in filters.values():
        assert pair == [("{ $.faults > 0 }", "$.faults"), (crash, str(alarm["Threshold"]))]


def test_a_signing_key_that_cannot_be_read_triggers_the_alarm_at_once() -> None:
    assert FAULTS[Metric.KEYS_NOT_READ] == alarms()["faults"]["Threshold"]


def test_the_dashboard_shows_every_metric_of_the_code() -> None:
    shown = {line for line in shown_metrics() if line[0] == NAMESPACE}
    assert {line[1] for line in shown} == NAMES  # all of them are shown
    assert {line[2:] for line in shown} == {("stage", STAGE)}


@pytest.mark.parametrize("metric", Metric, ids=lambda metric: metric.value)
def test_every_metric_is_written_somewhere(metric: Metric) -> None:
    assert re.search(rf"Metric\.{metric.name}\b", SOURCE)


def test_functions_are_referred_to_by_their_names() -> None:
    used = {line[3] for line in shown_metrics() if line[2:3] == ("FunctionName",)}
    used |= {
        each["Value"]
        for alarm in alarms().values()
        for each in alarm.get("Dimensions", [])
        if each["Name"] == "FunctionName"
    }
    assert used == FUNCTIONS


def test_the_dashboard_is_small_enough_to_be_free() -> None:
    assert len(shown_metrics()) < 50


def test_queries_use_events_that_the_code_logs() -> None:
    queries = [RUNBOOK, *(widget["query"] for widget in widgets("log"))]
    events = {event for query in queries for event in re.findall(r"event = '(\w+)'", query)}
    assert "request" in events
    assert [event for event in sorted(events) if f'"{event}"' not in SOURCE] == []

"""Metrics in CloudWatch's embedded metric format."""

import json
import time
from typing import Any

import pytest

from chalicelib import metrics
from chalicelib.metrics import FAULTS, NAMESPACE, SLOW_CALL_MS, SLOW_SEND_MS, Metric
from tests.metrics import counting, switched_on


def line_of(*counted: Metric) -> dict[str, Any]:
    with switched_on("prod"), metrics.of_call():
        for metric in counted:
            metrics.count(metric)
        metrics.timed(Metric.SEND_TIME)(time.sleep)(0.01)
        fields: dict[str, Any] = json.loads(json.dumps(metrics.as_fields()))
        return fields


def test_a_line_names_its_metrics_and_their_stage() -> None:
    line = line_of(Metric.VISITOR_MESSAGES, Metric.VISITOR_MESSAGES)
    (directive,) = line["_aws"]["CloudWatchMetrics"]
    assert directive["Namespace"] == NAMESPACE
    assert directive["Dimensions"] == [["stage"]]
    assert line["stage"] == "prod"
    assert directive["Metrics"] == [
        {"Name": "VisitorMessages", "Unit": "Count"},
        {"Name": "SendTime", "Unit": "Milliseconds"},
    ]
    assert line["VisitorMessages"] == 2
    assert 10 <= line["SendTime"] < 10_000
    assert abs(line["_aws"]["Timestamp"] - time.time() * 1000) < 60_000


def test_every_metric_that_a_line_names_is_in_it_and_the_stage_is_the_only_dimension() -> None:
    line = line_of(*(metric for metric in Metric if metric is not Metric.SEND_TIME))
    (directive,) = line["_aws"]["CloudWatchMetrics"]
    assert {each["Name"] for each in directive["Metrics"]} == {metric.value for metric in Metric}
    assert all(isinstance(line[each["Name"]], int | float) for each in directive["Metrics"])
    assert line.keys() == {"_aws", "stage", "faults", *(metric.value for metric in Metric)}


@pytest.mark.parametrize("metric", Metric, ids=lambda metric: metric.value)
def test_a_line_has_the_points_of_its_faults(metric: Metric) -> None:
    with counting():
        metrics.count(metric, 3)
        assert metrics.as_fields().get("faults", 0) == 3 * FAULTS.get(metric, 0)


def test_a_slow_call_and_a_slow_send_count_one_point() -> None:
    with counting():
        assert metrics.as_fields(SLOW_CALL_MS) == {}
        assert metrics.as_fields(SLOW_CALL_MS + 1) == {"faults": 1}
        metrics.current.get()[Metric.SEND_TIME] = [SLOW_SEND_MS + 1]
        assert metrics.as_fields(10)["faults"] == 1
        assert metrics.as_fields(SLOW_CALL_MS + 1)["faults"] == 1
        metrics.count(Metric.BUSY)
        assert metrics.as_fields(10)["faults"] == 2


def test_without_a_stage_nothing_is_collected() -> None:
    with metrics.of_call():
        metrics.count(Metric.BUSY)
        assert metrics.timed(Metric.SEND_TIME)(abs)(-1) == 1
        assert metrics.as_fields() == {}


def test_a_call_without_metrics_has_no_fields_of_metrics() -> None:
    with counting() as counted:
        metrics.count(Metric.CONVERSATIONS_BEHIND, 0)
        assert counted() == {}
        assert metrics.as_fields() == {}


def test_metrics_of_one_call_are_not_in_another() -> None:
    with counting() as counted:
        metrics.count(Metric.BUSY)
        with metrics.of_call():
            assert metrics.as_fields() == {}
        assert counted() == {"Busy": 1}
    metrics.count(Metric.BUSY)
    assert metrics.as_fields() == {}


def test_the_time_of_a_failure_is_reported_too() -> None:
    with counting() as counted:
        with pytest.raises(ValueError, match="broken"):
            metrics.timed(Metric.SEND_TIME)(int)("broken")
        assert counted()["SendTime"] >= 0


def test_a_line_has_no_more_values_of_a_metric_than_cloudwatch_accepts() -> None:
    with counting() as counted:
        for _ in range(101):
            metrics.timed(Metric.FAN_OUT_TIME)(abs)(1)
        assert len(counted()["FanOutTime"]) == 100

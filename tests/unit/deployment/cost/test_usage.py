"""The monitoring that is billed is what the template creates."""

from collections import Counter

import yaml

from chalicelib.metrics import Metric
from deployment.cost.month import ALARMS, DASHBOARDS
from deployment.cost.usage import ALERT_METRICS, METRICS
from deployment.template_files import stack_template

TEMPLATE = yaml.safe_load(stack_template("watch"))
TYPES = Counter(each["Type"] for each in TEMPLATE["Resources"].values() if "Condition" not in each)


def test_alarms_and_dashboards_are_those_of_the_template_without_options() -> None:
    assert TYPES["AWS::CloudWatch::Alarm"] == ALARMS
    assert TYPES["AWS::CloudWatch::Dashboard"] == DASHBOARDS


def test_metrics_are_those_that_the_server_writes() -> None:
    assert {*METRICS, *ALERT_METRICS} <= {metric.value for metric in Metric}

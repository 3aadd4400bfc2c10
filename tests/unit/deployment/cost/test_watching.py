"""What is billed for watching is what there is."""

from collections import Counter
from pathlib import Path

import yaml

from chalicelib.metrics import Metric
from deployment.cost import watching

TEMPLATE = yaml.safe_load(
    (Path(__file__).parents[4] / "deployment" / "templates" / "watch.yaml").read_text(encoding="utf-8")
)
TYPES = Counter(each["Type"] for each in TEMPLATE["Resources"].values() if "Condition" not in each)


def test_alarms_and_dashboards_are_those_of_the_template_without_options() -> None:
    assert TYPES["AWS::CloudWatch::Alarm"] == watching.ALARMS
    assert TYPES["AWS::CloudWatch::Dashboard"] == watching.DASHBOARDS


def test_metrics_are_those_that_the_server_tells() -> None:
    assert {*watching.METRICS} <= {metric.value for metric in Metric}

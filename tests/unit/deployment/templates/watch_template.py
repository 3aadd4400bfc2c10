"""Reads `deployment/templates/watch.yaml` for tests."""

import json
import re
from typing import Any

import yaml

from deployment.template_files import stack_template

TEMPLATE: dict[str, Any] = yaml.safe_load(stack_template("watch"))
STAGE = "prod"
FILLED_IN = {"Stage": STAGE, "AWS::Region": "eu-central-1", "ApiName": "porchlight", "Runbook": "docs/runbook.md"}


def resources(kind: str) -> list[dict[str, Any]]:
    return [resource for resource in TEMPLATE["Resources"].values() if resource["Type"] == kind]


def properties(kind: str) -> list[dict[str, Any]]:
    return [resolved(resource["Properties"]) for resource in resources(kind)]


def resolved(value: Any) -> Any:
    """Resolves the intrinsic functions of this template."""
    if isinstance(value, list):
        return [resolved(each) for each in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"Fn::Sub"}:
        return re.sub(r"\$\{([\w:]+)\}", lambda name: FILLED_IN[name[1]], value["Fn::Sub"])
    if value.keys() == {"Ref"}:
        return FILLED_IN.get(value["Ref"], value["Ref"])
    return {name: resolved(each) for name, each in value.items()}


def alarms() -> dict[str, dict[str, Any]]:
    """By name, without the stage's prefix."""
    found = properties("AWS::CloudWatch::Alarm")
    return {alarm["AlarmName"].removeprefix(f"porchlight-{STAGE}-"): alarm for alarm in found}


def widgets(kind: str) -> list[dict[str, Any]]:
    (dashboard,) = properties("AWS::CloudWatch::Dashboard")
    found = json.loads(dashboard["DashboardBody"])["widgets"]
    return [widget["properties"] for widget in found if widget["type"] == kind]


def shown_metrics() -> list[tuple[str, ...]]:
    """Namespace, name and dimensions of each metric of the dashboard."""
    lines = [line for widget in widgets("metric") for line in widget["metrics"]]
    return [tuple(part for part in line if isinstance(part, str)) for line in lines]

"""Reads the files of deployment/templates."""

import json
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from devtools.folders import ROOT

TEMPLATES = ROOT / "deployment" / "templates"


def stack_template(name: str) -> str:
    return (TEMPLATES / f"{name}.yaml").read_text(encoding="utf-8")


def parsed_template(name: str) -> dict[str, Any]:
    """Returns a copy that the caller may change."""
    return deepcopy(_parsed(name))


@cache
def _parsed(name: str) -> dict[str, Any]:
    template: dict[str, Any] = yaml.safe_load(stack_template(name))
    return template


def table_definitions(prefix: str) -> list[dict[str, Any]]:
    """Returns the properties of each table in CloudFormation's form, with the full table name."""
    tables = [resource["Properties"] for resource in parsed_template("tables")["Resources"].values()]
    return [{**table, "TableName": table["TableName"]["Fn::Sub"].replace("${Prefix}", prefix)} for table in tables]


def files_bucket() -> dict[str, Any]:
    """Returns the properties of the bucket for the files of conversations."""
    properties: dict[str, Any] = parsed_template("files")["Resources"]["Bucket"]["Properties"]
    return properties


def policy_templates() -> dict[str, str]:
    """Returns the IAM policy of each function, by file name, with placeholders for `string.Template`."""
    files = sorted((TEMPLATES / "policies").glob("*.json"))
    return {path.name: path.read_text(encoding="utf-8") for path in files}


@dataclass(frozen=True, slots=True)
class GatewayResponse:
    """A response that API Gateway sends without calling a function.

    `headers` are in API Gateway's notation: 'text' in quotes, or `context.requestId`. `status` is None for a response
    type that covers several statuses: API Gateway then keeps the status that it chose.
    """

    kind: str
    status: int | None
    code: str
    headers: dict[str, str]
    body: str


@cache
def gateway_responses() -> dict[str, GatewayResponse]:
    """By API Gateway's name of the response type. The headers at the top of the file apply to every response."""
    document = json.loads((TEMPLATES / "gateway_responses.json").read_text(encoding="utf-8"))
    responses = {}
    for kind, entry in document["responses"].items():
        headers = dict(document["headers"])
        if "retry_after" in entry:
            headers["Retry-After"] = f"'{entry['retry_after']}'"
        body = json.dumps({"error": {"code": entry["code"], "message": entry["message"]}}, separators=(",", ":"))
        responses[kind] = GatewayResponse(kind, entry.get("status"), entry["code"], headers, body)
    return responses

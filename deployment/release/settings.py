"""A stage's `.chalice/config.json` and policies, from those of the repository."""

import json
import re
from string import Template
from typing import Any

from deployment.stage import Stage
from devtools.folders import ROOT

POLICIES = "policies"  # beside config.json in the release
# X-Ray has no resources that could be named.
TRACING = {"Effect": "Allow", "Action": ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "Resource": "*"}
UNRESERVED = 100  # AWS keeps so many for everybody


def config(stage: Stage, environment: dict[str, str], architecture: str, concurrency: int) -> dict[str, Any]:
    """The repository's configuration with this one stage. One that it does not name gets what all have in common.

    `concurrency`: how many executions at once there are to be reserved from. Where they are few, as in a new account,
    nothing is reserved: AWS would refuse to.
    """
    settings: dict[str, Any] = json.loads((ROOT / ".chalice" / "config.json").read_text(encoding="utf-8"))
    own = {
        "PORCHLIGHT_TABLE_PREFIX": stage.prefix,
        "PORCHLIGHT_METRICS_STAGE": stage.name,
        "PORCHLIGHT_SIGNING_KEY_PARAMETER": stage.parameter("signing-key"),
        **environment,
    }
    chosen = {**settings["stages"].get(stage.name, {}), "environment_variables": own}
    own_functions = chosen.get("lambda_functions", {}).values()
    if concurrency - sum(each.get("reserved_concurrency", 0) for each in own_functions) < UNRESERVED:
        for function in own_functions:
            function.pop("reserved_concurrency", None)
    return {**settings, "lambda_architecture": architecture, "stages": {stage.name: chosen}}


def policies(stage: Stage, account: str, environment: dict[str, str]) -> dict[str, Any]:
    """What each function may do, by the name of its file."""
    socket_api = api_of(environment.get("PORCHLIGHT_SOCKET_URL", ""))
    values = {"stage": stage.name, "region": stage.region, "account": account, "socket_api": socket_api}
    found = {
        path.name: json.loads(Template(path.read_text(encoding="utf-8")).substitute(values))
        for path in sorted((ROOT / "deployment" / "templates" / "policies").glob("*.json"))
    }
    if is_traced(stage):
        for policy in found.values():
            policy["Statement"].append(TRACING)
    return found


def is_traced(stage: Stage) -> bool:
    """Lambda refuses to trace a function that may not write traces."""
    settings = json.loads((ROOT / ".chalice" / "config.json").read_text(encoding="utf-8"))
    return bool(settings["stages"].get(stage.name, {}).get("xray", settings.get("xray")))


def api_of(socket_url: str) -> str:
    """The id of the WebSocket API, which stands in its address; any until it is known, or under a domain of its own."""
    found = re.match(r"wss://([a-z0-9]+)\.execute-api\.", socket_url)
    return found[1] if found else "*"

"""A stage's `.chalice/config.json` and policies, derived from those of the repository."""

import json
import re
from string import Template
from typing import Any

from botocore.session import Session

from chalicelib.aws.endpoints import configured, regional
from deployment.stage import Stage
from deployment.template_files import policy_templates
from devtools.folders import ROOT

POLICIES = "policies"  # folder beside config.json in the release
# X-Ray has no resources that a policy could name.
TRACING = {"Effect": "Allow", "Action": ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "Resource": "*"}
# A stage that sends no mail needs none of them.
MAIL_ACTIONS = ("ses:SendEmail", "ses:GetSuppressedDestination")
NO_BUCKET = "arn:aws:s3:::"
ENDPOINTS = {
    "PORCHLIGHT_DYNAMODB_ENDPOINT": "dynamodb",
    "PORCHLIGHT_PARAMETERS_ENDPOINT": "ssm",
    "PORCHLIGHT_FUNCTIONS_ENDPOINT": "lambda",
}
MIN_UNRESERVED = 100  # executions that AWS keeps for all functions without a reservation


def config(stage: Stage, environment: dict[str, str], architecture: str, concurrency: int) -> dict[str, Any]:
    """The repository's configuration, with this stage only. A stage that it does not name gets the common settings.

    `concurrency`: the account's available concurrent executions. If they are few, as in a new account, no function
    reserves any, because AWS would reject the reservation.
    """
    settings = repository_config()
    variables = {
        "PORCHLIGHT_TABLE_PREFIX": stage.prefix,
        "PORCHLIGHT_METRICS_STAGE": stage.name,
        "PORCHLIGHT_SIGNING_KEY_PARAMETER": stage.parameter("signing-key"),
        **endpoints(stage),
        **environment,
    }
    own = {**settings["stages"].get(stage.name, {}), "environment_variables": variables}
    functions = own.get("lambda_functions", {}).values()
    if concurrency - sum(each.get("reserved_concurrency", 0) for each in functions) < MIN_UNRESERVED:
        for function in functions:
            function.pop("reserved_concurrency", None)
    return {**settings, "lambda_architecture": architecture, "stages": {stage.name: own}}


def endpoints(stage: Stage) -> dict[str, str]:
    """Those of the services that every function calls, so that no cold start reads botocore's table of all endpoints.

    Where the environment or AWS's configuration file names other endpoints, those are for this machine, and the
    functions look for theirs.
    """
    session = Session()
    if any(configured(session, service) for service in ENDPOINTS.values()):
        return {}
    return {name: regional(session, service, stage.region) for name, service in ENDPOINTS.items()}


def policies(stage: Stage, account: str, environment: dict[str, str]) -> dict[str, dict[str, Any]]:
    """The policy of each function, by file name."""
    socket_api = api_id_of(environment.get("PORCHLIGHT_SOCKET_URL", ""))
    mail_from = environment.get("PORCHLIGHT_MAIL_FROM", "")
    mail_bucket = environment.get("PORCHLIGHT_MAIL_BUCKET", "")
    files_bucket = environment.get("PORCHLIGHT_FILES_BUCKET", "")
    pages_bucket = environment.get("PORCHLIGHT_PAGES_BUCKET", "")
    values = {
        "stage": stage.name,
        "region": stage.region,
        "account": account,
        "socket_api": socket_api,
        "mail_from": mail_from,
        "mail_bucket": mail_bucket,
        "files_bucket": files_bucket,
        "pages_bucket": pages_bucket,
    }
    documents = {name: json.loads(Template(text).substitute(values)) for name, text in policy_templates().items()}
    unused = set() if mail_from else set(MAIL_ACTIONS)
    for document in documents.values():
        document["Statement"] = [
            each for each in document["Statement"] if unused.isdisjoint(actions_of(each)) and not names_no_bucket(each)
        ]
    if is_traced(stage):
        for document in documents.values():
            document["Statement"].append(TRACING)
    return documents


def names_no_bucket(statement: dict[str, Any]) -> bool:
    """The stage has no such bucket: it receives no mail, or the bucket is not created yet."""
    resources: str | list[str] = statement["Resource"]
    listed = [resources] if isinstance(resources, str) else resources
    return any(each == NO_BUCKET or each.startswith(f"{NO_BUCKET}/") for each in listed)


def actions_of(statement: dict[str, Any]) -> list[str]:
    actions: str | list[str] = statement["Action"]
    return [actions] if isinstance(actions, str) else actions


def is_traced(stage: Stage) -> bool:
    """Lambda rejects tracing for a function whose policy does not allow it."""
    settings = repository_config()
    return bool(settings["stages"].get(stage.name, {}).get("xray", settings.get("xray")))


def repository_config() -> dict[str, Any]:
    settings: dict[str, Any] = json.loads((ROOT / ".chalice" / "config.json").read_text(encoding="utf-8"))
    return settings


def api_id_of(socket_url: str) -> str:
    """The WebSocket API's id, from its URL. `*` if the URL is not known yet, or has a custom domain."""
    found = re.match(r"wss://([a-z0-9]+)\.execute-api\.", socket_url)
    return found[1] if found else "*"

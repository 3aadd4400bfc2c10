"""Checks of a stage's throttles, gateway responses, tables, signing key and alarms."""

import re
from typing import Any

from botocore.exceptions import ClientError

from chalicelib.identity.key_ring import SigningKeyMissing, parse
from deployment import parameters
from deployment.api_gateway import different_responses
from deployment.doctor.checks import NotOk, NotTried, Visit, check, expect
from deployment.parameters import SIGNING_KEY
from deployment.stage import API_STAGE
from deployment.template_files import files_bucket, gateway_responses, table_definitions

NO_ALARMS = "Deploy again; if the stack porchlight-STAGE-watch exists without alarms, delete it first."
BY_HAND = "CloudFormation does not notice manual changes. Switch it on again: aws dynamodb "


@check("Both APIs are throttled", remedy="Deploy again: that sets the throttles (docs/security.md).")
def throttles(visit: Visit) -> str:
    rest, socket = api_stages(visit)
    rate = rest.get("methodSettings", {}).get("*/*", {}).get("throttlingRateLimit")
    expect(bool(rate), "the REST API has no throttle of its own: it accepts 10,000 calls a second")
    frames = socket.get("DefaultRouteSettings", {}).get("ThrottlingRateLimit")
    expect(bool(frames), "the WebSocket API has no throttle of its own: it accepts 10,000 frames a second")
    return f"{rate:.0f} calls of each route and {frames:.0f} frames a second"


@check(
    "API Gateway's own responses are those of the deployment",
    remedy="Deploy again: that sets them (docs/protocol.md).",
)
def own_responses(visit: Visit) -> str:
    different = different_responses(visit.deployed.account, api_id(visit.target.api))
    expect(not different, f"missing or changed: {', '.join(different)}")
    return f"{len(gateway_responses())} responses"


@check(
    "API Gateway does not log bodies",
    remedy="Switch off data tracing: bodies contain tokens, passwords and messages (docs/security.md).",
)
def bodies_are_not_logged(visit: Visit) -> str:
    rest, socket = api_stages(visit)
    traced = [name for name, method in rest.get("methodSettings", {}).items() if method.get("dataTraceEnabled")]
    expect(not traced, f"data tracing writes every request's body into a log: {', '.join(traced)}")
    routes = [socket.get("DefaultRouteSettings", {}), *socket.get("RouteSettings", {}).values()]
    expect(not any(route.get("DataTraceEnabled") for route in routes), "data tracing writes every frame into a log")
    return "data tracing is off"


@check("Every table exists", remedy="Restore it, from point-in-time recovery or a backup: docs/operations.md.")
def tables(visit: Visit) -> str:
    names = tables_with(visit, "TableName")
    for name in names:
        status = described(visit, name)["TableStatus"]
        expect(status in ("ACTIVE", "UPDATING"), f"{name} is {status}")
    return f"{len(names)} tables"


@check(
    "Expired rows are deleted",
    remedy=f"{BY_HAND}update-time-to-live --table-name … "
    "--time-to-live-specification Enabled=true,AttributeName=expires_at",
)
def ttl(visit: Visit) -> str:
    names, client = tables_with(visit, "TimeToLiveSpecification"), visit.target.tables.client
    for name in names:
        status = client.describe_time_to_live(TableName=name)["TimeToLiveDescription"]["TimeToLiveStatus"]
        expect(status in ("ENABLED", "ENABLING"), f"{name} has no TTL")
    return f"{len(names)} tables"


@check(
    "Point-in-time recovery is on",
    remedy=f"{BY_HAND}update-continuous-backups --table-name … "
    "--point-in-time-recovery-specification PointInTimeRecoveryEnabled=true",
)
def recovery(visit: Visit) -> str:
    names, client = tables_with(visit, "PointInTimeRecoverySpecification"), visit.target.tables.client
    for name in names:
        backups = client.describe_continuous_backups(TableName=name)["ContinuousBackupsDescription"]
        status = backups.get("PointInTimeRecoveryDescription", {}).get("PointInTimeRecoveryStatus")
        expect(status == "ENABLED", f"{name} has no point-in-time recovery")
    return f"{len(names)} tables"


@check("Deletion protection is on", remedy=f"{BY_HAND}update-table --table-name … --deletion-protection-enabled")
def protection(visit: Visit) -> str:
    names = tables_with(visit, "DeletionProtectionEnabled")
    for name in names:
        expect(bool(described(visit, name).get("DeletionProtectionEnabled")), f"{name} has no deletion protection")
    return f"{len(names)} tables"


@check("The signing key is encrypted", remedy="Deploy again: that creates one. To replace it: docs/security.md.")
def signing_key(visit: Visit) -> str:
    name = visit.deployed.stage.parameter(SIGNING_KEY)
    try:
        found = visit.deployed.account.client("ssm").get_parameter(Name=name, WithDecryption=True)["Parameter"]
        expect(found["Type"] == "SecureString", f"{name} is a {found['Type']}: it is readable without decryption")
        ring = parse(found["Value"])
    except ClientError as error:
        raise NotOk(f"{name}: {error.response['Error']['Code']}") from None
    except SigningKeyMissing as unusable:
        raise NotOk(str(unusable)) from None
    return f"a SecureString, {1 + len(ring.accepted)} keys" if ring.accepted else "a SecureString"


@check(
    "Files of conversations are private, and expire",
    remedy="Deploy again; if it stays so, restore the bucket's settings by hand: deployment/templates/files.yaml.",
)
def files(visit: Visit) -> str:
    bucket = parameters.addresses(visit.deployed.account, visit.deployed.stage).get("files_bucket")
    if not bucket:
        raise NotTried("the bucket's name is not stored yet: deploy again")
    client, wanted = visit.deployed.account.client("s3"), files_bucket()
    try:
        blocked = client.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"]
        open_to = sorted(name for name in wanted["PublicAccessBlockConfiguration"] if not blocked.get(name))
        expect(not open_to, f"{bucket} does not have {', '.join(open_to)}")
        found = client.get_bucket_lifecycle_configuration(Bucket=bucket)["Rules"]
        active = {each.get("ID") for each in found if each["Status"] == "Enabled"}
        missing = [each["Id"] for each in wanted["LifecycleConfiguration"]["Rules"] if each["Id"] not in active]
        expect(not missing, f"{bucket} has no rule {', '.join(missing)}: what should be deleted is kept")
        methods = {
            method for each in client.get_bucket_cors(Bucket=bucket)["CORSRules"] for method in each["AllowedMethods"]
        }
        expect(methods >= {"GET", "POST"}, f"{bucket} lets no page upload or read files")
    except ClientError as error:
        raise NotOk(f"{bucket}: {error.response['Error']['Code']}") from None
    return "no public access, three lifecycle rules"


@check(
    "No alarm is active",
    remedy="See docs/runbook.md: it has a section for each alarm.",
    fails_deployment=False,  # the deployment may be what ends it
)
def alarms(visit: Visit) -> str:
    client = visit.deployed.account.client("cloudwatch")
    pages = client.get_paginator("describe_alarms").paginate(AlarmNamePrefix=visit.deployed.stage.prefix)
    found = [alarm for page in pages for alarm in page["MetricAlarms"]]
    expect(bool(found), "there are no alarms: nobody is notified of failures", NO_ALARMS)
    active = sorted(alarm["AlarmName"] for alarm in found if alarm["StateValue"] == "ALARM")
    expect(not active, f"in alarm: {', '.join(active)}")
    return f"{len(found)} alarms"


def api_id(address: str) -> str:
    """The API's id is in its address, unless the address has a custom domain."""
    found = re.match(r"(?:https|wss)://([a-z0-9]+)\.execute-api\.", address)
    if not found:
        raise NotTried("the APIs have custom domains")
    return found[1]


def api_stages(visit: Visit) -> tuple[dict[str, Any], dict[str, Any]]:
    """The stages of the REST and the WebSocket API, as API Gateway returns them."""
    client, socket = visit.deployed.account.client, visit.target.socket or ""
    return (
        client("apigateway").get_stage(restApiId=api_id(visit.target.api), stageName=API_STAGE),
        client("apigatewayv2").get_stage(ApiId=api_id(socket), StageName=API_STAGE),
    )


def described(visit: Visit, table: str) -> dict[str, Any]:
    response: dict[str, Any] = visit.target.tables.client.describe_table(TableName=table)["Table"]
    return response


def tables_with(visit: Visit, setting: str) -> list[str]:
    """The tables for which deployment/templates/tables.yaml has the setting."""
    return [each["TableName"] for each in table_definitions(visit.target.tables.prefix) if each.get(setting)]


CHECKS = (
    throttles,
    own_responses,
    bodies_are_not_logged,
    tables,
    ttl,
    recovery,
    protection,
    files,
    signing_key,
    alarms,
)

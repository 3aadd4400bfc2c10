"""What a stage has in its account besides the functions: throttles, tables, the signing key, alarms."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from botocore.exceptions import ClientError

from chalicelib.identity.key_ring import SigningKeyMissing, parse
from deployment.doctor.checks import NotOk, check, expect
from deployment.doctor.scene import NotTried, Scene
from deployment.parameters import SIGNING_KEY
from deployment.stage import API_STAGE
from devtools.local_run.tables import definitions

NO_ALARMS = "Deploy again; if the stack porchlight-STAGE-watch is there without them, delete that first."
BY_HAND = "CloudFormation does not see what was switched off by hand. Switch it on again: aws dynamodb "


@check("What a stranger can cost is bounded", remedy="Deploy again: it sets a throttle (docs/security.md).")
def throttles(scene: Scene) -> str:
    account = scene.deployed.account
    rest = account.client("apigateway").get_stage(restApiId=api_id(scene.target.api), stageName=API_STAGE)
    rate = rest.get("methodSettings", {}).get("*/*", {}).get("throttlingRateLimit")
    expect(bool(rate), "the REST API has no throttle of its own: 10,000 calls a second are let through")
    socket = account.client("apigatewayv2").get_stage(ApiId=api_id(scene.target.socket or ""), StageName=API_STAGE)
    frames = socket.get("DefaultRouteSettings", {}).get("ThrottlingRateLimit")
    expect(bool(frames), "the WebSocket API has no throttle of its own: 10,000 frames a second are let through")
    return f"{rate:.0f} calls of a kind and {frames:.0f} frames a second"


@check(
    "API Gateway logs no bodies",
    remedy="Switch data tracing off for the stage: bodies have tokens, passwords and messages (docs/security.md).",
)
def bodies_are_not_logged(scene: Scene) -> str:
    account = scene.deployed.account
    rest = account.client("apigateway").get_stage(restApiId=api_id(scene.target.api), stageName=API_STAGE)
    traced = [name for name, method in rest.get("methodSettings", {}).items() if method.get("dataTraceEnabled")]
    expect(not traced, f"data tracing writes every request's body into a log: {', '.join(traced)}")
    socket = account.client("apigatewayv2").get_stage(ApiId=api_id(scene.target.socket or ""), StageName=API_STAGE)
    routes = [socket.get("DefaultRouteSettings", {}), *socket.get("RouteSettings", {}).values()]
    expect(not any(route.get("DataTraceEnabled") for route in routes), "data tracing writes every frame into a log")
    return "data tracing is off"


@check("Every table is there", remedy="Put it back, from point-in-time recovery or a backup: docs/operations.md.")
def tables(scene: Scene) -> str:
    for definition in definitions(scene.target.tables.prefix):
        status = described(scene, definition)["TableStatus"]
        expect(status in ("ACTIVE", "UPDATING"), f"{definition['TableName']} is {status}")
    return f"{len(definitions(''))} tables"


@check(
    "Old rows are deleted",
    remedy=f"{BY_HAND}update-time-to-live --table-name … "
    "--time-to-live-specification Enabled=true,AttributeName=expires_at",
)
def ttl(scene: Scene) -> str:
    def on(definition: dict[str, Any]) -> bool:
        name = definition["TableName"]
        said = scene.target.tables.client.describe_time_to_live(TableName=name)["TimeToLiveDescription"]
        return said["TimeToLiveStatus"] in ("ENABLED", "ENABLING")

    return each_with(scene, "TimeToLiveSpecification", "no TTL", on)


@check(
    "Tables can be set back to any second of the last weeks",
    remedy=f"{BY_HAND}update-continuous-backups --table-name … "
    "--point-in-time-recovery-specification PointInTimeRecoveryEnabled=true",
)
def recovery(scene: Scene) -> str:
    def on(definition: dict[str, Any]) -> bool:
        said = scene.target.tables.client.describe_continuous_backups(TableName=definition["TableName"])
        recovery = said["ContinuousBackupsDescription"].get("PointInTimeRecoveryDescription", {})
        return bool(recovery.get("PointInTimeRecoveryStatus") == "ENABLED")

    return each_with(scene, "PointInTimeRecoverySpecification", "no point-in-time recovery", on)


@check(
    "Tables cannot be deleted by mistake",
    remedy=f"{BY_HAND}update-table --table-name … --deletion-protection-enabled",
)
def protection(scene: Scene) -> str:
    def on(definition: dict[str, Any]) -> bool:
        return bool(described(scene, definition).get("DeletionProtectionEnabled"))

    return each_with(scene, "DeletionProtectionEnabled", "no deletion protection", on)


@check("The signing key is there, encrypted", remedy="Deploy again: it makes one. To replace it: docs/security.md.")
def signing_key(scene: Scene) -> str:
    name = scene.deployed.stage.parameter(SIGNING_KEY)
    try:
        found = scene.deployed.account.client("ssm").get_parameter(Name=name, WithDecryption=True)["Parameter"]
        expect(found["Type"] == "SecureString", f"{name} is a {found['Type']}: whoever lists parameters reads it")
        ring = parse(found["Value"])
    except ClientError as error:
        raise NotOk(f"{name}: {error.response['Error']['Code']}") from None
    except SigningKeyMissing as unusable:
        raise NotOk(str(unusable)) from None
    return f"a SecureString, {1 + len(ring.accepted)} keys" if ring.accepted else "a SecureString"


@check("No alarm rings", remedy="See docs/runbook.md: it has a section for each alarm.")
def alarms(scene: Scene) -> str:
    client = scene.deployed.account.client("cloudwatch")
    pages = client.get_paginator("describe_alarms").paginate(AlarmNamePrefix=scene.deployed.stage.prefix)
    found = [alarm for page in pages for alarm in page["MetricAlarms"]]
    expect(bool(found), "there is none: nobody is told when something breaks", NO_ALARMS)
    ringing = sorted(alarm["AlarmName"] for alarm in found if alarm["StateValue"] == "ALARM")
    expect(not ringing, f"in alarm: {', '.join(ringing)}")
    return f"{len(found)} alarms"


def api_id(address: str) -> str:
    """It stands in the address, unless that is one of the owner's own domain."""
    found = re.match(r"(?:https|wss)://([a-z0-9]+)\.execute-api\.", address)
    if not found:
        raise NotTried("the APIs have addresses of their own")
    return found[1]


def described(scene: Scene, definition: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = scene.target.tables.client.describe_table(TableName=definition["TableName"])["Table"]
    return answer


def each_with(scene: Scene, setting: str, without: str, on: Callable[[dict[str, Any]], bool]) -> str:
    """Every table for which deployment/templates/tables.yaml has the setting must have it."""
    wanted = list(tables_with(scene, setting))
    for definition in wanted:
        expect(on(definition), f"{definition['TableName']} has {without}")
    return f"{len(wanted)} tables"


def tables_with(scene: Scene, setting: str) -> Iterator[dict[str, Any]]:
    return (each for each in definitions(scene.target.tables.prefix) if each.get(setting))


CHECKS = (throttles, bodies_are_not_logged, tables, ttl, recovery, protection, signing_key, alarms)

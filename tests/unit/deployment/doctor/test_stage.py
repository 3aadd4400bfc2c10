"""The checks of a stage's account: each is ok after a deployment, and fails if what it examines is broken."""

from collections.abc import Callable
from typing import Any

import pytest

from deployment import roles
from deployment.doctor import account, functions
from deployment.doctor.checks import Check
from deployment.doctor.run import run_check
from tests.unit.deployment.doctor.aws import ID, LONG, Aws
from tests.unit.deployment.doctor.reports import is_not_ok

MESSAGE, API = "porchlight-prod-websocket_message", "porchlight-prod"
ANYTHING: dict[str, Any] = {"Effect": "Allow", "Action": "dynamodb:*", "Resource": "*"}


def statements(aws: Aws, function: str = API) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = aws.own[f"{function}-role"]["policy"]["Statement"]
    return found


def table(aws: Aws, noun: str) -> dict[str, Any]:
    return aws.tables[f"porchlight-prod-{noun}"]


def trusts_another_account(aws: Aws) -> None:
    aws.trust[f"{API}-role"].append({"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::210987654321:root"}})


def allows_all_but_delete(aws: Aws) -> None:
    statements(aws).append({"Effect": "Allow", "NotAction": "dynamodb:DeleteTable", "Resource": "*"})


def traced(settings: dict[str, Any]) -> None:
    """As the console's "Data tracing" does; the APIs spell it differently."""
    settings.update(dataTraceEnabled=True, DataTraceEnabled=True)


def default_response(aws: Aws, kind: str) -> None:
    """As API Gateway describes a response that nobody set."""
    template = {"application/json": '{"message":$context.error.messageString}'}
    aws.responses[kind] = {
        "responseType": kind,
        "responseParameters": {},
        "responseTemplates": template,
        "defaultResponse": True,
    }


def without_header(aws: Aws, kind: str, name: str) -> None:
    del aws.responses[kind]["responseParameters"][f"gatewayresponse.header.{name}"]


Break = Callable[[Aws], Any]
CASES: list[tuple[Check, Break, str]] = [
    (functions.running, lambda aws: aws.functions[MESSAGE].update(State="Failed"), f"{MESSAGE} is Failed"),
    (functions.running, lambda aws: aws.functions[API].update(LastUpdateStatus="InProgress"), "is InProgress"),
    (functions.running, lambda aws: aws.reserved.update({API: 0}), "is stopped"),
    (functions.running, lambda aws: aws.functions.pop(MESSAGE), "ResourceNotFoundException"),
    (functions.policies, lambda aws: aws.attached.update({f"{API}-role": ["AdministratorAccess"]}), "Administrator"),
    (functions.policies, lambda aws: aws.own[f"{API}-role"].update(more={}), "2 policies of its own: policy, more"),
    (functions.policies, lambda aws: aws.own[f"{API}-role"].clear(), "0 policies of its own"),
    (functions.policies, lambda aws: statements(aws).append(ANYTHING), "may also dynamodb:* on *"),
    (functions.policies, allows_all_but_delete, "NotAction"),
    (functions.policies, lambda aws: statements(aws, MESSAGE).pop(0), "role may not dynamodb:DeleteItem on"),
    (functions.trust, trusts_another_account, "210987654321"),
    (functions.concurrency, lambda aws: aws.limits.update(UnreservedConcurrentExecutions=9), "9 executions"),
    (account.throttles, lambda aws: aws.rest.clear(), "the REST API has no throttle"),
    (account.throttles, lambda aws: aws.socket.clear(), "the WebSocket API has no throttle"),
    (account.own_responses, lambda aws: aws.responses.pop("THROTTLED"), "missing or changed: THROTTLED"),
    (account.own_responses, lambda aws: default_response(aws, "DEFAULT_5XX"), "changed: DEFAULT_5XX"),
    (account.own_responses, lambda aws: aws.responses["THROTTLED"].update(statusCode="503"), "changed: THROTTLED"),
    (account.own_responses, lambda aws: aws.responses["DEFAULT_5XX"].update(statusCode="500"), "changed: DEFAULT_5XX"),
    (
        account.own_responses,
        lambda aws: aws.responses["DEFAULT_5XX"].update(responseTemplates={"application/json": "{}"}),
        "changed: DEFAULT_5XX",
    ),
    (
        account.own_responses,
        lambda aws: without_header(aws, "INTEGRATION_TIMEOUT", "Access-Control-Allow-Origin"),
        "changed: INTEGRATION_TIMEOUT",
    ),
    (account.own_responses, lambda aws: aws.responses.clear(), "DEFAULT_4XX, DEFAULT_5XX, INTEGRATION_TIMEOUT"),
    (account.bodies_are_not_logged, lambda aws: traced(aws.rest["methodSettings"]["*/*"]), "every request's body"),
    (
        account.bodies_are_not_logged,
        lambda aws: aws.rest["methodSettings"].update({"admin/session/POST": {"dataTraceEnabled": True}}),
        "every request's body",
    ),
    (account.bodies_are_not_logged, lambda aws: traced(aws.socket["DefaultRouteSettings"]), "every frame"),
    (account.tables, lambda aws: table(aws, "messages").update(TableStatus="DELETING"), "messages is DELETING"),
    (account.tables, lambda aws: aws.tables.pop("porchlight-prod-audit"), "ResourceNotFoundException"),
    (account.ttl, lambda aws: table(aws, "limits").update(ttl="DISABLED"), "limits has no TTL"),
    (account.recovery, lambda aws: table(aws, "messages").update(recovery="DISABLED"), "messages has no point-in-time"),
    (
        account.protection,
        lambda aws: table(aws, "sites").update(DeletionProtectionEnabled=False),
        "no deletion protection",
    ),
    (account.signing_key, lambda aws: aws.parameter.clear(), "signing-key: ParameterNotFound"),
    (account.signing_key, lambda aws: aws.parameter.update(Type="String"), "is a String"),
    (account.signing_key, lambda aws: aws.parameter.update(Value="short"), "at least 32 characters"),
    (account.files, lambda aws: aws.blocked.update(BlockPublicAcls=False), "does not have BlockPublicAcls"),
    (account.files, lambda aws: aws.rules.pop(), "has no rule uploads"),
    (account.files, lambda aws: aws.rules[1].update(Status="Disabled"), "has no rule mails"),
    (account.files, lambda aws: aws.cors.clear(), "NoSuchCORSConfiguration"),
    (account.files, lambda aws: aws.cors[0].update(AllowedMethods=["GET"]), "lets no page upload"),
    (account.alarms, lambda aws: aws.alarms[0].update(StateValue="ALARM"), "in alarm: porchlight-prod-faults"),
    (account.alarms, lambda aws: aws.alarms.clear(), "there are no alarms"),
    (account.alarms, lambda aws: aws.alarms[0].update(AlarmName="porchlight-dev-faults"), "there are no alarms"),
]


@pytest.mark.parametrize(("check", "breaks", "seen"), CASES, ids=[f"{check.name}: {seen}" for check, _, seen in CASES])
def test_a_check_reports_what_is_broken(check: Check, breaks: Break, seen: str) -> None:
    aws = Aws()
    breaks(aws)
    is_not_ok(check, aws.visit(), seen)


@pytest.mark.parametrize("check", [*functions.CHECKS, *account.CHECKS], ids=lambda check: check.name)
def test_a_check_is_ok_after_a_deployment(check: Check) -> None:
    result = run_check("", check, Aws().visit())
    assert (result.state, result.remedy) == ("ok", "")
    assert LONG not in result.seen


def test_several_signing_keys_are_ok() -> None:
    aws = Aws()
    aws.parameter["Value"] = f'{{"current": "{LONG}", "accepted": ["{LONG} too"]}}'
    assert run_check("", account.signing_key, aws.visit()).seen == "a SecureString, 2 keys"


def test_a_policy_may_be_grouped_differently() -> None:
    aws = Aws()
    written_apart = [
        {**each, "Action": [action], "Resource": resource}
        for each in statements(aws)
        for action in roles.as_list(each["Action"])
        for resource in roles.as_list(each["Resource"])
    ]
    aws.own[f"{API}-role"]["policy"]["Statement"] = written_apart
    assert run_check("", functions.policies, aws.visit()).ok


@pytest.mark.parametrize("check", [account.throttles, account.own_responses], ids=lambda check: check.name)
def test_the_settings_of_an_api_with_a_custom_domain_are_not_checked(check: Check) -> None:
    result = run_check("", check, Aws().visit(api="https://chat.shop.example/api"))
    assert result.state == "not tried"


def test_the_role_of_a_missing_function_is_not_checked() -> None:
    aws = Aws()
    aws.functions.clear()
    assert run_check("", functions.policies, aws.visit()).state == "not tried"
    assert ID not in run_check("", functions.trust, aws.visit()).seen

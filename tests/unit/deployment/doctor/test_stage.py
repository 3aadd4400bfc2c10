"""What the doctor sees in a stage's account: each check is ok as deployed, and fails when its one thing is broken."""

from collections.abc import Callable
from typing import Any

import pytest

from deployment import grants
from deployment.doctor import account, functions, running
from deployment.doctor.checks import Look
from tests.unit.deployment.doctor.aws import ID, LONG, Aws

MESSAGE, API = "porchlight-prod-websocket_message", "porchlight-prod"
ANYTHING: dict[str, Any] = {"Effect": "Allow", "Action": "dynamodb:*", "Resource": "*"}


def statements(aws: Aws, function: str = API) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = aws.own[f"{function}-role"]["policy"]["Statement"]
    return found


def table(aws: Aws, noun: str) -> dict[str, Any]:
    return aws.tables[f"porchlight-prod-{noun}"]


def trusts_another_account(aws: Aws) -> None:
    aws.trust[f"{API}-role"].append({"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::210987654321:root"}})


def lets_delete_but(aws: Aws) -> None:
    statements(aws).append({"Effect": "Allow", "NotAction": "dynamodb:DeleteTable", "Resource": "*"})


def traced(settings: dict[str, Any]) -> None:
    """As the console's "Data tracing" does; the APIs spell it differently."""
    settings.update(dataTraceEnabled=True, DataTraceEnabled=True)


Break = Callable[[Aws], Any]
CASES: list[tuple[Look, Break, str]] = [
    (functions.running, lambda aws: aws.functions[MESSAGE].update(State="Failed"), f"{MESSAGE} is Failed"),
    (functions.running, lambda aws: aws.functions[API].update(LastUpdateStatus="InProgress"), "is InProgress"),
    (functions.running, lambda aws: aws.reserved.update({API: 0}), "is stopped"),
    (functions.running, lambda aws: aws.functions.pop(MESSAGE), "ResourceNotFoundException"),
    (functions.policies, lambda aws: aws.attached.update({f"{API}-role": ["AdministratorAccess"]}), "Administrator"),
    (functions.policies, lambda aws: aws.own[f"{API}-role"].update(more={}), "2 policies of its own: policy, more"),
    (functions.policies, lambda aws: aws.own[f"{API}-role"].clear(), "0 policies of its own"),
    (functions.policies, lambda aws: statements(aws).append(ANYTHING), "may also dynamodb:* on *"),
    (functions.policies, lets_delete_but, "NotAction"),
    (functions.policies, lambda aws: statements(aws, MESSAGE).pop(0), "role may not dynamodb:DeleteItem on"),
    (functions.trust, trusts_another_account, "210987654321"),
    (functions.concurrency, lambda aws: aws.limits.update(UnreservedConcurrentExecutions=9), "9 executions"),
    (account.throttles, lambda aws: aws.rest.clear(), "the REST API has no throttle"),
    (account.throttles, lambda aws: aws.socket.clear(), "the WebSocket API has no throttle"),
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
    (account.alarms, lambda aws: aws.alarms[0].update(StateValue="ALARM"), "in alarm: porchlight-prod-faults"),
    (account.alarms, lambda aws: aws.alarms.clear(), "there is none"),
    (account.alarms, lambda aws: aws.alarms[0].update(AlarmName="porchlight-dev-faults"), "there is none"),
]


@pytest.mark.parametrize(("look", "breaks", "seen"), CASES, ids=[f"{look.name}: {seen}" for look, _, seen in CASES])
def test_a_check_sees_what_is_broken(look: Look, breaks: Break, seen: str) -> None:
    aws = Aws()
    breaks(aws)
    check = running.made("", look, aws.scene())
    assert check.state == "not ok"
    assert seen in check.seen
    assert check.remedy


@pytest.mark.parametrize("look", [*functions.CHECKS, *account.CHECKS], ids=lambda look: look.name)
def test_as_it_was_deployed_it_is_ok(look: Look) -> None:
    check = running.made("", look, Aws().scene())
    assert (check.state, check.remedy) == ("ok", "")
    assert LONG not in check.seen


def test_a_ring_of_keys_is_as_good_as_one() -> None:
    aws = Aws()
    aws.parameter["Value"] = f'{{"current": "{LONG}", "accepted": ["{LONG} too"]}}'
    assert running.made("", account.signing_key, aws.scene()).seen == "a SecureString, 2 keys"


def test_a_policy_may_be_written_otherwise_if_it_says_the_same() -> None:
    aws = Aws()
    written_apart = [
        {"Effect": "Allow", "Action": [action], "Resource": resource}
        for each in statements(aws)
        for action in grants.listed(each["Action"])
        for resource in grants.listed(each["Resource"])
    ]
    aws.own[f"{API}-role"]["policy"]["Statement"] = written_apart
    assert running.made("", functions.policies, aws.scene()).ok


def test_an_api_with_a_domain_of_its_own_has_its_throttle_elsewhere() -> None:
    check = running.made("", account.throttles, Aws().scene(api="https://chat.shop.example/api"))
    assert check.state == "not tried"


def test_where_a_function_is_missing_its_role_is_not_looked_for() -> None:
    aws = Aws()
    aws.functions.clear()
    assert running.made("", functions.policies, aws.scene()).state == "not tried"
    assert ID not in running.made("", functions.trust, aws.scene()).seen

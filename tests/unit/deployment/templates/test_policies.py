"""The permissions of the deployed functions: deployment/templates/policies."""

import re
from typing import Any

import pytest

from tests import iam
from tests.iam import STAGE, log, parameter, policies, socket, table

POLICIES = policies()
ELSEWHERE = table("connections").replace("porchlight-prod-", "porchlight-dev-")
OF_ANOTHER_ACCOUNT = table("connections").replace(iam.ACCOUNT, "210987654321")

# SES has no resource for its suppression list, so no policy can name one ("Actions, resources, and condition keys for
# Amazon SES v2" in the Service Authorization Reference). The action says only whether, and why, SES does not deliver to
# an address that the caller knows.
WITHOUT_RESOURCE = {"ses:GetSuppressedDestination"}

# By function: what an attacker who controls it would try.
DENIED = {
    "api": [
        ("dynamodb:Scan", table("conversations")),
        ("dynamodb:Scan", table("admins")),
        ("dynamodb:DeleteTable", table("messages")),
        ("dynamodb:DeleteItem", table("messages")),
        ("dynamodb:DeleteItem", table("conversations")),
        ("dynamodb:PutItem", table("sites")),
        ("dynamodb:UpdateItem", table("audit")),
        ("dynamodb:DeleteItem", table("audit")),
        ("dynamodb:BatchWriteItem", table("audit")),
        ("dynamodb:GetItem", ELSEWHERE),
        ("dynamodb:Query", OF_ANOTHER_ACCOUNT),
        ("ssm:PutParameter", parameter("signing-key")),
        ("ssm:GetParameter", parameter("addresses")),
        ("ssm:GetParameter", parameter("signing-key").replace("/prod/", "/dev/")),
        ("execute-api:ManageConnections", socket("POST", api="otherapi01")),
        ("logs:PutLogEvents", log("porchlight-dev")),
        ("logs:DeleteLogGroup", log("porchlight-prod")),
        ("lambda:InvokeFunction", "arn:aws:lambda:eu-central-1:123456789012:function:porchlight-prod"),
        ("s3:GetObject", "arn:aws:s3:::porchlight-prod-site/index.html"),
        ("s3:PutObject", f"arn:aws:s3:::{iam.PAGES_BUCKET}/widget/porchlight.js"),
        ("s3:DeleteObject", f"arn:aws:s3:::{iam.PAGES_BUCKET}/admin/index.html"),
        ("s3:GetObject", iam.site_files()),
        ("s3:PutObject", iam.received_mail()),
        ("s3:ListBucket", f"arn:aws:s3:::{iam.PAGES_BUCKET}"),
        ("s3:PutObject", f"arn:aws:s3:::{iam.FILES_BUCKET}/backup/a"),
    ],
    "connect": [
        ("dynamodb:GetItem", table("admins")),
        ("dynamodb:Query", table("messages")),
        ("dynamodb:GetItem", table("conversations")),
        ("dynamodb:Query", table("connections")),
        ("dynamodb:PutItem", table("sessions")),
        ("dynamodb:PutItem", ELSEWHERE),
        ("ssm:GetParameter", parameter("signing-key")),
        ("execute-api:ManageConnections", socket("POST")),
    ],
    "message": [
        ("dynamodb:GetItem", table("admins")),
        ("dynamodb:Query", table("messages")),
        ("dynamodb:PutItem", table("messages")),
        ("dynamodb:UpdateItem", table("conversations")),
        ("dynamodb:Query", table("conversations/index/inbox")),
        ("dynamodb:PutItem", table("connections")),
        ("dynamodb:UpdateItem", table("sessions")),
        ("dynamodb:UpdateItem", table("sites")),
        ("ssm:GetParameter", parameter("signing-key")),
        ("execute-api:ManageConnections", socket("GET")),
        ("execute-api:ManageConnections", socket("POST", api="otherapi01")),
    ],
    "disconnect": [
        ("dynamodb:GetItem", table("admins")),
        ("dynamodb:GetItem", table("sessions")),
        ("dynamodb:GetItem", table("conversations")),
        ("dynamodb:UpdateItem", table("connections")),
        ("dynamodb:PutItem", table("connections")),
        ("ssm:GetParameter", parameter("signing-key")),
        ("execute-api:ManageConnections", socket("DELETE")),
    ],
    "fan_out": [
        ("dynamodb:GetItem", table("conversations")),
        ("dynamodb:Query", table("messages")),
        ("dynamodb:UpdateItem", table("connections")),
        ("dynamodb:PutItem", table("connections")),
        ("lambda:InvokeFunction", iam.fan_out_function()),
        ("ssm:GetParameter", parameter("signing-key")),
        ("execute-api:ManageConnections", socket("DELETE")),
    ],
    "message_stored": [
        ("dynamodb:PutItem", table("messages")),
        ("dynamodb:UpdateItem", table("messages")),
        ("dynamodb:PutItem", table("sites")),
        ("dynamodb:GetRecords", table("conversations/stream/2026-11-27T00:00:00.000")),
        ("dynamodb:UpdateItem", table("conversations")),
        ("dynamodb:GetItem", table("admins")),
        ("dynamodb:GetItem", table("messages").replace("porchlight-prod-", "porchlight-dev-")),
        ("scheduler:CreateSchedule", iam.schedules().replace("prod", "dev")),
        ("scheduler:DeleteSchedule", iam.schedules()),
        ("iam:PassRole", iam.schedule_role().replace("scheduler", "api_handler")),
        ("ses:SendEmail", iam.mail_identity()),
        ("sqs:ReceiveMessage", iam.dead_letters()),
        ("ssm:GetParameter", parameter("signing-key")),
        ("execute-api:ManageConnections", socket("POST")),
    ],
    "job_due": [
        ("dynamodb:PutItem", table("messages")),
        ("dynamodb:PutItem", table("conversations")),
        ("dynamodb:DeleteItem", table("conversations")),
        ("dynamodb:PutItem", table("admins")),
        ("dynamodb:PutItem", table("sessions")),
        ("dynamodb:Scan", table("jobs")),
        ("scheduler:CreateSchedule", iam.schedules().replace("prod", "dev")),
        ("iam:PassRole", iam.schedule_role().replace("scheduler", "api_handler")),
        ("sqs:ReceiveMessage", iam.dead_letters()),
        ("ses:PutSuppressedDestination", "*"),
        ("ses:DeleteSuppressedDestination", "*"),
        ("ses:ListSuppressedDestinations", "*"),
        ("ssm:GetParameter", parameter("signing-key")),
        ("execute-api:ManageConnections", socket("GET")),
    ],
    "mail_received": [
        ("dynamodb:PutItem", table("conversations")),
        ("dynamodb:BatchWriteItem", table("messages")),
        ("dynamodb:GetItem", table("admins")),
        ("dynamodb:PutItem", table("sites")),
        ("s3:GetObject", f"arn:aws:s3:::{iam.MAIL_BUCKET}/backup/a"),
        ("s3:DeleteObject", iam.received_mail()),
        ("s3:GetObject", "arn:aws:s3:::porchlight-dev-files/incoming/a"),
        ("scheduler:CreateSchedule", iam.schedules()),
        ("ssm:GetParameter", parameter("signing-key")),
    ],
}


def test_every_function_has_its_own_policy() -> None:
    assert POLICIES.keys() == DENIED.keys() == {*iam.FUNCTIONS}


@pytest.mark.parametrize(
    ("function", "action", "resource"),
    [(function, *denied) for function, all_denied in DENIED.items() for denied in all_denied],
)
def test_a_function_is_denied_what_it_does_not_need(function: str, action: str, resource: str) -> None:
    assert not POLICIES[function].allows(action, resource)


@pytest.mark.parametrize("function", iam.FUNCTIONS)
def test_a_policy_names_actions_and_resources_of_this_stage_only(function: str) -> None:
    for action, resource in POLICIES[function].pairs():
        assert "*" not in action
        service = action.partition(":")[0]
        if action in WITHOUT_RESOURCE:
            assert resource == "*"
            continue
        if service == "s3":  # names of buckets are unique in the world
            of_files = (iam.received_mail(), iam.files("pending/"), iam.files("attachments/"), iam.files())
            assert resource in (*of_files, iam.site_files())
            continue
        region = "" if service == "iam" else STAGE.region
        assert resource.startswith(f"arn:aws:{service}:{region}:{iam.ACCOUNT}:")
        if service == "ses":
            continue  # a mail identity belongs to the account; the condition names the stage's sender
        assert "*" not in re.sub(r"(/@connections/|/stream/|-jobs/|:)\*$", "", resource), "only these names are unknown"
        assert re.search(rf"[-/]{STAGE.name}[-/:]|:{iam.SOCKET_API}/", resource)


def test_policies_only_allow() -> None:
    assert {each["Effect"] for policy in POLICIES.values() for each in policy.statements} == {"Allow"}


def test_the_audit_log_can_be_written_and_read_but_not_changed_or_deleted() -> None:
    found = {(name, action) for name in POLICIES for action, resource in POLICIES[name].pairs() if "audit" in resource}
    assert found == {("api", "dynamodb:PutItem"), ("api", "dynamodb:Query")}


def test_only_the_api_reads_invitations_and_the_signing_key() -> None:
    secret = (table("invitations"), parameter("signing-key"))
    assert {name for name in POLICIES for _, resource in POLICIES[name].pairs() if resource in secret} == {"api"}


def test_besides_the_api_only_due_jobs_read_accounts_and_the_key_of_push_notifications() -> None:
    found = {(name, *pair) for name in POLICIES if name != "api" for pair in POLICIES[name].pairs()}
    secret = (table("admins"), parameter("push-key"))
    assert {each for each in found if each[2] in secret} == {
        *(("job_due", f"dynamodb:{action}", table("admins")) for action in ("BatchGetItem", "GetItem", "UpdateItem")),
        ("job_due", "ssm:GetParameter", parameter("push-key")),
    }


def conditions(function: str, environment: dict[str, str] | None = None) -> dict[str, Any]:
    """By the first action of a statement."""
    statements = policies(environment)[function].statements
    return {iam.listed(each["Action"])[0]: each["Condition"] for each in statements if "Condition" in each}


def test_mail_can_only_be_sent_from_the_stages_own_address() -> None:
    assert conditions("job_due")["ses:SendEmail"] == {"StringEquals": {"ses:FromAddress": iam.MAIL_FROM}}


def test_a_stage_without_mail_may_do_nothing_with_mail() -> None:
    found = {action for policy in policies(environment={}).values() for action, _ in policy.pairs()}
    assert not [action for action in found if action.startswith(("ses:", "s3:"))]
    assert POLICIES["job_due"].allows("ses:GetSuppressedDestination", "*")


@pytest.mark.parametrize("function", ["message_stored", "job_due"])
def test_the_role_of_schedules_can_only_be_passed_to_scheduler(function: str) -> None:
    expected = {"StringEquals": {"iam:PassedToService": "scheduler.amazonaws.com"}}
    assert conditions(function)["iam:PassRole"] == expected


def test_before_the_socket_api_exists_functions_may_post_to_any_socket_api_of_the_account() -> None:
    before = policies(environment={})["message"]
    assert before.allows("execute-api:ManageConnections", socket("POST", api="whichever1"))
    assert not before.allows("execute-api:ManageConnections", socket("GET"))


@pytest.mark.parametrize("function", iam.FUNCTIONS)
def test_a_function_writes_to_its_own_log_only(function: str) -> None:
    own = STAGE.functions[iam.FUNCTIONS.index(function)]
    for name in STAGE.functions:
        assert POLICIES[function].allows("logs:PutLogEvents", log(name)) == (name == own)

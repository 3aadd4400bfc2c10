"""The checks of the background work: each is ok after a deployment, and fails if what it examines is broken."""

from collections.abc import Callable
from typing import Any

import pytest

from deployment import parameters
from deployment.doctor import background
from deployment.doctor.checks import Check
from deployment.doctor.run import SHOWN_ONLY, run_check
from tests.unit.deployment.doctor.background_aws import KEYS, ROLE, BackgroundAws
from tests.unit.deployment.doctor.reports import is_not_ok

Break = Callable[[BackgroundAws], Any]


def specification(aws: BackgroundAws) -> dict[str, Any]:
    found: dict[str, Any] = aws.table["StreamSpecification"]
    return found


def first(aws: BackgroundAws) -> dict[str, Any]:
    return aws.mappings[0]


def statements(aws: BackgroundAws) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = aws.own[ROLE]["jobs"]["Statement"]
    return found


def variables(aws: BackgroundAws, function: str) -> dict[str, str]:
    found: dict[str, str] = aws.functions[function]["Environment"]["Variables"]
    return found


def of_a_former_stream(aws: BackgroundAws) -> None:
    aws.mappings.append({**first(aws), "UUID": "2", "EventSourceArn": "arn:of:a:former:stream"})


def trusts(aws: BackgroundAws, **changes: Any) -> None:
    aws.trust[ROLE].append({**aws.trust[ROLE][0], **changes})


LAMBDA: dict[str, Any] = {"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": "*"}
CASES: list[tuple[Check, Break, str]] = [
    (background.stream, lambda aws: aws.table.pop("StreamSpecification"), "the stream is switched off"),
    (background.stream, lambda aws: specification(aws).update(StreamEnabled=False), "the stream is switched off"),
    (background.stream, lambda aws: specification(aws).update(StreamViewType="KEYS_ONLY"), "has KEYS_ONLY"),
    (background.mapping, lambda aws: aws.mappings.clear(), "message_stored is not connected"),
    (background.mapping, lambda aws: first(aws).update(EventSourceArn="arn:former"), "message_stored is not connected"),
    (background.mapping, of_a_former_stream, "with a former stream too"),
    (background.mapping, lambda aws: first(aws).update(State="Disabled"), "switched off"),
    (background.mapping, lambda aws: first(aws).pop("FilterCriteria"), "changed: FilterCriteria"),
    (background.mapping, lambda aws: first(aws).update(MaximumRetryAttempts=-1), "changed: MaximumRetryAttempts"),
    (background.mapping, lambda aws: first(aws).update(State="Updating"), "changed: State"),
    (background.invocations, lambda aws: aws.jobs.clear(), "MaximumRetryAttempts, MaximumEventAgeInSeconds"),
    (background.invocations, lambda aws: aws.jobs.pop("DestinationConfig"), "changed: DestinationConfig"),
    (background.fan_out, lambda aws: aws.fan_out.clear(), "MaximumRetryAttempts, MaximumEventAgeInSeconds"),
    (background.fan_out, lambda aws: aws.fan_out.update(MaximumRetryAttempts=2), "changed: MaximumRetryAttempts"),
    (background.schedules, lambda aws: aws.groups.clear(), "there is no group porchlight-prod-jobs"),
    (background.schedules, lambda aws: aws.groups.update({"porchlight-prod-jobs": "DELETING"}), "jobs is DELETING"),
    (background.schedules, lambda aws: aws.outputs.clear(), "the stack porchlight-prod-background is missing"),
    (background.trust, lambda aws: trusts(aws, Principal={"AWS": "arn:aws:iam::210987654321:root"}), "210987654321"),
    (background.trust, lambda aws: aws.trust[ROLE][0].pop("Condition"), "not for the stage's group"),
    (background.trust, lambda aws: trusts(aws, Condition={}), "not for the stage's group"),
    (background.trust, lambda aws: aws.trust.pop(ROLE), "there is no role porchlight-prod-scheduler"),
    (background.permissions, lambda aws: statements(aws).append(LAMBDA), "may also lambda:InvokeFunction on *"),
    (background.permissions, lambda aws: statements(aws).pop(0), "may not lambda:InvokeFunction on arn:aws:lambda"),
    (background.permissions, lambda aws: aws.own[ROLE].update(more={"Statement": [LAMBDA]}), "may also"),
    (background.permissions, lambda aws: aws.attached.update({ROLE: ["AdministratorAccess"]}), "Administrator"),
    (background.permissions, lambda aws: aws.own[ROLE].clear(), "may not lambda:InvokeFunction"),
    (
        background.dead_letters,
        lambda aws: aws.queues.update({"porchlight-prod-dead-letters": (1, 0)}),
        "1 record or job",
    ),
    (background.dead_letters, lambda aws: aws.queues.update({"porchlight-prod-dead-letters": (2, 1)}), "3 records or"),
    (background.dead_letters, lambda aws: aws.queues.clear(), "there is no queue porchlight-prod-dead-letters"),
    (
        background.environment,
        lambda aws: variables(aws, "porchlight-prod-job_due").update(PORCHLIGHT_SCHEDULE_GROUP="another"),
        "porchlight-prod-job_due has another value of PORCHLIGHT_SCHEDULE_GROUP",
    ),
    (
        background.environment,
        lambda aws: variables(aws, "porchlight-prod").pop("PORCHLIGHT_PUSH_PUBLIC_KEY"),
        "porchlight-prod has another value of PORCHLIGHT_PUSH_PUBLIC_KEY",
    ),
    (background.environment, lambda aws: aws.addresses.update(mail_from=""), "another value of PORCHLIGHT_MAIL_FROM"),
    (
        background.environment,
        lambda aws: aws.outputs["pages"].update(SiteBucket="another"),
        "another value of PORCHLIGHT_PAGES_BUCKET",
    ),
    (background.push_key, lambda aws: aws.keys.clear(), "there is no /porchlight/prod/push-key"),
    (background.push_key, lambda aws: aws.keys[parameters.PUSH_KEY].update(Type="String"), "is a String"),
    (background.push_key, lambda aws: aws.keys[parameters.PUSH_KEY].update(Value="no key"), "is no P-256 key"),
    (background.push_key, lambda aws: aws.keys[parameters.PUSH_KEY].update(Value=KEYS[1]), "of another key"),
    (background.push_key, lambda aws: (aws.received or {}).update(push_key=None), "hands out none"),
]


@pytest.mark.parametrize(("check", "breaks", "seen"), CASES, ids=[f"{check.name}: {seen}" for check, _, seen in CASES])
def test_a_check_reports_what_is_broken(check: Check, breaks: Break, seen: str) -> None:
    aws = BackgroundAws()
    breaks(aws)
    is_not_ok(check, aws.visit(), seen)


@pytest.mark.parametrize("check", background.CHECKS, ids=lambda check: check.name)
def test_a_check_is_ok_after_a_deployment(check: Check) -> None:
    result = run_check("", check, BackgroundAws().visit())
    assert (result.seen, result.state, result.remedy) == (result.seen, "ok", "")
    assert "PRIVATE KEY" not in result.seen


def test_a_filter_that_aws_writes_in_another_way_is_ok() -> None:
    aws = BackgroundAws()
    for each in first(aws)["FilterCriteria"]["Filters"]:
        each["Pattern"] = each["Pattern"].replace(" ", "")
    assert run_check("", background.mapping, aws.visit()).ok


def test_dead_letters_have_a_section_of_the_runbook_and_do_not_fail_a_deployment() -> None:
    aws = BackgroundAws()
    aws.queues["porchlight-prod-dead-letters"] = (1, 0)
    assert "dead-letters of docs/runbook.md" in run_check("", background.dead_letters, aws.visit()).remedy
    assert background.dead_letters.name in SHOWN_ONLY


def test_without_an_admin_session_the_push_key_is_not_compared() -> None:
    aws = BackgroundAws()
    aws.received = None
    assert run_check("", background.push_key, aws.visit()).state == "not tried"


def test_the_environment_of_a_missing_function_is_not_checked() -> None:
    aws = BackgroundAws()
    aws.functions.clear()
    assert run_check("", background.environment, aws.visit()).state == "not tried"

"""The doctor on a deployed stage, and a backup of the stage."""

import json
from pathlib import Path
from typing import Any

import pytest

from deployment.doctor import background, mail, mail_domain
from tests.deploy.deployed import Deployed

pytestmark = pytest.mark.timeout(300)  # with the deploys of a fixture


def run_doctor(prod: Deployed) -> tuple[int, list[dict[str, Any]], str]:
    done = prod.cloud.run("doctor", "--stage", prod.stage.name, "--json")
    checks: list[dict[str, Any]] = json.loads(done.stdout[done.stdout.index("{") :])["checks"]
    return done.returncode, checks, done.stderr


def test_every_check_is_ok(prod: Deployed) -> None:
    code, checks, errors = run_doctor(prod)
    wrong = [f"{check['name']}: {check['state']}, {check['seen']}" for check in checks if check["state"] != "ok"]
    assert not wrong, "\n".join([*wrong, errors])
    assert code == 0
    assert {"Functions", "Background work", "Account"} <= {check["part"] for check in checks}


def test_what_broke_of_mail_and_background_work_is_reported_and_a_deploy_repairs_what_it_can(dev: Deployed) -> None:
    """What it cannot repair is shown, and does not fail it. Nobody publishes the DNS records of the mail domain."""
    records = {mail_domain.mail_exchanger.name}
    assert failed(run_doctor(dev)) == records

    client, prefix = dev.cloud.client, dev.stage.prefix
    (mapping,) = mappings(dev)
    client("lambda").update_event_source_mapping(UUID=mapping["UUID"], MaximumRetryAttempts=1, Enabled=False)
    client("lambda").delete_function_event_invoke_config(FunctionName=f"{prefix}job_due")
    client("dynamodb").update_table(TableName=f"{prefix}messages", StreamSpecification={"StreamEnabled": False})
    queue = client("sqs").get_queue_url(QueueName=f"{prefix}dead-letters")["QueueUrl"]
    client("sqs").send_message(QueueUrl=queue, MessageBody="{}")
    set_production_access(dev, False)
    repaired = {background.stream.name, background.mapping.name, background.invocations.name}
    others = {background.dead_letters.name, mail.sandbox.name, *records}
    try:
        assert failed(run_doctor(dev)) == repaired | others
        output = dev.again()
        assert {name for name in repaired | others if f"not ok     {name}" in output} == others
    finally:
        client("sqs").purge_queue(QueueUrl=queue)
        set_production_access(dev, True)
    stream = client("dynamodb").describe_table(TableName=f"{prefix}messages")["Table"]["LatestStreamArn"]
    assert [each["EventSourceArn"] for each in mappings(dev)] == [stream]


def mappings(stage: Deployed) -> list[dict[str, Any]]:
    name = f"{stage.stage.prefix}message_stored"
    found: list[dict[str, Any]] = stage.cloud.client("lambda").list_event_source_mappings(FunctionName=name)[
        "EventSourceMappings"
    ]
    return found


def failed(visit: tuple[int, list[dict[str, Any]], str]) -> set[str]:
    """The names of the checks that are not ok."""
    code, checks, _ = visit
    found = {check["name"] for check in checks if check["state"] == "not ok"}
    assert code == (1 if found else 0)
    return found


def set_production_access(stage: Deployed, given: bool) -> None:
    stage.cloud.client("sesv2").put_account_details(
        MailType="TRANSACTIONAL", WebsiteURL="https://shop.example", ProductionAccessEnabled=given
    )


def test_a_policy_that_was_attached_by_hand_is_reported(prod: Deployed) -> None:
    iam = prod.cloud.client("iam")
    everything = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
    role = prod.cloud.client("lambda").get_function_configuration(FunctionName=prod.stage.functions[1])["Role"]
    name = role.rpartition("/")[2]
    iam.put_role_policy(RoleName=name, PolicyName="surprise", PolicyDocument=json.dumps(everything))
    try:
        code, checks, _ = run_doctor(prod)
    finally:
        iam.delete_role_policy(RoleName=name, PolicyName="surprise")
    assert code == 1
    (found,) = [check for check in checks if check["state"] == "not ok"]
    assert f"{name} has 2 policies of its own" in found["seen"]


def test_a_stage_is_backed_up_with_its_keys_and_a_restore_needs_confirmation(prod: Deployed, tmp_path: Path) -> None:
    folder = str(tmp_path / "backup")
    saved = prod.cloud.run("backup", "--stage", "prod", "--to", folder, "--with-keys")
    assert saved.returncode == 0, saved.stderr
    assert "1 sites" in saved.stdout
    key = prod.cloud.client("ssm").get_parameter(Name=prod.stage.parameter("signing-key"), WithDecryption=True)
    assert (tmp_path / "backup" / "signing-key").read_text() == key["Parameter"]["Value"]
    refused = prod.cloud.run("restore", "--stage", "prod", "--from", folder)
    assert refused.returncode == 1
    assert "There are rows already" in refused.stderr

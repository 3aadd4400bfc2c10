"""The doctor on a deployed stage, and a backup of the stage."""

import json
from pathlib import Path
from typing import Any

from deployment.doctor import background, mail
from tests.deploy.deployed import Deployed


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


def test_mail_is_checked_once_it_is_set_up(with_mail: Deployed) -> None:
    code, checks, _ = run_doctor(with_mail)
    found = {check["name"]: check["state"] for check in checks if check["part"] == "Mail"}
    assert set(found.values()) == {"ok"}
    assert len(found) == len(mail.CHECKS)
    assert code == 0


def test_what_broke_of_the_background_work_is_reported_and_deploying_again_repairs_it(with_mail: Deployed) -> None:
    client, prefix = with_mail.cloud.client, with_mail.stage.prefix
    (mapping,) = client("lambda").list_event_source_mappings(FunctionName=f"{prefix}message_stored")[
        "EventSourceMappings"
    ]
    client("lambda").update_event_source_mapping(UUID=mapping["UUID"], MaximumRetryAttempts=1, Enabled=False)
    client("lambda").delete_function_event_invoke_config(FunctionName=f"{prefix}job_due")
    messages = f"{prefix}messages"
    client("dynamodb").update_table(TableName=messages, StreamSpecification={"StreamEnabled": False})
    assert failed(run_doctor(with_mail)) == {
        background.stream.name,
        background.mapping.name,
        background.invocations.name,
    }
    with_mail.again()
    assert not failed(run_doctor(with_mail))
    stream = client("dynamodb").describe_table(TableName=messages)["Table"]["LatestStreamArn"]
    mapped = client("lambda").list_event_source_mappings(FunctionName=f"{prefix}message_stored")["EventSourceMappings"]
    assert [each["EventSourceArn"] for each in mapped] == [stream]


def test_a_dead_letter_and_the_sandbox_are_reported_and_do_not_fail_a_deployment(with_mail: Deployed) -> None:
    sqs = with_mail.cloud.client("sqs")
    queue = sqs.get_queue_url(QueueName=f"{with_mail.stage.prefix}dead-letters")["QueueUrl"]
    sqs.send_message(QueueUrl=queue, MessageBody="{}")
    set_production_access(with_mail, False)
    try:
        assert failed(run_doctor(with_mail)) == {background.dead_letters.name, mail.sandbox.name}
        assert "not ok     The queue of dead letters is empty" in with_mail.again()
    finally:
        sqs.purge_queue(QueueUrl=queue)
        set_production_access(with_mail, True)
    assert not failed(run_doctor(with_mail))


def failed(visit: tuple[int, list[dict[str, Any]], str]) -> set[str]:
    """The names of the checks that are not ok."""
    code, checks, _ = visit
    found = {check["name"] for check in checks if check["state"] == "not ok"}
    assert code == (1 if found else 0)
    return found


def set_production_access(prod: Deployed, given: bool) -> None:
    prod.cloud.client("sesv2").put_account_details(
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

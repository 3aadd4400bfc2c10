"""The doctor on a deployed stage, and a backup of the stage."""

import json
from pathlib import Path
from typing import Any

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
    assert {"Functions", "Account"} <= {check["part"] for check in checks}


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

"""The doctor looks at a stage that the deploy command has made, and a backup of it can be put back."""

import json
from pathlib import Path
from typing import Any

from tests.deploy.deployed import Deployed


def looked(prod: Deployed) -> tuple[int, list[dict[str, Any]], str]:
    done = prod.cloud.run("doctor", "--stage", prod.stage.name, "--json")
    checks: list[dict[str, Any]] = json.loads(done.stdout[done.stdout.index("{") :])["checks"]
    return done.returncode, checks, done.stderr


def test_everything_is_in_order(prod: Deployed) -> None:
    code, checks, said = looked(prod)
    wrong = [f"{check['name']}: {check['state']}, {check['seen']}" for check in checks if check["state"] != "ok"]
    assert not wrong, "\n".join([*wrong, said])
    assert code == 0
    assert {"Functions", "Account"} <= {check["part"] for check in checks}


def test_what_somebody_has_attached_to_a_function_is_seen(prod: Deployed) -> None:
    iam = prod.cloud.client("iam")
    everything = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
    role = prod.cloud.client("lambda").get_function_configuration(FunctionName=prod.stage.functions[1])["Role"]
    name = role.rpartition("/")[2]
    iam.put_role_policy(RoleName=name, PolicyName="surprise", PolicyDocument=json.dumps(everything))
    try:
        code, checks, _ = looked(prod)
    finally:
        iam.delete_role_policy(RoleName=name, PolicyName="surprise")
    assert code == 1
    (found,) = [check for check in checks if check["state"] == "not ok"]
    assert f"{name} has 2 policies of its own" in found["seen"]


def test_a_stage_is_copied_with_its_keys_and_put_back(prod: Deployed, tmp_path: Path) -> None:
    folder = str(tmp_path / "backup")
    saved = prod.cloud.run("backup", "--stage", "prod", "--to", folder, "--with-keys")
    assert saved.returncode == 0, saved.stderr
    assert "1 sites" in saved.stdout
    key = prod.cloud.client("ssm").get_parameter(Name=prod.stage.parameter("signing-key"), WithDecryption=True)
    assert (tmp_path / "backup" / "signing-key").read_text() == key["Parameter"]["Value"]
    refused = prod.cloud.run("restore", "--stage", "prod", "--from", folder)
    assert refused.returncode == 1
    assert "There are rows already" in refused.stderr

"""The permissions and the region of the functions' roles."""

import json
from pathlib import Path
from typing import Any

import pytest

from deployment import chalice_record, roles
from deployment.account import Account
from deployment.release import settings
from deployment.stage import Stage
from devtools.console import Problem

TRUST = json.dumps({"Version": "2012-10-17", "Statement": []})


def deployed(account: Account, stage: Stage) -> None:
    """Creates the roles of a stage, with the policies of its release."""
    iam = account.client("iam")
    wanted = settings.policies(stage, account.id, {})
    for role, file in roles.policy_files(stage).items():
        iam.create_role(RoleName=role, AssumeRolePolicyDocument=TRUST)
        iam.put_role_policy(RoleName=role, PolicyName=role, PolicyDocument=json.dumps(wanted[file]))


@pytest.fixture
def folder(account: Account, stage: Stage, tmp_path: Path) -> Path:
    policies = tmp_path / ".chalice" / "policies"
    policies.mkdir(parents=True)
    for name, policy in settings.policies(stage, account.id, {}).items():
        (policies / name).write_text(json.dumps(policy), encoding="utf-8")
    return tmp_path


def roles_of(record: dict[str, Any]) -> set[str]:
    return {each["role_name"] for each in record.get("resources", []) if each["resource_type"] == "iam_role"}


def test_a_new_stage_can_be_deployed(account: Account, stage: Stage) -> None:
    roles.check_region(account, stage)


def test_a_stage_can_be_deployed_again_in_its_region(account: Account, stage: Stage) -> None:
    deployed(account, stage)
    roles.check_region(account, stage)


def test_a_second_region_is_rejected(account: Account, stage: Stage) -> None:
    deployed(account, stage)
    with pytest.raises(Problem, match=r"prod is deployed in us-east-1.*--region us-east-1"):
        roles.check_region(account, Stage("prod", "eu-west-1"))


def test_destroying_a_stage_in_the_wrong_region_keeps_the_roles_of_the_right_one(
    account: Account, stage: Stage
) -> None:
    deployed(account, stage)
    there = chalice_record.with_all_resources(account, stage, {})
    assert roles_of(there) == set(roles.policy_files(stage))
    assert roles_of(chalice_record.with_all_resources(account, Stage("prod", "eu-west-1"), there)) == set()
    assert roles_of(chalice_record.with_all_resources(account, Stage("prod", "eu-west-1"), {})) == set()


def test_roles_with_the_policies_of_the_release_do_not_differ(account: Account, stage: Stage, folder: Path) -> None:
    deployed(account, stage)
    assert not roles.differ(account, stage, folder)


def test_a_role_that_is_missing_or_changed_or_has_another_policy_differs(
    account: Account, stage: Stage, folder: Path
) -> None:
    assert roles.differ(account, stage, folder)
    deployed(account, stage)
    role = next(iter(roles.policy_files(stage)))
    anything = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
    more = json.dumps({"Version": "2012-10-17", "Statement": [anything]})
    account.client("iam").put_role_policy(RoleName=role, PolicyName="more", PolicyDocument=more)
    assert roles.differ(account, stage, folder)
    account.client("iam").delete_role_policy(RoleName=role, PolicyName="more")
    assert not roles.differ(account, stage, folder)
    account.client("iam").put_role_policy(RoleName=role, PolicyName=role, PolicyDocument=more)
    assert roles.differ(account, stage, folder)

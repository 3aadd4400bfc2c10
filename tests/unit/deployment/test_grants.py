"""What the functions' roles may do, and for which region they are."""

import json
from pathlib import Path
from typing import Any

import pytest

from deployment import grants, left_over
from deployment.account import Account
from deployment.release import settings
from deployment.stage import Stage
from devtools.console import Problem

TRUST = json.dumps({"Version": "2012-10-17", "Statement": []})


def deployed(account: Account, stage: Stage) -> None:
    """The roles of a stage, with the policies that a release gives them."""
    iam = account.client("iam")
    wanted = settings.policies(stage, account.id, {})
    for role, file in grants.roles(stage).items():
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


def test_a_stage_that_is_new_may_be_deployed(account: Account, stage: Stage) -> None:
    grants.check_region(account, stage)


def test_a_stage_may_be_deployed_again_where_it_is(account: Account, stage: Stage) -> None:
    deployed(account, stage)
    grants.check_region(account, stage)


def test_a_second_region_does_not_take_the_roles_over(account: Account, stage: Stage) -> None:
    deployed(account, stage)
    with pytest.raises(Problem, match=r"prod is deployed in us-east-1.*--region us-east-1"):
        grants.check_region(account, Stage("prod", "eu-west-1"))


def test_taking_a_stage_away_in_the_wrong_region_leaves_the_roles_of_the_right_one(
    account: Account, stage: Stage
) -> None:
    deployed(account, stage)
    there = left_over.everything(account, stage, {})
    assert roles_of(there) == set(grants.roles(stage))
    assert roles_of(left_over.everything(account, Stage("prod", "eu-west-1"), there)) == set()
    assert roles_of(left_over.everything(account, Stage("prod", "eu-west-1"), {})) == set()


def test_roles_that_do_what_the_release_says_do_not_differ(account: Account, stage: Stage, folder: Path) -> None:
    deployed(account, stage)
    assert not grants.differ(account, stage, folder)


def test_a_role_that_is_gone_or_changed_or_has_one_more_policy_differs(
    account: Account, stage: Stage, folder: Path
) -> None:
    assert grants.differ(account, stage, folder)
    deployed(account, stage)
    role = next(iter(grants.roles(stage)))
    anything = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
    more = json.dumps({"Version": "2012-10-17", "Statement": [anything]})
    account.client("iam").put_role_policy(RoleName=role, PolicyName="more", PolicyDocument=more)
    assert grants.differ(account, stage, folder)
    account.client("iam").delete_role_policy(RoleName=role, PolicyName="more")
    assert not grants.differ(account, stage, folder)
    account.client("iam").put_role_policy(RoleName=role, PolicyName=role, PolicyDocument=more)
    assert grants.differ(account, stage, folder)

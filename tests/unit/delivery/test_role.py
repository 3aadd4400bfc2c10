"""The role that GitHub deploys with: deployment/templates/delivery.yaml."""

from pathlib import Path
from typing import Any

import yaml

TEMPLATE = yaml.safe_load(
    (Path(__file__).parents[3] / "deployment" / "templates" / "delivery.yaml").read_text(encoding="utf-8")
)
RESOURCES = TEMPLATE["Resources"]
TRUST = RESOURCES["DeployRole"]["Properties"]["AssumeRolePolicyDocument"]["Statement"]
STATEMENTS = [
    statement
    for name in ("InfrastructurePolicy", "ReleasePolicy")
    for statement in RESOURCES[name]["Properties"]["PolicyDocument"]["Statement"]
]
ISSUER = "token.actions.githubusercontent.com"
# What cannot be narrowed down: ARNs without a name of ours, and calls that take no ARN.
ANYWHERE = {"Templates", "ContentDelivery", "ReadingWhatHasNoNames", "Apis"}


def actions(statement: dict[str, Any]) -> list[str]:
    return [statement["Action"]] if isinstance(statement["Action"], str) else statement["Action"]


def resources(statement: dict[str, Any]) -> list[str]:
    given = statement["Resource"]
    return [
        each["Fn::Sub"] if isinstance(each, dict) else each for each in (given if isinstance(given, list) else [given])
    ]


def test_only_a_run_of_the_one_repository_in_the_one_environment_is_trusted() -> None:
    (trust,) = TRUST
    assert trust["Action"] == "sts:AssumeRoleWithWebIdentity"
    assert trust["Condition"] == {
        "StringEquals": {
            f"{ISSUER}:aud": "sts.amazonaws.com",
            f"{ISSUER}:sub": {"Fn::Sub": "repo:${Repository}:environment:${Environment}"},
        }
    }


def test_whatever_has_a_name_is_the_stages_own() -> None:
    for statement in STATEMENTS:
        if statement["Sid"] not in ANYWHERE:
            assert all("${Stage}" in each for each in resources(statement)), statement["Sid"]


def test_nothing_may_do_everything() -> None:
    for statement in STATEMENTS:
        if statement["Effect"] == "Allow":
            wild = [each for each in actions(statement) if "*" in each]
            assert all(each.partition(":")[2].startswith(("Get", "List", "Describe")) for each in wild), wild
    assert not any(each.startswith(("sts:", "organizations:", "kms:")) for one in STATEMENTS for each in actions(one))


def test_data_is_not_deleted_by_a_deployment() -> None:
    allowed = {each for one in STATEMENTS if one["Effect"] == "Allow" for each in actions(one)}
    assert not {"dynamodb:DeleteTable", "s3:DeleteBucket", "ssm:DeleteParameter"} & allowed


def test_roles_are_for_lambda_without_managed_policies_and_its_own_is_out_of_reach() -> None:
    by_sid = {statement["Sid"]: statement for statement in STATEMENTS}
    allowed = {each for one in STATEMENTS if one["Effect"] == "Allow" for each in actions(one)}
    assert "iam:AttachRolePolicy" not in allowed
    assert by_sid["RolesForLambdaOnly"]["Condition"] == {
        "StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}
    }
    own = by_sid["NotItsOwnRole"]
    assert (own["Effect"], own["Action"]) == ("Deny", "iam:*")
    assert resources(own)[0].endswith("role/porchlight-${Stage}-delivery")


def test_the_policies_are_short_enough_for_iam() -> None:
    for name in ("InfrastructurePolicy", "ReleasePolicy"):
        document = RESOURCES[name]["Properties"]["PolicyDocument"]
        # Fn::Sub is resolved first: an account's number and a region's name are as long as what they replace.
        assert len(str(document).replace(" ", "")) < 6144

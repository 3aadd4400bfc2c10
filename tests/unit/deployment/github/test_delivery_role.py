"""The role that GitHub Actions deploys with: deployment/templates/delivery.yaml."""

from typing import Any

import yaml

from deployment.template_files import stack_template

TEMPLATE = yaml.safe_load(stack_template("delivery"))
RESOURCES = TEMPLATE["Resources"]
TRUST = RESOURCES["DeployRole"]["Properties"]["AssumeRolePolicyDocument"]["Statement"]
STATEMENTS = [
    statement
    for name in ("InfrastructurePolicy", "ReleasePolicy")
    for statement in RESOURCES[name]["Properties"]["PolicyDocument"]["Statement"]
]
ISSUER = "token.actions.githubusercontent.com"
# Statements that cannot be limited to a stage: ARNs without its name, and calls that take no ARN.
ANYWHERE = {"Templates", "ContentDelivery", "AccountWide", "Apis", "StreamOfMessages"}


def actions(statement: dict[str, Any]) -> list[str]:
    return [statement["Action"]] if isinstance(statement["Action"], str) else statement["Action"]


def resources(statement: dict[str, Any]) -> list[str]:
    given = statement["Resource"]
    return [
        each["Fn::Sub"] if isinstance(each, dict) else each for each in (given if isinstance(given, list) else [given])
    ]


def test_only_runs_of_one_repository_in_one_environment_are_trusted() -> None:
    (trust,) = TRUST
    assert trust["Action"] == "sts:AssumeRoleWithWebIdentity"
    assert trust["Condition"] == {
        "StringEquals": {
            f"{ISSUER}:aud": "sts.amazonaws.com",
            f"{ISSUER}:sub": {"Fn::Sub": "repo:${Repository}:environment:${Environment}"},
        }
    }


def test_resources_with_names_are_the_stages_own() -> None:
    for statement in STATEMENTS:
        if statement["Sid"] not in ANYWHERE:
            assert all("${Stage}" in each for each in resources(statement)), statement["Sid"]


def test_only_the_stages_own_functions_can_be_connected_with_a_stream() -> None:
    (statement,) = [each for each in STATEMENTS if each["Sid"] == "StreamOfMessages"]
    (function,) = statement["Condition"]["ArnLike"].values()
    assert function["Fn::Sub"].endswith(":function:porchlight-${Stage}-*")


def test_no_statement_allows_every_action() -> None:
    for statement in STATEMENTS:
        if statement["Effect"] == "Allow":
            wild = [each for each in actions(statement) if "*" in each]
            assert all(each.partition(":")[2].startswith(("Get", "List", "Describe")) for each in wild), wild
    assert not any(each.startswith(("sts:", "organizations:", "kms:")) for one in STATEMENTS for each in actions(one))


def test_a_deployment_cannot_delete_data() -> None:
    allowed = {each for one in STATEMENTS if one["Effect"] == "Allow" for each in actions(one)}
    assert not {"dynamodb:DeleteTable", "s3:DeleteBucket", "ssm:DeleteParameter"} & allowed


def test_roles_can_be_passed_to_lambda_only_and_the_delivery_role_cannot_change_itself() -> None:
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

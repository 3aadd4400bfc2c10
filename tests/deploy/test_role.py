"""The role of GitHub Actions (deployment/templates/delivery.yaml) can deploy its stage, and no other one."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from devtools.folders import ROOT
from tests.deploy.cloud import REGION
from tests.deploy.deployed import deploy

USER = "delivery"


@pytest.fixture(scope="module")
def keys(prod) -> dict[str, str]:
    """Keys of a user with the role's policies only."""
    iam, account = prod.cloud.client("iam"), prod.cloud.client("sts").get_caller_identity()["Account"]
    template = yaml.safe_load((ROOT / "deployment" / "templates" / "delivery.yaml").read_text(encoding="utf-8"))
    names = {"AWS::Partition": "aws", "AWS::Region": REGION, "AWS::AccountId": account, "Stage": prod.stage.name}
    iam.create_user(UserName=USER)
    for policy in ("InfrastructurePolicy", "ReleasePolicy"):
        document = filled(template["Resources"][policy]["Properties"]["PolicyDocument"], names)
        iam.put_user_policy(UserName=USER, PolicyName=policy, PolicyDocument=json.dumps(document))
    made = iam.create_access_key(UserName=USER)["AccessKey"]
    return {"AWS_ACCESS_KEY_ID": made["AccessKeyId"], "AWS_SECRET_ACCESS_KEY": made["SecretAccessKey"]}


@pytest.fixture(scope="module", autouse=True)
def without_tls(prod) -> Iterator[None]:
    """Tests call the emulator by plain HTTP, which the bucket policy denies to all but the account's root keys."""
    s3 = prod.cloud.client("s3")
    of_stage = [each["Name"] for each in s3.list_buckets()["Buckets"] if f"-{prod.stage.name}-" in each["Name"]]
    policies = {bucket: s3.get_bucket_policy(Bucket=bucket)["Policy"] for bucket in of_stage}
    for bucket, policy in policies.items():
        allowing = [each for each in json.loads(policy)["Statement"] if each["Effect"] == "Allow"]
        s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps({**json.loads(policy), "Statement": allowing}))
    yield
    for bucket, policy in policies.items():
        s3.put_bucket_policy(Bucket=bucket, Policy=policy)


def filled(value: Any, names: dict[str, str]) -> Any:
    """Resolves Fn::Sub as CloudFormation does."""
    if isinstance(value, list):
        return [filled(each, names) for each in value]
    if not isinstance(value, dict):
        return value
    if "Fn::Sub" in value:
        text = value["Fn::Sub"]
        for name, given in names.items():
            text = text.replace(f"${{{name}}}", given)
        return text
    return {name: filled(each, names) for name, each in value.items()}


def test_it_deploys_the_stage(prod, keys):
    # Without the recorded release, everything is deployed again.
    prod.cloud.client("ssm").delete_parameter(Name=prod.stage.parameter("addresses"))
    before = prod.made()["functions"]
    output = deploy(prod.cloud, prod.stage.name, **keys)
    assert "Site and owner" in output
    assert prod.made()["functions"] != before


def test_it_does_not_deploy_another_stage(prod, keys):
    done = prod.cloud.run(
        "deploy",
        "--stage",
        "staging",
        "--origin",
        "https://www.example.com",
        "--owner-email",
        "maya@example.com",
        **keys,
    )
    assert done.returncode != 0
    assert "AccessDenied" in done.stdout + done.stderr or "not authorized" in done.stdout + done.stderr

"""The policies of the deployed functions, on an emulator that enforces them."""

import json
from collections.abc import Callable
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from tests.deploy.cloud import REGION
from tests.deploy.deployed import Deployed

FUNCTIONS = ("api", "connect", "message", "disconnect")
KEYS = {
    "admins": {"email": {"S": "maya@example.com"}},
    "audit": {"site_id": {"S": "s"}, "entry_id": {"S": "1"}},
    "connections": {"audience": {"S": "a"}, "connection_id": {"S": "1"}},
    "conversations": {"conversation_id": {"S": "c"}},
    "sessions": {"admin_id": {"S": "a"}, "session_id": {"S": "1"}},
    "sites": {"site_id": {"S": "s"}},
}
Attempt = Callable[["User"], Any]


class User:
    """A user with the policy of one function only."""

    def __init__(self, stage: Deployed, function: str) -> None:
        self.stage = stage
        iam, name = stage.cloud.client("iam"), stage.stage.functions[FUNCTIONS.index(function)]
        role = stage.cloud.client("lambda").get_function_configuration(FunctionName=name)["Role"].rpartition("/")[2]
        (policy,) = iam.list_role_policies(RoleName=role)["PolicyNames"]
        document = iam.get_role_policy(RoleName=role, PolicyName=policy)["PolicyDocument"]
        iam.create_user(UserName=f"as-{function}")
        iam.put_user_policy(UserName=f"as-{function}", PolicyName="own", PolicyDocument=json.dumps(document))
        made = iam.create_access_key(UserName=f"as-{function}")["AccessKey"]
        self.keys = {"aws_access_key_id": made["AccessKeyId"], "aws_secret_access_key": made["SecretAccessKey"]}

    def client(self, service: str) -> Any:
        return boto3.client(service, endpoint_url=self.stage.cloud.endpoint, region_name=REGION, **self.keys)

    def table(self, noun: str) -> str:
        return self.stage.stage.prefix + noun


def gets(noun: str) -> Attempt:
    return lambda by: by.client("dynamodb").get_item(TableName=by.table(noun), Key=KEYS[noun])


def gets_many(noun: str) -> Attempt:
    return lambda by: by.client("dynamodb").batch_get_item(RequestItems={by.table(noun): {"Keys": [KEYS[noun]]}})


def deletes(noun: str) -> Attempt:
    return lambda by: by.client("dynamodb").delete_item(TableName=by.table(noun), Key=KEYS[noun])


def scans(noun: str) -> Attempt:
    return lambda by: by.client("dynamodb").scan(TableName=by.table(noun))


def reads_the_key(by: User) -> Any:
    return by.client("ssm").get_parameter(Name=by.stage.stage.parameter("signing-key"), WithDecryption=True)


def replaces_the_key(by: User) -> Any:
    return by.client("ssm").put_parameter(
        Name=by.stage.stage.parameter("signing-key"), Value="n" * 40, Type="SecureString", Overwrite=True
    )


MAY: dict[str, list[Attempt]] = {
    "api": [gets("sites"), gets("admins"), reads_the_key],
    "connect": [gets("sessions")],
    "message": [gets_many("conversations")],
    "disconnect": [gets("connections")],
}
MAY_NOT: dict[str, list[Attempt]] = {
    "api": [scans("admins"), scans("conversations"), deletes("audit"), deletes("conversations"), replaces_the_key],
    "connect": [gets("admins"), gets("conversations"), deletes("sessions"), reads_the_key],
    "message": [gets("admins"), deletes("conversations"), deletes("sites"), reads_the_key],
    "disconnect": [gets("admins"), gets("sessions"), scans("connections"), reads_the_key],
}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_is_allowed_what_its_policy_names_and_denied_the_rest(prod: Deployed, function: str) -> None:
    user = User(prod, function)
    for attempt in MAY[function]:
        attempt(user)
    for attempt in MAY_NOT[function]:
        with pytest.raises(ClientError) as refused:
            attempt(user)
        assert refused.value.response["Error"]["Code"] in ("AccessDenied", "AccessDeniedException")

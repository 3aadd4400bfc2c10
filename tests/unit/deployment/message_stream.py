"""The stream of messages and its function in an account that moto simulates."""

import io
import json
import zipfile
from typing import Any

from deployment import background
from deployment.account import Account
from deployment.stage import FAN_OUT_FUNCTION, JOB_FUNCTION, STREAM_FUNCTION, Stage

TRUST = json.dumps({"Version": "2012-10-17", "Statement": []})
BOTH_IMAGES: dict[str, Any] = {"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"}


def create(account: Account, stage: Stage) -> None:
    """Creates the table of messages with its stream, the queue, and the functions. Nothing connects them."""
    create_table(account, stage, BOTH_IMAGES)
    account.client("sqs").create_queue(QueueName=f"{stage.prefix}dead-letters")
    role = account.client("iam").create_role(RoleName="r", AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as archive:
        archive.writestr("app.py", "")
    for name in (STREAM_FUNCTION, JOB_FUNCTION, FAN_OUT_FUNCTION):
        account.client("lambda").create_function(
            FunctionName=f"{stage.prefix}{name}",
            Role=role,
            Runtime="python3.12",
            Handler=f"app.{name}",
            Code={"ZipFile": code.getvalue()},
        )


def create_table(account: Account, stage: Stage, stream: dict[str, Any]) -> str:
    """Returns the stream's ARN, or "" without one."""
    made = account.client("dynamodb").create_table(
        TableName=f"{stage.prefix}messages",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "conversation_id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "conversation_id", "KeyType": "HASH"}],
        StreamSpecification=stream,
    )
    return str(made["TableDescription"].get("LatestStreamArn", ""))


def connect(account: Account, stage: Stage, stream: str | None = None) -> str:
    """As Chalice does. Returns the mapping's id."""
    made = account.client("lambda").create_event_source_mapping(
        FunctionName=f"{stage.prefix}{STREAM_FUNCTION}",
        EventSourceArn=stream or background.stream(account, stage),
        StartingPosition="LATEST",
        BatchSize=100,
    )
    return str(made["UUID"])


def connect_former_stream(account: Account, stage: Stage) -> str:
    """A stream of the table before it was created again."""
    client, name = account.client("dynamodb"), f"{stage.prefix}messages"
    former = background.stream(account, stage)
    uuid = connect(account, stage, former)
    client.delete_table(TableName=name)
    create_table(account, stage, BOTH_IMAGES)
    assert background.stream(account, stage) != former
    return uuid


def mapped(account: Account, stage: Stage) -> list[str]:
    """The streams that the function gets records of."""
    return [each["EventSourceArn"] for each in background.mappings(account, stage)]

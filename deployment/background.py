"""The background work on AWS: its functions' environment, and the settings of their invocations.

Chalice connects the function `message_stored` with the stream of the messages table, and knows nothing but a batch size
of it. The other settings are set after each `chalice deploy`, if they differ.
"""

import json
import time
from collections.abc import Iterator
from typing import Any

from botocore.exceptions import ClientError

from deployment import parameters
from deployment.account import Account, find
from deployment.stacks import stack_of
from deployment.stage import FAN_OUT_FUNCTION, JOB_FUNCTION, STREAM_FUNCTION, Stage
from devtools.console import Problem

# What the function takes no notice of calls nothing: the system's lines. Quiet entries and expired rows do call it, and
# it ignores them: "has no kind" is a filter that not every system understands alike.
SENDERS = {"sender_type": {"S": ["visitor", "admin", "bot"]}}
STORED = {"eventName": ["INSERT", "MODIFY"], "dynamodb": {"NewImage": SENDERS}}
DELETED = {"eventName": ["REMOVE"], "dynamodb": {"OldImage": SENDERS}}
FILTERS = (STORED, DELETED)
# A record that fails again and again must not hold up the shard's other records for long. If everything fails, such as
# while DynamoDB does not answer, nothing is given up before a quarter of an hour.
RECORD_SECONDS = 900
RECORD_RETRIES = 50
JOB_SECONDS = 3600  # besides the pauses of `chalicelib/notify/runner.py`
JOB_RETRIES = 2
FAN_OUT_SECONDS = 60  # Lambda's least; a later push tells pages nothing new
STREAM_VIEW = "NEW_AND_OLD_IMAGES"  # the old image says which words and files a deleted message had
SETTLED = ("Enabled", "Disabled")
SETTLING_SECONDS = 180.0


def environment(account: Account, stage: Stage) -> dict[str, str]:
    """The variables of the functions that name what the stacks and the keys of the stage are."""
    outputs = stack_of(account, stage, "background").outputs()
    return {
        "PORCHLIGHT_MESSAGES_STREAM": stream(account, stage),
        "PORCHLIGHT_SCHEDULE_GROUP": outputs["Jobs"],
        "PORCHLIGHT_SCHEDULE_ROLE": outputs["SchedulerRole"],
        "PORCHLIGHT_JOB_FUNCTION": function_arn(account, stage, JOB_FUNCTION),
        "PORCHLIGHT_FAN_OUT_FUNCTION": function_arn(account, stage, FAN_OUT_FUNCTION),
        "PORCHLIGHT_DEAD_LETTERS": outputs["DeadLetters"],
        "PORCHLIGHT_PUSH_KEY_PARAMETER": stage.parameter(parameters.PUSH_KEY),
        "PORCHLIGHT_PUSH_PUBLIC_KEY": parameters.push_public_key(account, stage),
    }


def stream(account: Account, stage: Stage) -> str:
    """The ARN of the messages table's stream. A stream that is switched off and on again gets another one."""
    return str(messages_table(account, stage).get("LatestStreamArn", ""))


def ensure_stream(account: Account, stage: Stage) -> bool:
    """Switches the stream on: CloudFormation does not notice that somebody switched it off. Returns whether it was
    off, or without the messages."""
    if streams(messages_table(account, stage)):
        return False
    if messages_table(account, stage).get("StreamSpecification", {}).get("StreamEnabled"):
        set_stream(account, stage, {"StreamEnabled": False})  # the kind of a stream cannot be changed
    set_stream(account, stage, {"StreamEnabled": True, "StreamViewType": STREAM_VIEW})
    return True


def streams(table: dict[str, Any]) -> bool:
    """Whether a table, as DynamoDB describes it, has a stream with what was stored before and after."""
    found = table.get("StreamSpecification", {})
    return bool(found.get("StreamEnabled")) and found.get("StreamViewType") == STREAM_VIEW


def set_stream(account: Account, stage: Stage, specification: dict[str, Any]) -> None:
    client, name = account.client("dynamodb"), f"{stage.prefix}messages"
    client.update_table(TableName=name, StreamSpecification=specification)
    client.get_waiter("table_exists").wait(TableName=name, WaiterConfig={"Delay": 2})


def messages_table(account: Account, stage: Stage) -> dict[str, Any]:
    return dict(account.client("dynamodb").describe_table(TableName=f"{stage.prefix}messages")["Table"])


def dead_letters(account: Account, stage: Stage) -> str:
    """The ARN of the queue."""
    return f"arn:aws:sqs:{account.region}:{account.id}:{stage.prefix}dead-letters"


def function_arn(account: Account, stage: Stage, name: str) -> str:
    return f"arn:aws:lambda:{account.region}:{account.id}:function:{stage.prefix}{name}"


def set_invocations(account: Account, stage: Stage) -> bool:
    """Returns whether anything changed."""
    changes = [
        set_stream_invocations(account, stage),
        set_asynchronous(account, stage, JOB_FUNCTION),
        set_asynchronous(account, stage, FAN_OUT_FUNCTION),
    ]
    return any(changes)


def set_stream_invocations(account: Account, stage: Stage) -> bool:
    found = next((each for each in mappings(account, stage) if each["EventSourceArn"] == stream(account, stage)), None)
    if found is None:
        raise Problem("Chalice did not connect message_stored with the stream of messages. Deploy again.")
    found = settled(account, found["UUID"])
    if not differing(account, stage, found):
        return False
    account.client("lambda").update_event_source_mapping(UUID=found["UUID"], **wanted(account, stage), Enabled=True)
    settled(account, found["UUID"])
    return True


def wanted(account: Account, stage: Stage) -> dict[str, Any]:
    return {
        "FilterCriteria": {"Filters": [{"Pattern": json.dumps(each)} for each in FILTERS]},
        "BisectBatchOnFunctionError": True,
        "MaximumRetryAttempts": RECORD_RETRIES,
        "MaximumRecordAgeInSeconds": RECORD_SECONDS,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": dead_letters(account, stage)}},
    }


def differing(account: Account, stage: Stage, mapping: dict[str, Any]) -> list[str]:
    """The names of the settings that are not those of a deployment. AWS may write a filter's JSON in another way."""
    expected = {**wanted(account, stage), "State": "Enabled"}
    return [name for name, value in expected.items() if comparable(name, mapping.get(name)) != comparable(name, value)]


def comparable(name: str, value: Any) -> Any:
    if name == "FilterCriteria":
        return [json.loads(each["Pattern"]) for each in (value or {}).get("Filters", [])]
    if name == "DestinationConfig":
        return ((value or {}).get("OnFailure") or {}).get("Destination")
    return value


def set_asynchronous(account: Account, stage: Stage, function: str) -> bool:
    """Sets what Lambda does with asynchronous invocations of a function that fail. Returns whether anything changed."""
    if not differing_asynchronous(account, stage, function):
        return False
    account.client("lambda").put_function_event_invoke_config(
        FunctionName=f"{stage.prefix}{function}", **wanted_asynchronous(account, stage, function)
    )
    return True


def wanted_asynchronous(account: Account, stage: Stage, function: str) -> dict[str, Any]:
    """Scheduler calls due jobs, so Lambda repeats those that fail, and keeps what failed for good. A push to a large
    audience is not repeated: pages have found the message by then."""
    if function == FAN_OUT_FUNCTION:
        return {"MaximumRetryAttempts": 0, "MaximumEventAgeInSeconds": FAN_OUT_SECONDS}
    return {
        "MaximumRetryAttempts": JOB_RETRIES,
        "MaximumEventAgeInSeconds": JOB_SECONDS,
        "DestinationConfig": {"OnFailure": {"Destination": dead_letters(account, stage)}},
    }


def differing_asynchronous(account: Account, stage: Stage, function: str) -> list[str]:
    read = account.client("lambda").get_function_event_invoke_config
    current = find(read, FunctionName=f"{stage.prefix}{function}") or {}
    expected = wanted_asynchronous(account, stage, function)
    return [name for name, value in expected.items() if comparable(name, current.get(name)) != comparable(name, value)]


def mappings(account: Account, stage: Stage) -> Iterator[dict[str, Any]]:
    """The event source mappings of the function, of former streams too."""
    pages = account.client("lambda").get_paginator("list_event_source_mappings")
    try:
        for page in pages.paginate(FunctionName=f"{stage.prefix}{STREAM_FUNCTION}"):
            yield from (each for each in page["EventSourceMappings"] if each.get("State") != "Deleting")
    except ClientError as error:
        if error.response["Error"]["Code"] != "ResourceNotFoundException":
            raise


def remove_mappings(account: Account, stage: Stage, *, except_for: str | None = None) -> None:
    """Deletes the mappings, except for the one of this stream, and waits: a pair cannot be mapped twice."""
    removed = [each["UUID"] for each in mappings(account, stage) if each["EventSourceArn"] != except_for]
    for uuid in removed:
        settled(account, uuid)
        account.client("lambda").delete_event_source_mapping(UUID=uuid)
    for uuid in removed:
        settled(account, uuid)


def settled(account: Account, uuid: str) -> dict[str, Any]:
    """The mapping, as soon as Lambda is not working on it any more. Empty if it does not exist."""
    deadline = time.monotonic() + SETTLING_SECONDS
    while True:
        found = find(account.client("lambda").get_event_source_mapping, UUID=uuid) or {}
        if not found or found.get("State") in SETTLED:
            return found
        if time.monotonic() > deadline:
            raise Problem(f"Lambda is still {found.get('State', '').lower()} the stream's mapping. Deploy again.")
        time.sleep(2)

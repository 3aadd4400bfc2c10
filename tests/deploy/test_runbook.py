"""The commands of docs/runbook.md on a deployed stage, as they are written there."""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from devtools.folders import ROOT
from tests.deploy.deployed import MAIL_DOMAIN, Deployed
from tests.deploy.test_background import eventually
from tests.deploy.visitor import Visitor

RUNBOOK = (ROOT / "docs" / "runbook.md").read_text(encoding="utf-8")
AWS = f'#!/bin/sh\nexec {sys.executable} -m tests.aws_commands "$@"\n'

pytestmark = pytest.mark.timeout(300)


class Shell:
    """Runs a section's commands in a folder of their own, with tests/aws_commands.py as the AWS CLI."""

    def __init__(self, stage: Deployed, folder: Path) -> None:
        self.stage = stage
        self.folder = folder
        aws = folder / "bin" / "aws"
        aws.parent.mkdir()
        aws.write_text(AWS)
        aws.chmod(0o755)
        path = os.pathsep.join([str(aws.parent), os.environ["PATH"]])
        self.environment = {**stage.cloud.environment, "PATH": path, "PYTHONPATH": str(ROOT)}

    def run(self, commands: str, **filled: str) -> str:
        """`filled`: values for the words in capitals."""
        for name, value in {"STAGE": self.stage.stage.name, **filled}.items():
            commands = re.sub(rf"\b{name}\b", value, commands)
        done = subprocess.run(
            ["sh", "-euc", commands],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, f"{commands}\n{done.stderr}"
        return done.stdout

    def read(self, name: str) -> Any:
        return json.loads((self.folder / name).read_text(encoding="utf-8"))

    def write(self, name: str, content: str) -> None:
        (self.folder / name).write_text(content, encoding="utf-8")


@pytest.fixture
def shell(dev: Deployed, tmp_path: Path) -> Shell:
    return Shell(dev, tmp_path)


def commands_of(section: str) -> list[str]:
    (text,) = re.findall(rf"^###? {section}\n(.*?)(?=^##|\Z)", RUNBOOK, re.MULTILINE | re.DOTALL)
    return re.findall(r"^ *```sh\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)


def test_what_is_in_the_queue_of_dead_letters_is_looked_at_sent_again_and_removed(shell: Shell, shop: Any) -> None:
    stage, (look, again, records, empty) = shell.stage, commands_of("dead-letters")
    sqs, dead = stage.cloud.client("sqs"), {"job": "no such job"}
    queue = sqs.get_queue_url(QueueName=f"{stage.stage.prefix}dead-letters")["QueueUrl"]
    sqs.send_message(QueueUrl=queue, MessageBody=json.dumps({"requestPayload": dead}))
    (message,) = json.loads(shell.run(look))["Messages"]
    job = json.loads(message["Body"])["requestPayload"]
    assert job == dead

    shell.write("job.json", json.dumps(job))
    assert "FunctionError" in json.loads(shell.run(again))
    assert "no such job" in json.dumps(shell.read("answer.json"))
    visitor = Visitor(stage, shop.origin)
    visitor.write("Are the red ones gone?")
    shell.write("job.json", json.dumps({"job": "unread_check", "conversation_id": visitor.conversation, "mark": 0}))
    assert "FunctionError" not in json.loads(shell.run(again))

    place = eventually(lambda: first_record(stage))
    failed = json.loads(shell.run(records, **place))
    assert "FunctionError" not in failed
    assert shell.read("records.json")["Records"][0]["dynamodb"]["SequenceNumber"] == place["NUMBER"]
    assert shell.read("answer.json") == {"batchItemFailures": []}

    shell.run(empty)
    counts = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["All"])["Attributes"]
    assert (counts["ApproximateNumberOfMessages"], counts["ApproximateNumberOfMessagesNotVisible"]) == ("0", "0")


def first_record(stage: Deployed) -> dict[str, str] | None:
    """What `DDBStreamBatchInfo` says of a batch."""
    client, streams = stage.cloud.client("dynamodb"), stage.cloud.client("dynamodbstreams")
    arn = client.describe_table(TableName=f"{stage.stage.prefix}messages")["Table"]["LatestStreamArn"]
    for shard in streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]:
        place = {"StreamArn": arn, "ShardId": shard["ShardId"], "ShardIteratorType": "TRIM_HORIZON"}
        found = streams.get_records(ShardIterator=streams.get_shard_iterator(**place)["ShardIterator"])["Records"]
        if found:
            return {"SHARD": shard["ShardId"], "NUMBER": found[0]["dynamodb"]["SequenceNumber"], "SIZE": "1"}
    return None


def test_a_schedule_is_found_and_deleted(shell: Shell) -> None:
    stage, (look, delete) = shell.stage, commands_of("schedules")
    group, name = f"{stage.stage.prefix}jobs", "a-late-one"
    client, account = stage.cloud.client("scheduler"), stage.cloud.client("sts").get_caller_identity()["Account"]
    target = {
        "Arn": f"arn:aws:lambda:{stage.stage.region}:{account}:function:{stage.stage.prefix}job_due",
        "RoleArn": f"arn:aws:iam::{account}:role/{stage.stage.prefix}scheduler",
        "Input": '{"job": "no such job"}',
    }
    client.create_schedule(
        GroupName=group,
        Name=name,
        ScheduleExpression=f"at({time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(time.time() + 3600))})",
        FlexibleTimeWindow={"Mode": "OFF"},
        Target=target,
    )
    shown = shell.run(look, NAME=name)
    assert re.search(rf"^\d{{4}}-\S+.*\t{name}$", shown, re.MULTILINE)
    assert "no such job" in shown
    shell.run(delete, NAME=name)
    assert name not in [each["Name"] for each in client.list_schedules(GroupName=group)["Schedules"]]


def test_mail_is_looked_at(shell: Shell) -> None:
    look = commands_of("mail")[0]
    shown = shell.run(look, SENDER=f"chat@{MAIL_DOMAIN}")
    assert "HEALTHY" in shown
    assert shown.endswith("true\n")

"""The background work on a deployed stage: a message that nobody reads becomes a mail."""

import json
import re
import secrets
import time
import urllib.request
from collections.abc import Callable
from typing import Any, TypeVar

import pytest
import urllib3

from tests.deploy.deployed import OWNER, Deployed

WAIT_SECONDS = 90.0
FoundT = TypeVar("FoundT")

pytestmark = pytest.mark.timeout(300)


def eventually(look: Callable[[], FoundT], seen: Callable[[], object] = str) -> FoundT:
    deadline = time.monotonic() + WAIT_SECONDS
    while not (found := look()):
        assert time.monotonic() < deadline, f"it did not happen in time: {seen()}"
        time.sleep(0.5)
    return found


def mails(prod: Deployed) -> list[dict[str, Any]]:
    with urllib.request.urlopen(f"{prod.cloud.endpoint}/_ministack/ses/messages") as answer:
        by_account: dict[str, list[dict[str, Any]]] = json.load(answer)["messages"]
    return [mail for found in by_account.values() for mail in found]


def write(prod: Deployed, origin: str, text: str) -> str:
    """A visitor's first message. Returns the conversation's id."""
    api, token = prod.addresses["api"], prod.addresses["widget_token"]
    edge = prod.cloud.edge
    page = urllib3.ProxyManager(f"http://127.0.0.1:{edge.port}", ca_certs=str(edge.bundle), headers={"Origin": origin})
    session = page.request("POST", f"{api}/chatbot/session", json={"widget_token": token}).json()
    message = {"client_id": secrets.token_urlsafe(12), "body": text, "after": 0}
    headers = {"Origin": origin, "Authorization": f"Bearer {session['token']}"}
    sent = page.request("POST", f"{api}/chatbot/message", json=message, headers=headers)
    assert sent.status == 201, sent.data
    return str(session["conversation_id"])


def test_a_message_that_nobody_reads_becomes_a_mail_with_a_link_to_the_dashboard(
    with_mail: Deployed, shop: Any
) -> None:
    conversation = write(with_mail, shop.origin, "Is the green kettle in stock?")
    scheduler = with_mail.cloud.client("scheduler")
    group = f"{with_mail.stage.prefix}jobs"

    def waiting() -> list[dict[str, Any]]:
        names = [each["Name"] for each in scheduler.list_schedules(GroupName=group)["Schedules"]]
        found = [scheduler.get_schedule(GroupName=group, Name=name) for name in names]
        return [each for each in found if conversation in each["Target"]["Input"]]

    (schedule,) = eventually(waiting)
    job = json.loads(schedule["Target"]["Input"])

    def alerts() -> list[dict[str, Any]]:
        return [each for each in mails(with_mail) if "green kettle" in json.dumps(each)]

    (mail,) = eventually(alerts, seen=lambda: (mails(with_mail), job_log(with_mail)))
    assert OWNER in json.dumps(mail)
    assert re.search(re.escape(with_mail.addresses["dashboard"]), json.dumps(mail))
    assert job["conversation_id"] == conversation
    eventually(lambda: not waiting())  # it deletes itself


def test_a_job_that_fails_for_good_is_kept_in_the_queue_of_dead_letters(prod: Deployed) -> None:
    sqs, function = prod.cloud.client("sqs"), f"{prod.stage.prefix}job_due"
    queue = sqs.get_queue_url(QueueName=f"{prod.stage.prefix}dead-letters")["QueueUrl"]
    prod.cloud.client("lambda").put_function_event_invoke_config(  # without minutes between the attempts
        FunctionName=function,
        MaximumRetryAttempts=0,
        DestinationConfig={"OnFailure": {"Destination": dead_letters(prod)}},
    )
    unknown = json.dumps({"job": "no such job"})
    prod.cloud.client("lambda").invoke(FunctionName=function, InvocationType="Event", Payload=unknown)
    received = eventually(lambda: sqs.receive_message(QueueUrl=queue).get("Messages"))
    assert "no such job" in received[0]["Body"]
    sqs.purge_queue(QueueUrl=queue)
    assert "Background work" in prod.again()


def job_log(prod: Deployed) -> list[str]:
    group = f"/aws/lambda/{prod.stage.prefix}job_due"
    return [each["message"] for each in prod.cloud.client("logs").filter_log_events(logGroupName=group)["events"]]


def dead_letters(prod: Deployed) -> str:
    queue = prod.cloud.client("sqs").get_queue_url(QueueName=f"{prod.stage.prefix}dead-letters")["QueueUrl"]
    attributes = prod.cloud.client("sqs").get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])
    return str(attributes["Attributes"]["QueueArn"])

"""The background work on a deployed stage: what nobody reads reaches the admins, and answers reach the visitor by mail.

The stage is deployed with `--mail-domain`. What the emulator cannot do is bridged in tests/deploy/emulator and
tests/deploy/incoming.py: it receives no mail, and its functions reach no server of a test by a public https address.
Nobody publishes the domain's DNS records here, so the doctor reports one check that is not ok.
"""

import json
import re
import time
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from typing import Any, TypeVar
from urllib.error import HTTPError

import pytest

from devtools.local_run.mailbox.incoming import answer
from tests.deploy import incoming
from tests.deploy.deployed import MAIL_DOMAIN, OWNER, Deployed
from tests.deploy.internet import INSIDE, SLACK
from tests.deploy.shop import Shop
from tests.deploy.visitor import Visitor, message
from tests.e2e.owner import Owner
from tests.push_service import Browser, PushService
from tests.targets import TargetServer

ANA = "ana@home.example"
WAIT_SECONDS = 90.0
FoundT = TypeVar("FoundT")
Servers = tuple[PushService, TargetServer]

pytestmark = pytest.mark.timeout(300)


def eventually(look: Callable[[], FoundT], seen: Callable[[], object] = str) -> FoundT:
    deadline = time.monotonic() + WAIT_SECONDS
    while not (found := look()):
        assert time.monotonic() < deadline, f"it did not happen in time: {seen()}"
        time.sleep(0.1)
    return found


@pytest.fixture(scope="module")
def servers(dev: Deployed) -> Iterator[Servers]:
    with dev.cloud.internet.servers() as running:
        yield running


@pytest.fixture(scope="module")
def impatient(dev: Deployed) -> Deployed:
    """Alerts and answers are sent as soon as possible. The dashboard allows alerts after 15 seconds at the earliest."""
    dev.cloud.client("dynamodb").update_item(
        TableName=f"{dev.stage.prefix}sites",
        Key={"site_id": {"S": "default"}},
        UpdateExpression="SET alert_after_seconds = :soon, answer_after_seconds = :soon",
        ExpressionAttributeValues={":soon": {"N": "0"}},
    )
    return dev


@pytest.fixture(scope="module")
def owner(dev: Deployed) -> Owner:
    return Owner(dev.addresses["api"], OWNER, dev.password, dev.cloud.edge.opener())


def subscribed(owner: Owner, service: PushService) -> Browser:
    """A browser of the owner's in which notifications are turned on."""
    session, browser = owner.send("POST", "/admin/session", owner.credentials), service.browser()
    owner.token = session["token"]
    keys = {"p256dh": browser.p256dh, "auth": browser.auth, "key": session["push_key"]}
    owner.call("POST", "/admin/session/push", {"endpoint": browser.endpoint, **keys})
    return browser


def waiting(stage: Deployed, conversation: str) -> list[dict[str, Any]]:
    """The schedules of a conversation's jobs."""
    client, group = stage.cloud.client("scheduler"), f"{stage.stage.prefix}jobs"
    found = []
    for each in client.list_schedules(GroupName=group)["Schedules"]:
        try:
            found.append(client.get_schedule(GroupName=group, Name=each["Name"]))
        except client.exceptions.ResourceNotFoundException:
            continue  # it has just run
    return [each for each in found if conversation in each["Target"]["Input"]]


def text_of(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def test_a_message_that_nobody_reads_becomes_one_mail_one_push_and_one_post_to_slack(
    impatient: Deployed, owner: Owner, servers: Servers, shop: Shop
) -> None:
    service, slack = servers
    browser = subscribed(owner, service)
    for kind, address in (("slack", f"https://{SLACK}/services/T1/B1/secret"), ("json", f"https://{INSIDE}/")):
        owner.call("POST", "/admin/site/webhooks", {"kind": kind, "name": kind, "address": address})
    visitor = Visitor(impatient, shop.origin)
    visitor.write("Is the green kettle in stock?")

    (schedule,) = eventually(lambda: waiting(impatient, visitor.conversation))
    assert json.loads(schedule["Target"]["Input"])["conversation_id"] == visitor.conversation

    def alerts() -> list[EmailMessage]:
        return [mail for mail in incoming.sent_to(impatient, OWNER) if "green kettle" in text_of(mail)]

    (mail,) = eventually(alerts, seen=lambda: job_log(impatient))
    link = f"{impatient.addresses['dashboard']}#/c/{visitor.conversation}"
    assert link in text_of(mail)
    eventually(lambda: browser.requests, seen=lambda: job_log(impatient))
    (notification,) = browser.notifications
    assert notification["conversation_id"] == visitor.conversation
    assert notification["body"] == "Is the green kettle in stock?"
    (posted,) = eventually(lambda: slack.received, seen=lambda: job_log(impatient))
    assert posted.path == "/services/T1/B1/secret"
    content = json.loads(posted.body)
    assert "Is the green kettle in stock?" in content["text"]
    assert [block["type"] for block in content["blocks"]] == ["header", "section", "context", "actions"]
    assert content["blocks"][-1]["elements"][0]["url"] == link

    eventually(lambda: not waiting(impatient, visitor.conversation))  # it deletes itself
    assert len(alerts()) == len(browser.requests) == len(slack.received) == 1
    last = {each["kind"]: each["last"] for each in owner.call("GET", "/admin/site/webhooks")["webhooks"]}
    assert (last["slack"]["status"], last["slack"]["problem"]) == (200, None)
    assert "not on the public internet" in last["json"]["problem"]  # its name resolves to a private address


def test_an_answer_reaches_a_visitor_who_has_left_and_their_reply_by_mail_is_one_message(
    impatient: Deployed, owner: Owner, shop: Shop
) -> None:
    visitor = Visitor(impatient, shop.origin)
    visitor.write("Is the blue kettle back?")
    visitor.leave(ANA)
    owner.call("POST", f"/admin/chatbot/{visitor.conversation}/reply", message("Yes, three of them.", after=1))

    (mail,) = eventually(lambda: incoming.sent_to(impatient, ANA), seen=lambda: job_log(impatient))
    assert parseaddr(str(mail["From"]))[1] == f"chat@{MAIL_DOMAIN}"
    assert "Yes, three of them." in text_of(mail)
    assert f"<{impatient.addresses['api']}/chatbot/unsubscribe/" in str(mail["List-Unsubscribe"])
    found = re.search(r"(http\S+)#porchlight=([\w-]+)", text_of(mail))
    assert found
    assert found[1] == f"{shop.origin}/"
    phone = Visitor(impatient, shop.origin)
    assert phone.conversation != visitor.conversation
    assert phone.conversation_of(found[2]) == visitor.conversation
    with pytest.raises(HTTPError):
        phone.conversation_of(found[2])  # it opens once

    recipient = parseaddr(str(mail["Reply-To"]))[1]
    reply = answer(mail, ANA, recipient, f"Re: {mail['Subject']}", "Then I take two.")
    incoming.receive(impatient, reply, recipient, times=2)
    assert visitor.messages() == [
        ("visitor", "Is the blue kettle back?"),
        ("admin", "Yes, three of them."),
        ("visitor", "Then I take two."),
    ]
    assert len(incoming.sent_to(impatient, ANA)) == 1
    original = owner.call("GET", f"/admin/chatbot/{visitor.conversation}/original?id=3")["url"]
    with impatient.cloud.edge.opener().open(original, timeout=30) as downloaded:
        assert downloaded.read().endswith(reply.as_bytes(policy=SMTP))


def test_the_receipt_rule_is_added_to_the_regions_active_set_and_may_call_the_function(dev: Deployed) -> None:
    active = dev.cloud.client("ses").describe_active_receipt_rule_set()
    assert active["Metadata"]["Name"] == "others"
    assert [rule["Name"] for rule in active["Rules"]] == ["office", "porchlight-dev"]
    function = f"{dev.stage.prefix}mail_received"
    policy = json.loads(dev.cloud.client("lambda").get_policy(FunctionName=function)["Policy"])
    (statement,) = policy["Statement"]
    assert statement["Principal"] == {"Service": "ses.amazonaws.com"}
    assert statement["Condition"]["ArnLike"]["AWS:SourceArn"].endswith(":receipt-rule/porchlight-dev")


def test_the_doctor_misses_only_the_dns_records_of_the_mail_domain(dev: Deployed) -> None:
    """SES has verified the domain: the emulator takes its DKIM records as given."""
    (line,) = [line for line in dev.output.splitlines() if line.startswith("not ok")]
    assert "Mail to the domain reaches SES" in line
    assert f"{MAIL_DOMAIN} has no MX record" in line


def test_a_job_that_fails_for_good_is_kept_in_the_queue_of_dead_letters(dev: Deployed) -> None:
    sqs, function = dev.cloud.client("sqs"), f"{dev.stage.prefix}job_due"
    queue = sqs.get_queue_url(QueueName=f"{dev.stage.prefix}dead-letters")["QueueUrl"]
    dev.cloud.client("lambda").put_function_event_invoke_config(  # without minutes between the attempts
        FunctionName=function,
        MaximumRetryAttempts=0,
        DestinationConfig={"OnFailure": {"Destination": dead_letters(dev)}},
    )
    unknown = json.dumps({"job": "no such job"})
    dev.cloud.client("lambda").invoke(FunctionName=function, InvocationType="Event", Payload=unknown)
    received = eventually(lambda: sqs.receive_message(QueueUrl=queue).get("Messages"))
    assert "no such job" in received[0]["Body"]
    sqs.purge_queue(QueueUrl=queue)


def job_log(dev: Deployed) -> list[str]:
    group = f"/aws/lambda/{dev.stage.prefix}job_due"
    return [each["message"] for each in dev.cloud.client("logs").filter_log_events(logGroupName=group)["events"]]


def dead_letters(dev: Deployed) -> str:
    queue = dev.cloud.client("sqs").get_queue_url(QueueName=f"{dev.stage.prefix}dead-letters")["QueueUrl"]
    attributes = dev.cloud.client("sqs").get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])
    return str(attributes["Attributes"]["QueueArn"])

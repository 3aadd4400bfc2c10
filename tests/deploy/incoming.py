"""Mail in and out of the emulated SES.

SES sends no mail, and keeps what it was given. It receives no mail either, so `receive` does what the stage's receipt
rule says: it stores the mail in S3 with SES's own headers, and calls the function with SES's event.
"""

import base64
import json
import secrets
import time
import urllib.request
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from email.utils import parseaddr
from typing import Any, cast

from deployment import mail_domain
from devtools.local_run.mailbox.incoming import event, found_out
from tests.deploy.deployed import Deployed


def sent_to(stage: Deployed, address: str) -> list[EmailMessage]:
    with urllib.request.urlopen(f"{stage.cloud.endpoint}/_ministack/ses/messages") as answer:
        by_account: dict[str, list[dict[str, Any]]] = json.load(answer)["messages"]
    sent = [mail for found in by_account.values() for mail in found if address in mail["To"]]
    parsed = (message_from_bytes(base64.b64decode(mail["BodyText"]), policy=default) for mail in sent)
    return cast("list[EmailMessage]", list(parsed))


def rule(stage: Deployed) -> dict[str, Any]:
    """The stage's rule in the region's active set."""
    rules = stage.cloud.client("ses").describe_active_receipt_rule_set()["Rules"]
    (found,) = [each for each in rules if each["Name"] == mail_domain.rule_name(stage.stage)]
    return cast("dict[str, Any]", found)


def receive(stage: Deployed, mail: EmailMessage, recipient: str, times: int = 1) -> None:
    """Receives an authenticated mail. `times`: how often the function is called, since Lambda calls at least once."""
    applied = rule(stage)
    assert applied["Enabled"]
    assert recipient.rpartition("@")[2] in applied["Recipients"]
    to_s3, to_function = (action for each in applied["Actions"] for action in each.values())
    id, sender, now = secrets.token_hex(20), parseaddr(str(mail["From"]))[1], time.time()
    content = found_out(id, sender, [recipient], True, now) + mail.as_bytes(policy=SMTP)
    stage.cloud.client("s3").put_object(Bucket=to_s3["BucketName"], Key=f"{to_s3['ObjectKeyPrefix']}{id}", Body=content)
    sent = json.dumps(event(id, sender, [recipient], content, True, now))
    for _ in range(times):
        # Waits for the function, as SES does not: a test sees then that there is no second message.
        done = stage.cloud.client("lambda").invoke(FunctionName=to_function["FunctionArn"], Payload=sent)
        assert "FunctionError" not in done, done["Payload"].read()

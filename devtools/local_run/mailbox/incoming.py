"""Receiving mail as SES does: the mail is stored in S3 with what SES found out about it, and a function is called.

https://docs.aws.amazon.com/ses/latest/dg/receiving-email-notifications-contents.html
"""

import secrets
import time
from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import formatdate
from typing import Any

from devtools.local_run.aws_apis.s3_objects import Objects

PREFIX = "incoming/"  # of the receipt rule's S3 action
FUNCTION = "mail_received"

Invoke = Callable[[str, dict[str, Any]], object]


class Incoming:
    """`invoke`: calls a function with an event, some time."""

    def __init__(
        self, objects: Objects, bucket: str, domain: str, invoke: Invoke, clock: Callable[[], float] = time.time
    ) -> None:
        self.objects = objects
        self.bucket = bucket
        self.domain = domain
        self.invoke = invoke
        self.clock = clock

    def accepts(self, recipient: str) -> bool:
        return recipient.lower().rpartition("@")[2] == self.domain

    def receive(
        self, raw: bytes, source: str, recipients: list[str], *, authenticated: bool, failing: tuple[str, ...] = ()
    ) -> str:
        """`source`: the sender of the envelope. `authenticated`: whether SPF and DKIM pass for its domain. `failing`:
        further verdicts that fail, such as `spamVerdict`.

        Returns the id that SES gives the mail.
        """
        id = secrets.token_hex(20)
        content = found_out(id, source, recipients, authenticated, self.clock()) + raw
        self.objects.write(self.bucket, PREFIX + id, content)
        sent = event(id, source, recipients, content, authenticated, self.clock())
        sent["Records"][0]["ses"]["receipt"].update({name: {"status": "FAIL"} for name in failing})
        self.invoke(FUNCTION, sent)
        return id


def found_out(id: str, source: str, recipients: list[str], authenticated: bool, now: float) -> bytes:
    """The headers that SES puts on top."""
    domain, result = source.rpartition("@")[2], "pass" if authenticated else "fail"
    permits = "designates" if authenticated else "does not designate"
    spf = f"{result} (spfCheck: domain of {domain} {permits} 192.0.2.25 as permitted sender)"
    results = [
        f"spf={spf} client-ip=192.0.2.25; envelope-from={source}; helo=mail.{domain}",
        f"dkim={result} header.i=@{domain}",
        f"dmarc={result} header.from={domain}",
    ]
    headers = [
        ("Return-Path", f"<{source}>"),
        (
            "Received",
            f"from mail.{domain} (mail.{domain} [192.0.2.25])\r\n"
            f" by inbound-smtp.us-east-1.amazonaws.com with SMTP id {id}\r\n"
            f" for {recipients[0]};\r\n {formatdate(now)}",
        ),
        ("X-SES-Spam-Verdict", "PASS"),
        ("X-SES-Virus-Verdict", "PASS"),
        ("Received-SPF", f"{spf} client-ip=192.0.2.25; envelope-from={source}; helo=mail.{domain};"),
        ("Authentication-Results", "amazonses.com;\r\n " + ";\r\n ".join(results) + ";"),
    ]
    return "".join(f"{name}: {value}\r\n" for name, value in headers).encode()


def event(
    id: str, source: str, recipients: list[str], content: bytes, authenticated: bool, now: float
) -> dict[str, Any]:
    """What the receipt rule's Lambda action sends."""
    message = message_from_bytes(content, policy=default)
    at = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(now))
    verdict = {"status": "PASS" if authenticated else "FAIL"}
    mail = {
        "timestamp": at,
        "source": source,
        "messageId": id,
        "destination": recipients,
        "headersTruncated": False,
        "headers": [{"name": name, "value": str(value)} for name, value in message.raw_items()],
        "commonHeaders": {
            "returnPath": source,
            "from": [str(message["From"] or "")],
            "to": recipients,
            "date": str(message["Date"] or ""),
            "messageId": str(message["Message-ID"] or ""),
            "subject": str(message["Subject"] or ""),
        },
    }
    receipt = {
        "timestamp": at,
        "processingTimeMillis": 500,
        "recipients": recipients,
        "spamVerdict": {"status": "PASS"},
        "virusVerdict": {"status": "PASS"},
        "spfVerdict": verdict,
        "dkimVerdict": verdict,
        "dmarcVerdict": verdict,
        "action": {
            "type": "Lambda",
            "functionArn": f"arn:aws:lambda:us-east-1:000000000000:function:{FUNCTION}",
            "invocationType": "Event",
        },
    }
    return {"Records": [{"eventSource": "aws:ses", "eventVersion": "1.0", "ses": {"mail": mail, "receipt": receipt}}]}


def answer(to: EmailMessage, sender: str, recipient: str, subject: str, text: str) -> EmailMessage:
    """An answer as a mail program writes it, with the mail quoted below."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = recipient
    message["Subject"] = subject
    message["Date"] = formatdate(localtime=True)
    message["Message-ID"] = f"<{secrets.token_hex(12)}@{sender.rpartition('@')[2]}>"
    if to["Message-ID"]:
        message["In-Reply-To"] = message["References"] = str(to["Message-ID"])
    body = to.get_body(("plain",))
    quoted = (
        "".join(f"> {line}\n" for line in str(body.get_content()).splitlines())
        if isinstance(body, EmailMessage)
        else ""
    )
    message.set_content(f"{text.rstrip()}\n\nOn {to['Date']}, {to['From']} wrote:\n{quoted}")
    return message

"""Sending mail through Amazon SES."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from botocore.config import Config as ClientConfig
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import aws
from chalicelib.config import config
from chalicelib.notify.failures import TryLater
from chalicelib.once import once

CLIENT_CONFIG = ClientConfig(connect_timeout=2, read_timeout=10, retries={"mode": "standard", "total_max_attempts": 2})
# SES's own limits, which pass: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
FOR_NOW = {"TooManyRequestsException", "LimitExceededException", "SendingPausedException", "ThrottlingException"}


class MailRefused(Exception):
    """SES does not accept this mail, and would not accept it later: for example, the account is in the sandbox."""


@dataclass(frozen=True, slots=True)
class Mail:
    to: str
    subject: str
    text: str
    html: str = ""
    from_name: str = ""
    reply_to: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


def is_set_up() -> bool:
    return config().mail_from is not None


def send(mail: Mail) -> None:
    """Raises `TryLater` or `MailRefused`."""
    try:
        client().send_email(
            FromEmailAddress=config().mail_from,
            Destination={"ToAddresses": [mail.to]},
            Content={"Raw": {"Data": message_of(mail).as_bytes()}},
        )
    except ClientError as error:
        code, status = error.response["Error"]["Code"], error.response["ResponseMetadata"].get("HTTPStatusCode", 500)
        if code in FOR_NOW or status >= 500:
            raise TryLater(f"SES: {code}") from error
        raise MailRefused(f"SES: {code}: {error.response['Error'].get('Message', '')}") from error
    except BotoCoreError as error:
        raise TryLater(f"SES: {type(error).__name__}") from error


def message_of(mail: Mail) -> EmailMessage:
    """The MIME message. A line break in a header is refused by Python's own policy (`ValueError`)."""
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(display_name=mail.from_name, addr_spec=config().mail_from or "")
    message["To"] = Address(addr_spec=mail.to)
    message["Subject"] = mail.subject
    if mail.reply_to:
        message["Reply-To"] = Address(addr_spec=mail.reply_to)
    for name, value in mail.headers.items():
        message[name] = value
    message.set_content(mail.text)
    if mail.html:
        message.add_alternative(mail.html, subtype="html")
    return message


@once
def client() -> Any:
    return aws.client("sesv2", config=CLIENT_CONFIG)

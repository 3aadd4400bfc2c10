"""Sending mail through Amazon SES."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Any, Literal

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import aws
from chalicelib.config import config
from chalicelib.failures import TryLater
from chalicelib.once import once

CLIENT_SETTINGS = {"connect_timeout": 2, "read_timeout": 10, "retries": {"mode": "standard", "total_max_attempts": 2}}
# SES's own limits, which pass: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
FOR_NOW = {"TooManyRequestsException", "LimitExceededException", "SendingPausedException", "ThrottlingException"}


class MailPolicy(EmailPolicy):
    """Python encodes a long address in a header (RFC 2047), and mail programs decode it in no header with addresses."""

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name.lower() == "list-unsubscribe":
            return f"{name}: {value}{self.linesep}".encode("ascii")
        return super().fold_binary(name, value)


POLICY = MailPolicy(linesep="\r\n")


class MailRefused(Exception):
    """SES does not accept this mail, and would not accept it later: for example, the account is in the sandbox.

    `code`: SES's own, which a log may have. The message may contain the address.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class TextFile:
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Mail:
    to: str
    subject: str
    text: str
    html: str = ""
    from_name: str = ""
    reply_to: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    files: tuple[TextFile, ...] = ()


def is_set_up() -> bool:
    return config().mail_from is not None


def send(mail: Mail) -> None:
    """Raises `TryLater` or `MailRefused`."""
    recipient = in_ascii(mail.to)
    content = message_of(mail, recipient).as_bytes()
    try:
        client().send_email(
            FromEmailAddress=config().mail_from,
            Destination={"ToAddresses": [recipient]},
            Content={"Raw": {"Data": content}},
        )
    except ClientError as error:
        code, status = error.response["Error"]["Code"], error.response["ResponseMetadata"].get("HTTPStatusCode", 500)
        if code in FOR_NOW or status >= 500:
            raise TryLater(f"SES: {code}") from error
        raise MailRefused(code, error.response["Error"].get("Message") or code) from error
    except BotoCoreError as error:
        raise TryLater(f"SES: {type(error).__name__}") from error


def suppressed(address: str) -> Literal["", "bounced", "complained"]:
    """Why SES does not deliver to an address: it bounced, or its owner complained. "": SES delivers. Raises `TryLater`.

    SES itself adds addresses to the account's suppression list:
    https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html
    """
    try:
        found = client().get_suppressed_destination(EmailAddress=in_ascii(address))
    except ClientError as error:
        if error.response["Error"]["Code"] == "NotFoundException":
            return ""
        raise TryLater(f"SES: {error.response['Error']['Code']}") from error
    except BotoCoreError as error:
        raise TryLater(f"SES: {type(error).__name__}") from error
    return "bounced" if found["SuppressedDestination"]["Reason"] == "BOUNCE" else "complained"


def in_ascii(address: str) -> str:
    """The address as SES accepts it: its domain in the ASCII form of IDNA. Raises `MailRefused` for a local part that
    has none: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Destination.html"""
    local_part, _, domain = address.rpartition("@")
    if not local_part.isascii():
        raise MailRefused("AddressNotAscii", "Amazon SES needs ASCII characters before the @ of an address.")
    if domain.isascii():
        return address
    import idna  # comes with email-validator; few addresses need it

    return f"{local_part}@{idna.encode(domain).decode()}"


def message_of(mail: Mail, recipient: str) -> EmailMessage:
    """The MIME message. A line break in a header is refused by Python's own policy (`ValueError`)."""
    message = EmailMessage(policy=POLICY)
    message["From"] = Address(display_name=mail.from_name, addr_spec=config().mail_from or "")
    message["To"] = Address(addr_spec=recipient)
    message["Subject"] = mail.subject
    if mail.reply_to:
        message["Reply-To"] = Address(addr_spec=mail.reply_to)
    for name, value in mail.headers.items():
        message[name] = value
    message.set_content(mail.text)
    if mail.html:
        message.add_alternative(mail.html, subtype="html")
    for file in mail.files:
        message.add_attachment(file.text, filename=file.name)
    return message


@once
def client() -> Any:
    return aws.client("sesv2", CLIENT_SETTINGS)

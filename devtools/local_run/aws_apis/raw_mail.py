"""Which raw mails SES accepts, and what it changes in them.

https://docs.aws.amazon.com/ses/latest/dg/send-email-raw.html
"""

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, getaddresses

from devtools.local_run.aws_apis.service import Refusal

MAX_BYTES = 40 * 1024 * 1024
MAX_RECIPIENTS = 50
MAX_LINE_BYTES = 998  # RFC 5322, without the line break
# Headers that may be there once: https://docs.aws.amazon.com/ses/latest/dg/header-fields.html
ONCE = ("From", "To", "Cc", "Bcc", "Reply-To", "Sender", "Subject", "Date", "Message-ID", "Return-Path")
ADDRESS = re.compile(r"[^\s@\x00-\x1f]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,}")


def parsed(raw: bytes) -> EmailMessage:
    """Raises `Refusal`."""
    if not raw.strip():
        raise bad("The raw message is empty.")
    if len(raw) > MAX_BYTES:
        raise bad(f"Message length is more than {MAX_BYTES} bytes long: '{len(raw)}'.")
    if any(len(line) > MAX_LINE_BYTES for line in raw.splitlines()):
        raise bad(f"A line of the message is longer than {MAX_LINE_BYTES} bytes.")
    try:
        raw.partition(b"\r\n\r\n")[0].decode("ascii")
    except UnicodeDecodeError:
        raise bad("The headers have characters outside of ASCII. Encode them as RFC 2047 says.") from None
    message = message_from_bytes(raw, policy=SMTP)
    assert isinstance(message, EmailMessage)
    for name in ONCE:
        if len(message.get_all(name, [])) > 1:
            raise bad(f"Duplicate header '{name}'.")
    return message


def sender(message: EmailMessage, given: str | None) -> str:
    """The address that must be verified: of the call's FromEmailAddress, or else of the header."""
    found = addresses([given] if given else [str(message["From"] or "")])
    if not found:
        raise bad("Missing required header 'From'.")
    return found[0]


def recipients(message: EmailMessage, destination: dict[str, list[str]]) -> list[str]:
    """Those of the call's Destination, or else of the headers."""
    given = [
        address for kind in ("ToAddresses", "CcAddresses", "BccAddresses") for address in destination.get(kind, [])
    ]
    found = addresses(given or [str(message[name]) for name in ("To", "Cc", "Bcc") if message[name]])
    if not found:
        raise bad("Missing required header 'To'.")
    if len(found) > MAX_RECIPIENTS:
        raise bad(f"Recipient count exceeds {MAX_RECIPIENTS}.")
    return found


def addresses(fields: list[str]) -> list[str]:
    found = [address for _, address in getaddresses(fields)]
    for address in found:
        if "@" not in address:
            raise bad("Missing final '@domain'")
        if not address.isascii():
            raise bad("The address has characters outside of ASCII. Write its domain in Punycode.")
        if not ADDRESS.fullmatch(address):
            raise bad(f"Illegal address: {address}")
    return found


def as_sent(raw: bytes, message_id: str, now: float) -> bytes:
    """The mail that recipients get: SES sets its own Message-ID, adds a missing Date, and removes Bcc."""
    head, blank, body = raw.partition(b"\r\n\r\n") if b"\r\n\r\n" in raw else raw.partition(b"\n\n")
    headers = re.split(rb"\r?\n(?![ \t])", head)  # a line that begins with a space continues the one before
    kept = [each for each in headers if name_of(each) not in (b"message-id", b"bcc")]
    if b"date" not in map(name_of, kept):
        kept.append(f"Date: {formatdate(now)}".encode())
    kept.append(f"Message-ID: <{message_id}@email.amazonses.com>".encode())
    return b"\r\n".join(kept) + (blank or b"\r\n\r\n") + body


def name_of(header: bytes) -> bytes:
    return header.partition(b":")[0].strip().lower()


def bad(message: str) -> Refusal:
    return Refusal(400, "BadRequestException", message)

"""The address to which a visitor answers: one for each conversation, at the domain that SES receives mail for.

The part before the @ is the conversation's id and a secret that is stored in the conversation, both in Base32: mail
servers may write an address in capital or small letters.
"""

import base64
import re
import secrets

from chalicelib.identity.text import same_secret
from chalicelib.model import Conversation

SECRET_BYTES = 10
LOCAL_PART = re.compile(r"reply-(?P<id>[a-z2-7]{20})(?P<secret>[a-z2-7]{16})")


def new_secret() -> str:
    """The value of `Conversation.reply_secret`."""
    return encoded(secrets.token_bytes(SECRET_BYTES))


def address_of(conversation: Conversation, domain: str) -> str:
    id = encoded(base64.urlsafe_b64decode(conversation.id.removeprefix("c_")))
    return f"reply-{id}{conversation.reply_secret}@{domain}"


def conversation_id_of(address: str) -> str | None:
    """The id of the conversation that an address names. None: it is not an address of this kind."""
    found = LOCAL_PART.fullmatch(local_part(address))
    return f"c_{base64.urlsafe_b64encode(decoded(found['id'])).decode()}" if found else None


def belongs_to(address: str, conversation: Conversation) -> bool:
    """Returns whether the address has the conversation's secret. One that was erased has none."""
    found = LOCAL_PART.fullmatch(local_part(address))
    secret = conversation.reply_secret
    return bool(found and secret) and same_secret(found["secret"], secret)  # type: ignore[index]


def local_part(address: str) -> str:
    return address.partition("@")[0].lower()


def encoded(value: bytes) -> str:
    return base64.b32encode(value).decode().rstrip("=").lower()


def decoded(text: str) -> bytes:
    return base64.b32decode(text.upper() + "=" * (-len(text) % 8))

"""What callers may send, field by field. Anything else is refused with a code of its own."""

import re
import unicodedata
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from chalicelib.accounts import devices
from chalicelib.identity import origins
from chalicelib.model import MESSAGE_CHARACTERS, AccountRole, BlockKind

MOST_CURSORS = 20  # in one frame: each is a read
LARGEST_ID = 2**53 - 1  # the largest whole number that JavaScript holds exactly
# Control characters but tab, line feed and carriage return; lone surrogates, which no UTF-8 can carry.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")

# What is drawn as nothing besides white space: what Unicode calls ignorable by default, and two characters more. Its
# standard library does not tell Python; tests/wire/invisible.json holds this rule and the page's together.
INVISIBLE = (
    "\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u2800"
    "\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufff8"
    "\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)

# The rules below, for the contract's document: printable throughout, and somewhere not blank; one line.
PRINTABLE = r"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
NOT_BLANK = r"[^\x00-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
LINE = f"^({NOT_BLANK}+( {NOT_BLANK}+)*)?$"
VISIBLE = NOT_BLANK.replace("]", f"{INVISIBLE}]")
MESSAGE_SCHEMA = {
    "type": "string",
    "maxLength": MESSAGE_CHARACTERS,
    "pattern": f"^{PRINTABLE}*{VISIBLE}{PRINTABLE}*$",
    "x-codes": ["message_empty", "message_not_text", "message_too_long", "message_unprintable"],
}


IN_LINE: dict[str, Any] = {"pattern": LINE}
IN_PRINT: dict[str, Any] = {"pattern": f"^{PRINTABLE}*$"}


def message_text(value: Any) -> str:
    """The rule for a message's text: it is kept as it is, to the byte, or refused."""
    if not isinstance(value, str):
        raise PydanticCustomError("message_not_text", "A message is a text.")
    if UNPRINTABLE.search(value):
        raise PydanticCustomError("message_unprintable", "A message has no control characters or half characters.")
    if not re.search(VISIBLE, value):
        raise PydanticCustomError("message_empty", "A message needs some text.")
    if len(value) > MESSAGE_CHARACTERS:
        raise PydanticCustomError("message_too_long", "A message has at most 4,000 characters.")
    return value


def one_line(value: str) -> str:
    if value != " ".join(value.split()):
        raise ValueError("One line, with no space at either end")
    return printable(value)


def printable(value: str) -> str:
    if UNPRINTABLE.search(value):
        raise ValueError("No control characters")
    return value


def listable(value: str) -> str:
    """The origin that somebody means, as browsers send it."""
    origin = origins.typed(value)
    if origin is None:
        raise ValueError(
            "An origin is https://shop.example, https://*.shop.example or an app's, such as capacitor://localhost, "
            "with a port if it is not the usual one"
        )
    return origin


def composed(value: str) -> str:
    return unicodedata.normalize("NFC", value)


def without_doubles(values: list[str]) -> list[str]:
    return list(dict.fromkeys(values))


def of_length(least: int, most: int) -> AfterValidator:
    def check(value: str) -> str:
        if not least <= len(value) <= most:
            raise ValueError(f"{least} to {most} characters")
        return value

    return AfterValidator(check)


MessageText = Annotated[str, BeforeValidator(message_text), WithJsonSchema(MESSAGE_SCHEMA)]
ClientId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")]
MessageId = Annotated[int, Field(ge=0, le=LARGEST_ID)]
PageLimit = Annotated[int, Field(ge=1, le=200)]
Origin = Annotated[str, Field(max_length=300, json_schema_extra={"format": "site-origin"}), AfterValidator(listable)]
CURSOR = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")
InboxCursor = Annotated[str, CURSOR, WithJsonSchema({"type": "string", "format": "inbox-cursor"})]  # opaque to pages
AuditCursor = Annotated[str, CURSOR, WithJsonSchema({"type": "string", "format": "audit-cursor"})]


# No other rule helps (NIST SP 800-63B) but the one for its characters: `passwords.check_new`.
NewPassword = Annotated[str, Field(min_length=12, max_length=1000, json_schema_extra={"format": "new-password"})]
# However it is typed: spaces, dashes, digits of other scripts. What is no code is a wrong one.
Code = Annotated[str, of_length(6, 64), WithJsonSchema({"type": "string", "format": "one-time-code"})]
LinkSecret = Annotated[str, Field(min_length=1, max_length=200)]
CurrentPassword = Annotated[str, Field(min_length=1, max_length=1000)]
AccountEmail = Annotated[str, Field(max_length=254, json_schema_extra={"format": "account-email"})]
DeviceToken = Annotated[str, Field(max_length=1000)]


class Schema(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


ANYTHING: dict[str, Any] = {
    "anyOf": [{"type": kind} for kind in ("string", "null", "boolean", "number", "array", "object")]
}


class GivenIdentity(BaseModel):
    """Who the page says that its visitor is, and the site's signature of the id: hexadecimal HMAC-SHA256.

    The attributes besides may be anything: what is of no use is ignored, and the chat goes on.
    """

    model_config = ConfigDict(extra="allow", strict=True, frozen=True)

    id: Annotated[str, Field(min_length=1, max_length=200)]
    hash: Annotated[str, Field(pattern=r"^[0-9a-fA-F]{64}$")]
    name: Annotated[Any, WithJsonSchema(ANYTHING)] = None
    email: Annotated[Any, WithJsonSchema(ANYTHING)] = None


class StartSession(Schema):
    widget_token: Annotated[str, Field(max_length=200)]
    identity: GivenIdentity | None = None


class SendMessage(Schema):
    client_id: ClientId
    body: MessageText
    after: MessageId


class MarkRead(Schema):
    id: MessageId


class SignIn(Schema):
    email: Annotated[str, Field(min_length=1, max_length=254)]
    password: Annotated[str, Field(min_length=1, max_length=1000)]
    code: Code | None = None
    device_tokens: Annotated[list[DeviceToken], Field(max_length=devices.MOST_TOKENS)] = []


class WithPassword(Schema):
    """What would outlast a stolen access token; without the password it is refused as `password_required`."""

    password: CurrentPassword | None = None


class BeginFactor(WithPassword):
    pass


class RemoveAdmin(WithPassword):
    pass


class AllowReset(WithPassword):
    pass


class ConfirmFactor(Schema):
    code: Code


class EndFactor(Schema):
    password: Annotated[str, Field(min_length=1, max_length=1000)]


class Refresh(Schema):
    refresh_token: Annotated[str, Field(min_length=1, max_length=200)]


class ChangePassword(Schema):
    current: Annotated[str, Field(min_length=1, max_length=1000)]
    password: NewPassword


class ResetPassword(Schema):
    secret: LinkSecret
    password: NewPassword


class Invite(WithPassword):
    email: AccountEmail
    role: AccountRole


class AcceptInvitation(Schema):
    secret: LinkSecret
    name: Annotated[
        str,
        Field(min_length=1, max_length=80, json_schema_extra=IN_LINE),
        AfterValidator(one_line),
        AfterValidator(composed),
    ]
    password: NewPassword


class ChangeRole(WithPassword):
    role: AccountRole


class ChangeSite(Schema):
    """What is left out, or null, stays as it is."""

    name: (
        Annotated[str, Field(min_length=1, max_length=80, json_schema_extra=IN_LINE), AfterValidator(one_line)] | None
    ) = None
    greeting: Annotated[str, Field(max_length=500, json_schema_extra=IN_PRINT), AfterValidator(printable)] | None = None
    enabled: bool | None = None
    origins: Annotated[list[Origin], Field(min_length=1, max_length=50), AfterValidator(without_doubles)] | None = None
    poll_ms: Annotated[int, Field(ge=500, le=60_000)] | None = None
    check_ms: Annotated[int, Field(ge=5_000, le=600_000)] | None = None
    require_identity: bool | None = None
    retention_days: Annotated[int, Field(ge=0, le=3650)] | None = None
    messages_at_once: Annotated[int, Field(ge=1, le=1000)] | None = None
    message_every_ms: Annotated[int, Field(ge=0, le=60_000)] | None = None
    conversations_per_minute: Annotated[int, Field(ge=1, le=10_000)] | None = None
    conversations_per_address: Annotated[int, Field(ge=1, le=10_000)] | None = None


class AddBlock(Schema):
    conversation_id: Annotated[str, Field(min_length=1, max_length=64)]
    kind: BlockKind
    reason: Annotated[str, Field(max_length=200, json_schema_extra=IN_LINE), AfterValidator(one_line)] = ""


class ReplaceSecret(Schema):
    """For how long the one before is good besides the new one."""

    overlap_days: Annotated[int, Field(ge=0, le=90)] = 7


class ReplaceIdentitySecret(ReplaceSecret, WithPassword):
    pass


class MessagesQuery(Schema):
    since_id: MessageId = 0
    limit: PageLimit = 100


class Frame(Schema):
    """What a page says on its socket. Whatever is wrong with one is `frame_invalid`."""


class Resume(Frame):
    """The cursors of the conversations that the page has open."""

    type: Literal["resume"]
    cursors: Annotated[dict[Annotated[str, Field(max_length=64)], MessageId], Field(max_length=MOST_CURSORS)]


class InboxQuery(Schema):
    since: InboxCursor | None = None
    before: InboxCursor | None = None
    limit: PageLimit = 50


class AuditQuery(Schema):
    before: AuditCursor | None = None
    limit: PageLimit = 50


class ExportQuery(Schema):
    since_id: MessageId = 0

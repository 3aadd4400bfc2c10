"""The types of the fields that callers send, with the rules that they are validated by."""

import re
import unicodedata
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from chalicelib.config import config
from chalicelib.identity import emails, origins, targets
from chalicelib.identity.targets import TargetRefused
from chalicelib.model import MESSAGE_CHARACTERS, MOST_ATTACHMENTS

LARGEST_ID = 2**53 - 1  # the largest whole number that JavaScript holds exactly
# Control characters except tab, line feed and carriage return; lone surrogates, which UTF-8 cannot encode.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")

# Invisible characters besides white space: those that Unicode calls default ignorable, which Python's standard library
# does not know, and two more. tests/wire/invisible.json checks that this rule and the page's are the same.
INVISIBLE = (
    "\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u2800"
    "\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufff8"
    "\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)

# The rules below as patterns for the OpenAPI document: printable, and not blank; one line.
PRINTABLE = r"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
NOT_BLANK = r"[^\x00-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
LINE = f"^({NOT_BLANK}+( {NOT_BLANK}+)*)?$"
VISIBLE = NOT_BLANK.replace("]", f"{INVISIBLE}]")
SHOWN = f"^{PRINTABLE}*{VISIBLE}{PRINTABLE}*$"
MESSAGE_SCHEMA = {
    "type": "string",
    "maxLength": MESSAGE_CHARACTERS,
    "pattern": SHOWN,
    "x-codes": ["message_empty", "message_not_text", "message_too_long", "message_unprintable"],
}
# Beside attachments it may be empty, which a schema of one field cannot say.
OPTIONAL_MESSAGE_SCHEMA = {
    "anyOf": [{name: value for name, value in MESSAGE_SCHEMA.items() if name != "x-codes"}, {"const": ""}],
    "x-codes": MESSAGE_SCHEMA["x-codes"],
}
IN_LINE: dict[str, Any] = {"pattern": LINE}
IN_PRINT: dict[str, Any] = {"pattern": f"^{PRINTABLE}*$"}


def message_text(value: Any) -> str:
    """A message's text is stored unchanged, or refused."""
    if not isinstance(value, str):
        raise PydanticCustomError("message_not_text", "A message is a text.")
    if UNPRINTABLE.search(value):
        raise PydanticCustomError("message_unprintable", "A message has no control characters or half characters.")
    if not re.search(VISIBLE, value):
        raise PydanticCustomError("message_empty", "A message needs some text.")
    if len(value) > MESSAGE_CHARACTERS:
        raise PydanticCustomError("message_too_long", "A message has at most 4,000 characters.")
    return value


def text_beside_attachments(value: Any, info: ValidationInfo) -> str:
    """Of a message with attachments the text may be empty."""
    return "" if value == "" and (info.data or {}).get("attachments") else message_text(value)


def edited_text(value: Any) -> str:
    """Whether the message has attachments, beside which the text may be empty, is known to the use case."""
    return "" if value == "" else message_text(value)


def one_line(value: str) -> str:
    if value != " ".join(value.split()):
        raise ValueError("One line, with no space at either end")
    return printable(value)


def printable(value: str) -> str:
    if UNPRINTABLE.search(value):
        raise ValueError("No control characters")
    return value


def shown(value: str) -> str:
    """A text of which something can be seen."""
    if not re.search(VISIBLE, value):
        raise ValueError("Some text")
    return printable(value)


def listable(value: str) -> str:
    """Returns the origin as browsers send it."""
    origin = origins.typed(value)
    if origin is None:
        raise ValueError(
            "An origin is https://shop.example, https://*.shop.example or an app's, such as capacitor://localhost, "
            "with a port if it is not the usual one"
        )
    return origin


def target(value: str) -> str:
    """The address of another server, to which this one sends."""
    try:
        targets.parse(value, private=config().private_targets)
    except TargetRefused as error:
        raise ValueError(f"{error}") from error
    return value


def time_zone(value: str) -> str:
    from zoneinfo import ZoneInfo  # few calls need it

    try:
        return ZoneInfo(value).key
    except (KeyError, OSError, ValueError):  # a folder of the zone database raises an OSError
        raise ValueError("The IANA name of a time zone, such as Europe/Berlin") from None


def page_url(value: str) -> str:
    """The address of a page that may get a fragment; "" for none."""
    if value and not re.fullmatch(r"https?://[^\s/?#\\@]+/[^\s#\\]*", value):
        raise ValueError("An address of a page is https://shop.example/contact, without a fragment")
    return value


def composed(value: str) -> str:
    return unicodedata.normalize("NFC", value)


def without_doubles(values: list[str]) -> list[str]:
    return list(dict.fromkeys(values))


MessageText = Annotated[str, BeforeValidator(text_beside_attachments), WithJsonSchema(OPTIONAL_MESSAGE_SCHEMA)]
EditedText = Annotated[str, BeforeValidator(edited_text), WithJsonSchema(OPTIONAL_MESSAGE_SCHEMA)]
UploadId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{16}$")]
UploadIds = Annotated[list[UploadId], Field(max_length=MOST_ATTACHMENTS), AfterValidator(without_doubles)]
FileName = Annotated[str, Field(min_length=1, max_length=255)]  # cleaned up as `chat.uploads.file_name` does
MediaType = Annotated[str, Field(max_length=100)]
ClientId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")]
MessageId = Annotated[int, Field(ge=0, le=LARGEST_ID)]
Greeting = Annotated[str, Field(max_length=500, json_schema_extra=IN_PRINT), AfterValidator(printable)]
Comment = Annotated[str, Field(max_length=1000, json_schema_extra=IN_PRINT), AfterValidator(printable)]
Reason = Annotated[str, Field(max_length=200, json_schema_extra=IN_LINE), AfterValidator(one_line)]
PageLimit = Annotated[int, Field(ge=1, le=200)]
SiteId = Annotated[str, Field(min_length=1, max_length=40)]
Origin = Annotated[str, Field(max_length=300, json_schema_extra={"format": "site-origin"}), AfterValidator(listable)]
Origins = Annotated[list[Origin], Field(min_length=1, max_length=50), AfterValidator(without_doubles)]
CURSOR = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")  # opaque to pages
InboxCursor = Annotated[str, CURSOR, WithJsonSchema({"type": "string", "format": "inbox-cursor"})]
SearchCursor = Annotated[str, CURSOR, WithJsonSchema({"type": "string", "format": "search-cursor"})]
AuditCursor = Annotated[str, CURSOR, WithJsonSchema({"type": "string", "format": "audit-cursor"})]
DeliveryCursor = Annotated[str, CURSOR, WithJsonSchema({"type": "string", "format": "delivery-cursor"})]
# `passwords.check_new` has the rule for its characters; no other rule helps (NIST SP 800-63B).
NewPassword = Annotated[str, Field(min_length=12, max_length=1000, json_schema_extra={"format": "new-password"})]
# Spaces, dashes and digits of other scripts are allowed. Anything that is not a code is a wrong code.
Code = Annotated[str, Field(min_length=6, max_length=64, json_schema_extra={"format": "one-time-code"})]
LinkSecret = Annotated[str, Field(min_length=1, max_length=200)]
CurrentPassword = Annotated[str, Field(min_length=1, max_length=1000)]
# `sites/pictures.py` has the rules.
Picture = Annotated[str, Field(max_length=44_000, json_schema_extra={"format": "square-picture"})]
BotName = Annotated[str, Field(max_length=80, json_schema_extra=IN_LINE), AfterValidator(one_line)]
FaqEntryId = Annotated[str, Field(max_length=40)]
Name = Annotated[str, Field(min_length=1, max_length=80, json_schema_extra=IN_LINE), AfterValidator(one_line)]
# `sites/webhooks.py` has the rules, which depend on the kind.
WebhookAddress = Annotated[str, Field(min_length=1, max_length=2048, json_schema_extra={"format": "webhook-address"})]
ChatId = Annotated[str, Field(max_length=40, json_schema_extra={"format": "telegram-chat"})]
AccountEmail = Annotated[str, Field(max_length=254, json_schema_extra={"format": "account-email"})]
# A browser's push subscription: base64url as browsers give it, without padding.
PushEndpoint = Annotated[str, Field(max_length=1000, json_schema_extra={"format": "target"}), AfterValidator(target)]
PublicKey = Annotated[str, Field(pattern=r"^B[A-Za-z0-9_-]{86}$")]  # of P-256: 65 bytes, the first of which is 4
AuthSecret = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{22}$")]  # 16 bytes
ContactEmail = Annotated[
    str, Field(max_length=254, json_schema_extra={"format": "contact-email"}), AfterValidator(emails.mailable)
]
ContactName = Annotated[str, Field(max_length=200)]  # cleaned up as `identity.text.single_line` does
PageUrl = Annotated[str, Field(max_length=500, json_schema_extra={"format": "page-url"}), AfterValidator(page_url)]
DeviceToken = Annotated[str, Field(max_length=1000)]
LANGUAGE = "[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?"
OwnLanguage = Annotated[str, Field(pattern=f"^({LANGUAGE})?$")]
ClockTime = Annotated[str, Field(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9])?$")]
TimeZone = Annotated[str, Field(max_length=64, json_schema_extra={"format": "time-zone"}), AfterValidator(time_zone)]
Anything = Annotated[
    Any,
    WithJsonSchema({"anyOf": [{"type": kind} for kind in ("string", "null", "boolean", "number", "array", "object")]}),
]

"""The bodies and queries that callers may send. Anything else is refused with a code."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from chalicelib.api.fields import (
    IN_LINE,
    IN_PRINT,
    AccountEmail,
    Anything,
    AuditCursor,
    ClientId,
    Code,
    CurrentPassword,
    DeviceToken,
    InboxCursor,
    LinkSecret,
    MessageId,
    MessageText,
    Name,
    NewPassword,
    Origin,
    PageLimit,
    composed,
    one_line,
    printable,
    without_doubles,
)
from chalicelib.identity import known_devices
from chalicelib.model import AccountRole, BlockKind


class Schema(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class GivenIdentity(BaseModel):
    """The visitor's identity, as the page gives it, and the site's signature of the id: hexadecimal HMAC-SHA256.

    All other attributes may be anything: those that cannot be used are ignored.
    """

    model_config = ConfigDict(extra="allow", strict=True, frozen=True)

    id: Annotated[str, Field(min_length=1, max_length=200)]
    hash: Annotated[str, Field(pattern=r"^[0-9a-fA-F]{64}$")]
    name: Anything = None
    email: Anything = None


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
    password: CurrentPassword
    code: Code | None = None
    device_tokens: Annotated[list[DeviceToken], Field(max_length=known_devices.MOST)] = []


class WithPassword(Schema):
    """Calls whose effect would outlast a stolen access token need the password, or raise `PasswordRequired`."""

    password: CurrentPassword | None = None


class ConfirmFactor(Schema):
    code: Code


class EndFactor(Schema):
    password: CurrentPassword


class Refresh(Schema):
    refresh_token: Annotated[str, Field(min_length=1, max_length=200)]


class ChangePassword(Schema):
    current: CurrentPassword
    password: NewPassword


class ResetPassword(Schema):
    secret: LinkSecret
    password: NewPassword


class Invite(WithPassword):
    email: AccountEmail
    role: AccountRole


class AcceptInvitation(Schema):
    secret: LinkSecret
    name: Annotated[Name, AfterValidator(composed)]
    password: NewPassword


class ChangeRole(WithPassword):
    role: AccountRole


class ChangeSite(Schema):
    """Settings that are omitted, or null, stay as they are."""

    name: Name | None = None
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
    """For how long the replaced one stays valid."""

    overlap_days: Annotated[int, Field(ge=0, le=90)] = 7


class ReplaceIdentitySecret(ReplaceSecret, WithPassword):
    pass


class MessagesQuery(Schema):
    since_id: MessageId = 0
    limit: PageLimit = 100


class InboxQuery(Schema):
    since: InboxCursor | None = None
    before: InboxCursor | None = None
    limit: PageLimit = 50


class AuditQuery(Schema):
    before: AuditCursor | None = None
    limit: PageLimit = 50


class ExportQuery(Schema):
    since_id: MessageId = 0

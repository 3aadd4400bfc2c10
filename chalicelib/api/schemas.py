"""The bodies and queries that callers may send. Anything else is refused with a code."""

from typing import Annotated, ClassVar, cast

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from chalicelib.accounts import devices
from chalicelib.api import fields, given_faq, opening_hours, widget_look
from chalicelib.model import (
    MOST_ATTACHMENT_MB,
    AccountRole,
    AskedBot,
    BlockKind,
    ContactForm,
    ConversationStatus,
    SettingsChanges,
    WebhookKind,
)


class Schema(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


class GivenIdentity(BaseModel):
    """The visitor's identity, as the page gives it, and the site's signature of the id: hexadecimal HMAC-SHA256.

    All other attributes may be anything: those that cannot be used are ignored.
    """

    model_config = ConfigDict(extra="allow", strict=True, frozen=True, defer_build=True)

    id: Annotated[str, Field(min_length=1, max_length=200)]
    hash: Annotated[str, Field(pattern=r"^[0-9a-fA-F]{64}$")]
    name: fields.Anything = None
    email: fields.Anything = None


class StartSession(Schema):
    """`conversation_id`: another one of the visitor's, or `new`."""

    widget_token: Annotated[str, Field(max_length=200)]
    identity: GivenIdentity | None = None
    conversation_id: Annotated[str, Field(min_length=1, max_length=64)] | None = None


class GivenContact(BaseModel):
    """The visitor's name and e-mail address, from a form before the first message. What cannot be used is ignored."""

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True, defer_build=True)

    name: fields.Anything = None
    email: fields.Anything = None


class GivenContext(BaseModel):
    """What the page says about the visit, where the site collects it. What cannot be used is ignored."""

    model_config = ConfigDict(extra="allow", strict=True, frozen=True, defer_build=True)
    PARTS: ClassVar[set[str]] = {"page", "referrer", "paths", "language", "time_zone", "viewport", "data"}

    page: fields.Anything = None
    referrer: fields.Anything = None
    paths: fields.Anything = None
    language: fields.Anything = None
    time_zone: fields.Anything = None
    viewport: fields.Anything = None
    data: fields.Anything = None


class SendMessage(Schema):
    """`attachments`: ids of uploads. They come first, since the text may only be empty if there are some."""

    client_id: fields.ClientId
    attachments: fields.UploadIds = []
    body: fields.MessageText
    after: fields.MessageId


class GivenBot(BaseModel):
    """Asks the bot: `language` is the page's, `question` the id of the entry that the visitor chose, and `person` says
    that the visitor asks for a person. What cannot be used is ignored: no message is refused because of it."""

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True, defer_build=True)

    language: fields.Anything = None
    question: fields.Anything = None
    person: fields.Anything = None

    def value(self) -> AskedBot:
        language, question = (value if isinstance(value, str) else "" for value in (self.language, self.question))
        return AskedBot(language[:100], question, self.person is True)


class EditMessage(Schema):
    """`body`: the new text. It may only be empty if the message has attachments."""

    client_id: fields.ClientId
    body: fields.EditedText
    after: fields.MessageId


class DeleteMessage(Schema):
    client_id: fields.ClientId
    after: fields.MessageId


class VisitorMessage(SendMessage):
    """Without `bot`, only people answer."""

    contact: GivenContact | None = None
    bot: GivenBot | None = None
    context: GivenContext | None = None


class AskForUpload(Schema):
    """`type`: a media type of the list in docs/attachments.md. `size`: in bytes."""

    name: fields.FileName
    type: fields.MediaType
    size: Annotated[int, Field(ge=1, le=5_000_000_000)]


class ChangeContact(Schema):
    """Takes the place of the earlier contact. `email`: null removes the address."""

    email: fields.ContactEmail | None
    name: fields.ContactName | None = None


class AskForTranscript(Schema):
    """`client_id`: a retry with the same one sends no second mail. `zone`: in which the mail writes times."""

    client_id: fields.ClientId
    zone: fields.TimeZone = "UTC"


class OpenLink(Schema):
    widget_token: Annotated[str, Field(max_length=200)]
    secret: fields.LinkSecret


class MarkRead(Schema):
    id: fields.MessageId


class SetStatus(Schema):
    """`client_id` and `after`: as of a message."""

    status: ConversationStatus
    client_id: fields.ClientId
    after: fields.MessageId


class Rate(Schema):
    """`id`: the number of the entry that closed the conversation. `rating`: 5 is the best."""

    client_id: fields.ClientId
    after: fields.MessageId
    id: fields.MessageId
    rating: Annotated[int, Field(ge=1, le=5)]
    comment: fields.Comment = ""


class ChoosePresence(Schema):
    away: bool


class SignIn(Schema):
    email: Annotated[str, Field(min_length=1, max_length=254)]
    password: fields.CurrentPassword
    code: fields.Code | None = None
    device_tokens: Annotated[list[fields.DeviceToken], Field(max_length=devices.MOST_TOKENS)] = []


class WithPassword(Schema):
    """Calls whose effect would outlast a stolen access token need the password, or raise `PasswordRequired`."""

    password: fields.CurrentPassword | None = None


class ConfirmFactor(Schema):
    code: fields.Code


class EndFactor(Schema):
    password: fields.CurrentPassword


class Subscribe(Schema):
    """A browser's push subscription. `key`: the `push_key` of the session, with which the page has subscribed."""

    endpoint: fields.PushEndpoint
    p256dh: fields.PublicKey
    auth: fields.AuthSecret
    key: fields.PublicKey


class Refresh(Schema):
    refresh_token: Annotated[str, Field(min_length=1, max_length=200)]


class ChangePassword(Schema):
    current: fields.CurrentPassword
    password: fields.NewPassword


class ResetPassword(Schema):
    secret: fields.LinkSecret
    password: fields.NewPassword


class RequestReset(Schema):
    email: Annotated[str, Field(min_length=1, max_length=254)]


class ChangeNotifications(Schema):
    """Preferences that are omitted, or null, stay as they are. Empty times end the quiet hours."""

    alert_by_push: bool | None = None
    alert_by_mail: bool | None = None
    quiet_from: fields.ClockTime | None = None
    quiet_until: fields.ClockTime | None = None
    quiet_zone: fields.TimeZone | None = None


class Invite(WithPassword):
    email: fields.AccountEmail
    role: AccountRole


class AcceptInvitation(Schema):
    secret: fields.LinkSecret
    name: Annotated[fields.Name, AfterValidator(fields.composed)]
    password: fields.NewPassword


class ChangeRole(WithPassword):
    role: AccountRole


class ChangeSite(Schema):
    """Settings that are omitted, or null, stay as they are. Only `hours` and `look` may be set to null: always
    open, and as Porchlight's own."""

    name: fields.Name | None = None
    greeting: fields.Greeting | None = None
    enabled: bool | None = None
    origins: fields.Origins | None = None
    poll_ms: Annotated[int, Field(ge=500, le=60_000)] | None = None
    check_ms: Annotated[int, Field(ge=5_000, le=600_000)] | None = None
    require_identity: bool | None = None
    retention_days: Annotated[int, Field(ge=0, le=3650)] | None = None
    alert_after_seconds: Annotated[int, Field(ge=15, le=3600)] | None = None
    show_presence: bool | None = None
    ask_rating: bool | None = None
    messages_at_once: Annotated[int, Field(ge=1, le=1000)] | None = None
    message_every_ms: Annotated[int, Field(ge=0, le=60_000)] | None = None
    conversations_per_minute: Annotated[int, Field(ge=1, le=10_000)] | None = None
    answer_after_seconds: Annotated[int, Field(ge=0, le=86_400)] | None = None
    contact_form: ContactForm | None = None
    chat_url: fields.PageUrl | None = None
    attachment_mb: Annotated[int, Field(ge=0, le=MOST_ATTACHMENT_MB)] | None = None
    conversations_per_address: Annotated[int, Field(ge=1, le=10_000)] | None = None
    hours: Annotated[opening_hours.GivenHours | None, Field(json_schema_extra=opening_hours.RULES)] = None

    look: Annotated[widget_look.GivenLook | None, Field(json_schema_extra=widget_look.RULES)] = None
    language: widget_look.Language | None = None
    visitor_context: bool | None = None

    def changes(self) -> SettingsChanges:
        changes = cast(SettingsChanges, self.model_dump(exclude_none=True, exclude={"hours", "look"}))
        if "look" in self.model_fields_set:
            changes["look"] = self.look.value() if self.look else None
        if "hours" in self.model_fields_set:
            changes["hours"] = self.hours.value() if self.hours else None
        return changes


class PreviewSite(Schema):
    """Unsaved settings."""

    look: Annotated[widget_look.GivenLook, Field(json_schema_extra=widget_look.RULES)]
    language: widget_look.Language


class ChangeFaq(Schema):
    """What is omitted, or null, stays as it is. `name`: the bot's, "" for the team's. `order`: ids of entries."""

    enabled: bool | None = None
    name: fields.BotName | None = None
    order: Annotated[list[fields.FaqEntryId], Field(max_length=200)] | None = None


class AddFaqEntry(Schema):
    texts: Annotated[given_faq.FaqTexts, Field(json_schema_extra=given_faq.RULES)]
    suggested: bool = True


class ChangeFaqEntry(Schema):
    """What is omitted, or null, stays as it is. `texts` replaces those of all languages."""

    texts: Annotated[given_faq.FaqTexts | None, Field(json_schema_extra=given_faq.RULES)] = None
    suggested: bool | None = None


class AddWebhook(Schema):
    """`address`: what the service shows, or the token of a Telegram bot. `chat_id`: Telegram's."""

    kind: WebhookKind
    name: fields.Name
    address: fields.WebhookAddress
    chat_id: fields.ChatId = ""


class ChangeWebhook(Schema):
    """What is omitted, or null, stays as it is."""

    name: fields.Name | None = None
    address: fields.WebhookAddress | None = None
    chat_id: fields.ChatId | None = None
    enabled: bool | None = None


class AddBlock(Schema):
    conversation_id: Annotated[str, Field(min_length=1, max_length=64)]
    kind: BlockKind
    reason: fields.Reason = ""


class ReplaceSecret(Schema):
    """For how long the replaced one stays valid."""

    overlap_days: Annotated[int, Field(ge=0, le=90)] = 7


class ReplaceIdentitySecret(ReplaceSecret, WithPassword):
    pass


class MessagesQuery(Schema):
    since_id: fields.MessageId = 0
    limit: fields.PageLimit = 100


class ConversationsQuery(Schema):
    """Without parameters."""


class InboxQuery(Schema):
    """`status`: of the list. Changes since a cursor are those of all conversations."""

    status: ConversationStatus = "open"
    since: fields.InboxCursor | None = None
    before: fields.InboxCursor | None = None
    limit: fields.PageLimit = 50


class AuditQuery(Schema):
    before: fields.AuditCursor | None = None
    limit: fields.PageLimit = 50


class OriginalQuery(Schema):
    id: fields.MessageId


class AttachmentsQuery(Schema):
    """`id`: of the message."""

    id: fields.MessageId


class ExportQuery(Schema):
    since_id: fields.MessageId = 0

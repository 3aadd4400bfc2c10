"""What an owner sends about the site."""

from typing import Annotated, cast

from pydantic import Field

from chalicelib.api import fields, given_faq, opening_hours, widget_look
from chalicelib.api.schemas import Schema
from chalicelib.api.schemas.accounts import WithPassword
from chalicelib.model import MOST_ATTACHMENT_MB, ContactForm, SettingsChanges
from chalicelib.model.webhooks import WebhookKind


class AddSite(Schema):
    client_id: fields.ClientId
    name: fields.Name
    origins: fields.Origins


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
    search_messages: bool | None = None

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


class ReplaceSecret(Schema):
    """For how long the replaced one stays valid."""

    overlap_days: Annotated[int, Field(ge=0, le=90)] = 7


class ReplaceIdentitySecret(ReplaceSecret, WithPassword):
    pass

"""What owners send about webhooks for events."""

from typing import Annotated

from pydantic import Field

from chalicelib.api import fields
from chalicelib.api.schemas import Schema
from chalicelib.api.schemas.accounts import WithPassword
from chalicelib.model.event_webhooks import EventType

EventTypes = Annotated[list[EventType], Field(min_length=1, max_length=20)]


class AddEventWebhook(WithPassword):
    address: fields.WebhookAddress
    types: EventTypes


class ChangeEventWebhook(WithPassword):
    """What is omitted, or null, stays as it is. Another address needs the password."""

    address: fields.WebhookAddress | None = None
    types: EventTypes | None = None
    enabled: bool | None = None


class RollEventSecret(WithPassword):
    pass


class DeliveriesQuery(Schema):
    before: fields.DeliveryCursor | None = None
    limit: fields.PageLimit = 25

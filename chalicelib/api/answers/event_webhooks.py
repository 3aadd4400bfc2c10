"""Bodies of answers about webhooks for events."""

from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from chalicelib.events.shapes import Number, Time
from chalicelib.events.webhook_bodies import EventBody
from chalicelib.model.event_webhooks import EventType, SentType, SwitchedOff


class EventWebhookFields(TypedDict):
    """`switched_off`: why it is off, if no owner has switched it off. `previous_secret_until`: until when the replaced
    secret signs too."""

    id: str
    address: str
    types: list[EventType]
    enabled: bool
    switched_off: SwitchedOff
    previous_secret_until: Time | None
    created_at: Time


class EventWebhooks(TypedDict):
    event_webhooks: list[EventWebhookFields]


class OneEventWebhook(TypedDict):
    event_webhook: EventWebhookFields


class EventWebhookWithSecret(TypedDict):
    """`secret` is returned only here."""

    event_webhook: EventWebhookFields
    secret: str


class DeliveryFields(TypedDict):
    """An event, and what the last attempt brought. `status`: of its answer, 0 if none came; `problem`: null if it was
    accepted; `ms`: how long it took. `next_at`: the next attempt, null if there is none."""

    id: str
    event_id: str
    type: SentType
    at: Time
    conversation_id: str | None
    number: Annotated[Number, Field(description="Of the entry in the conversation's log; 0 of a test")]
    attempts: Number
    tried_at: Time
    status: Number
    problem: str | None
    ms: Number
    next_at: Time | None


class DeliveryLog(TypedDict):
    """`older`: the `before` of the next page."""

    deliveries: list[DeliveryFields]
    older: str | None


class OneDelivery(TypedDict):
    delivery: DeliveryFields


class DeliveryWithEvent(TypedDict):
    """`event`: as it would be sent now; null if what it is about was erased, or is not kept any longer."""

    delivery: DeliveryFields
    event: EventBody | None

"""Webhooks for events and their deliveries, as the bodies of answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.api import cursors
from chalicelib.model import now_ms

if TYPE_CHECKING:
    from chalicelib.api.answers.event_webhooks import DeliveryFields, DeliveryLog, EventWebhookFields
    from chalicelib.model.event_webhooks import EventDelivery, EventWebhook


def event_webhook(webhook: EventWebhook) -> EventWebhookFields:
    return {
        "id": webhook.id,
        "address": webhook.address,
        "types": list(webhook.types),
        "enabled": webhook.enabled,
        "switched_off": "" if webhook.enabled else webhook.switched_off,
        "previous_secret_until": webhook.previous_until if webhook.previous_until > now_ms() else None,
        "created_at": webhook.created_at,
    }


def delivery_log(found: list[EventDelivery], limit: int) -> DeliveryLog:
    older = cursors.encode(found[-1].id) if len(found) == limit else None
    return {"deliveries": [delivery(each) for each in found], "older": older}


def delivery(delivery: EventDelivery) -> DeliveryFields:
    return {
        "id": delivery.id,
        "event_id": delivery.event_id,
        "type": delivery.type,
        "at": delivery.at,
        "conversation_id": delivery.conversation_id or None,
        "number": delivery.entry,
        "attempts": delivery.attempts,
        "tried_at": delivery.tried_at,
        "status": delivery.status,
        "problem": delivery.problem or None,
        "ms": delivery.ms,
        "next_at": delivery.next_at or None,
    }

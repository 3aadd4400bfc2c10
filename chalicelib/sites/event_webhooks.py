"""A site's webhooks for events, as its owners read and change them.

Whoever adds one receives what people write from then on, and whoever has its secret can sign events. So both need the
password: a stolen access token must not lead to more than its minutes.
"""

import secrets
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from chalicelib import audit
from chalicelib.accounts import callers
from chalicelib.errors import (
    DeliveryNotFound,
    WebhookExists,
    WebhookNotFound,
    WebhooksFull,
)
from chalicelib.model import AdminCaller, now_ms
from chalicelib.model.event_webhooks import EVENT_TYPES, ROLLED_MS, EventDelivery, EventType, EventWebhook
from chalicelib.sites import webhook_rules
from chalicelib.storage import deliveries, event_webhooks

MOST = 5
SENDING_SECONDS, SENT_AT_MOST = 600, 60  # tests and repeated deliveries of one site


class WithSecret(NamedTuple):
    webhook: EventWebhook
    secret: str  # shown once


def read(caller: AdminCaller) -> list[EventWebhook]:
    """The oldest first."""
    return event_webhooks.of(caller.site_id)


def find(caller: AdminCaller, id: str) -> EventWebhook:
    """Raises `WebhookNotFound`."""
    found = event_webhooks.find(caller.site_id, id)
    if found is None:
        raise WebhookNotFound()
    return found


def add(caller: AdminCaller, target: str, types: Iterable[EventType], password: str | None, address: str) -> WithSecret:
    """Raises what `callers.confirm_password` raises, and `WebhookAddressRefused`, `WebhookExists` or `WebhooksFull`."""
    callers.confirm_password(caller, password)
    webhook = EventWebhook(f"ew_{secrets.token_hex(8)}", target, in_order(types), new_secret(), now_ms())
    check(webhook, read(caller))
    if not event_webhooks.add(caller.site_id, webhook, MOST):
        raise WebhooksFull()
    audit.record(
        caller.site_id, caller.admin_id, "event_webhook.added", webhook.id, address, types=" ".join(webhook.types)
    )
    return WithSecret(webhook, webhook.secret)


def change(
    caller: AdminCaller,
    id: str,
    address: str,
    target: str | None = None,
    types: Iterable[EventType] | None = None,
    enabled: bool | None = None,
    password: str | None = None,
) -> EventWebhook:
    """What is None stays as it is. One that is switched on, or gets another address, starts without failures.

    Raises `WebhookNotFound`, and what `add` raises if the address changes.
    """
    before = find(caller, id)
    wanted = in_order(types) if types is not None else None
    given: dict[str, Any] = {"address": target, "types": wanted, "enabled": enabled}
    changes = {key: value for key, value in given.items() if value is not None and value != getattr(before, key)}
    if not changes:
        return before
    names = ", ".join(sorted(changes))
    if "address" in changes:
        callers.confirm_password(caller, password)
        check(replace(before, **changes), [each for each in read(caller) if each.id != id])
        if before.switched_off:
            changes.setdefault("enabled", True)
    if "address" in changes or enabled:
        changes |= {"failed_events": 0, "switched_off": ""}
    stored = {key: list(value) if isinstance(value, tuple) else value for key, value in changes.items()}
    if not event_webhooks.change(caller.site_id, id, **stored):
        raise WebhookNotFound()
    audit.record(caller.site_id, caller.admin_id, "event_webhook.changed", id, address, settings=names)
    return replace(before, **changes)


def remove(caller: AdminCaller, id: str, address: str) -> None:
    """Raises `WebhookNotFound`."""
    find(caller, id)
    if not event_webhooks.remove(caller.site_id, id):
        raise WebhookNotFound()
    audit.record(caller.site_id, caller.admin_id, "event_webhook.removed", id, address)


def roll(caller: AdminCaller, id: str, password: str | None, address: str) -> WithSecret:
    """Replaces the secret. For a day, both sign: so the receiver can be changed meanwhile.

    Raises `WebhookNotFound`, and what `callers.confirm_password` raises.
    """
    callers.confirm_password(caller, password)
    before = find(caller, id)
    changes: dict[str, Any] = {
        "secret": new_secret(),
        "previous_secret": before.secret,
        "previous_until": now_ms() + ROLLED_MS,
    }
    if not event_webhooks.change(caller.site_id, id, **changes):
        raise WebhookNotFound()
    audit.record(caller.site_id, caller.admin_id, "event_webhook.secret_replaced", id, address)
    rolled = replace(before, **changes)
    return WithSecret(rolled, rolled.secret)


def log(caller: AdminCaller, id: str, before: str | None, limit: int) -> list[EventDelivery]:
    """The webhook's deliveries, the newest event first. Raises `WebhookNotFound`."""
    return deliveries.newest(find(caller, id).id, before, limit)


def delivery(caller: AdminCaller, id: str, delivery_id: str) -> tuple[EventWebhook, EventDelivery]:
    """Raises `WebhookNotFound` or `DeliveryNotFound`."""
    webhook = find(caller, id)
    found = deliveries.get(webhook.id, delivery_id)
    if found is None:
        raise DeliveryNotFound()
    return webhook, found


def allow_sending(caller: AdminCaller) -> None:
    """Counts a request that an owner asks for. Raises `TooManyTests`."""
    webhook_rules.count_sending("event-webhooks", caller.site_id, SENDING_SECONDS, SENT_AT_MOST)


def check(webhook: EventWebhook, others: list[EventWebhook]) -> None:
    """Whether the address has the right form, and is new. Where it leads is checked when something is sent."""
    webhook_rules.check_address(webhook.address)
    if any(each.address == webhook.address for each in others):
        raise WebhookExists("address")


def in_order(types: Iterable[EventType]) -> tuple[EventType, ...]:
    chosen = set(types)
    return tuple(each for each in EVENT_TYPES if each in chosen)


def new_secret() -> str:
    return f"whsec_{secrets.token_urlsafe(32)}"

"""A site's webhooks. They are a map in the site's row, which only these functions read: `Site` does not have it.

Every function changes one webhook and no other part of the row, so an owner's change and a delivery's result do not
overwrite each other.
"""

from dataclasses import asdict
from typing import Any

from pynamodb.expressions.condition import size
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from chalicelib.model.webhooks import Delivery, Webhook
from chalicelib.storage.faults import retryable_as_busy, try_write
from chalicelib.storage.tables import SiteRow


@retryable_as_busy()
def of(site_id: str) -> list[Webhook]:
    """Reads them strongly, the oldest first."""
    try:
        row = SiteRow.get(site_id, consistent_read=True, attributes_to_get=["webhooks"])
    except SiteRow.DoesNotExist:
        return []
    stored = row.webhooks.as_dict() if row.webhooks else {}  # type: ignore[no-untyped-call]
    return sorted(
        (webhook_of(id, fields) for id, fields in stored.items()), key=lambda each: (each.created_at, each.id)
    )


@retryable_as_busy()
def add(site_id: str, webhook: Webhook, most: int) -> bool:
    """Returns False, and stores nothing, if the site has so many webhooks already."""
    stored = fields_of(webhook)
    none = SiteRow.site_id.exists() & SiteRow.webhooks.does_not_exist()
    if try_write(SiteRow(site_id).update, actions=[SiteRow.webhooks.set({webhook.id: stored})], condition=none):
        return True
    room = SiteRow.webhooks.exists() & (size(SiteRow.webhooks) < most)  # type: ignore[no-untyped-call]
    return try_write(SiteRow(site_id).update, actions=[place_of(webhook.id).set(stored)], condition=room)


@retryable_as_busy()
def change(site_id: str, id: str, **changes: str | int | bool) -> bool:
    """Sets fields of a webhook. Returns False if it was removed."""
    place = place_of(id)
    actions: list[Action] = [place[name].set(value) for name, value in changes.items()]
    return try_write(SiteRow(site_id).update, actions=actions, condition=place.exists())


@retryable_as_busy()
def remove(site_id: str, id: str) -> bool:
    """Returns whether there was one."""
    place = place_of(id)
    return try_write(SiteRow(site_id).update, actions=[place.remove()], condition=place.exists())


@retryable_as_busy()
def delivered(site_id: str, webhook: Webhook, delivery: Delivery, switch_off: bool = False) -> None:
    """Stores the last delivery, unless the webhook was removed meanwhile. `webhook`: as it was before."""
    place = place_of(webhook.id)
    actions: list[Action] = [place["last"].set(asdict(delivery))]
    actions.append(place["failures"].set(place["failures"] + 1 if delivery.problem else 0))
    if delivery.problem and not webhook.failures:
        actions.append(place["failing_since"].set(delivery.at))
    if switch_off:
        actions.append(place["enabled"].set(False))
    try_write(SiteRow(site_id).update, actions=actions, condition=place.exists())


def place_of(id: str) -> Path:
    return Path(["webhooks", id])


def webhook_of(id: str, stored: dict[str, Any]) -> Webhook:
    last = stored.pop("last", None)
    return Webhook(id=id, last=Delivery(**last) if last else None, **stored)


def fields_of(webhook: Webhook) -> dict[str, Any]:
    fields = asdict(webhook)
    del fields["id"], fields["last"]
    return fields

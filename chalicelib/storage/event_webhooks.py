"""A site's webhooks for events. They are a map in the site's row, which only these functions read: `Site` has nothing
of it but a version, which changes with them. A site that never had one costs nothing."""

import secrets
from dataclasses import asdict
from typing import Any

from pynamodb.expressions.condition import size
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from chalicelib.model import Site
from chalicelib.model.event_webhooks import EventWebhook, SwitchedOff
from chalicelib.storage import sites
from chalicelib.storage.cache import RecentCache
from chalicelib.storage.faults import retryable_as_busy, try_write
from chalicelib.storage.tables import SiteRow

MOST_KNOWN = 1_000

known: RecentCache[tuple[str, str], tuple[EventWebhook, ...]] = RecentCache(lambda: 3600.0, MOST_KNOWN)


def recent(site: Site) -> tuple[EventWebhook, ...]:
    """Returns them as they were when the site was read: at most a minute ago."""
    if site.event_webhooks_version is None:
        return ()
    key = (site.site_id, site.event_webhooks_version)
    found = known.get(key)
    if found is None:
        found = tuple(of(site.site_id))
        known.put(key, found)
    return found


@retryable_as_busy()
def of(site_id: str) -> list[EventWebhook]:
    """Reads them strongly, the oldest first."""
    try:
        row = SiteRow.get(site_id, consistent_read=True, attributes_to_get=["event_webhooks"])
    except SiteRow.DoesNotExist:
        return []
    stored = row.event_webhooks.as_dict() if row.event_webhooks else {}  # type: ignore[no-untyped-call]
    found = (webhook_of(id, fields) for id, fields in stored.items())
    return sorted(found, key=lambda each: (each.created_at, each.id))


def find(site_id: str, id: str) -> EventWebhook | None:
    return next((each for each in of(site_id) if each.id == id), None)


@retryable_as_busy()
def add(site_id: str, webhook: EventWebhook, most: int) -> bool:
    """Returns False, and stores nothing, if the site has so many already."""
    stored = fields_of(webhook)
    none = SiteRow.site_id.exists() & SiteRow.event_webhooks.does_not_exist()
    if write(site_id, [SiteRow.event_webhooks.set({webhook.id: stored})], none):
        return True
    room = SiteRow.event_webhooks.exists() & (size(SiteRow.event_webhooks) < most)  # type: ignore[no-untyped-call]
    return write(site_id, [place_of(webhook.id).set(stored)], room)


@retryable_as_busy()
def change(site_id: str, id: str, **changes: str | int | bool | list[str]) -> bool:
    """Sets fields of one. Returns False if it was removed."""
    place = place_of(id)
    return write(site_id, [place[name].set(value) for name, value in changes.items()], place.exists())


@retryable_as_busy()
def remove(site_id: str, id: str) -> bool:
    """Returns whether there was one."""
    place = place_of(id)
    return write(site_id, [place.remove()], place.exists())


def switch_off(site_id: str, id: str, reason: SwitchedOff) -> bool:
    """Returns False if it was off already, or is gone."""
    place = place_of(id)
    actions: list[Action] = [place["enabled"].set(False), place["switched_off"].set(reason)]
    with retryable_as_busy():
        return write(site_id, actions, place["enabled"] == True)  # noqa: E712 - PynamoDB makes a condition of it


@retryable_as_busy()
def event_failed(site_id: str, id: str) -> None:
    """Counts an event that was tried for a day, unless the webhook was removed meanwhile."""
    place = place_of(id)
    actions: list[Action] = [place["failed_events"].set(place["failed_events"] + 1)]
    try_write(SiteRow(site_id).update, actions=actions, condition=place.exists())


def write(site_id: str, actions: list[Action], condition: Any) -> bool:
    """Also gives them another version, so that every process reads them again."""
    versioned = [*actions, SiteRow.event_webhooks_version.set(secrets.token_hex(4))]
    written = try_write(SiteRow(site_id).update, actions=versioned, condition=condition)
    sites.known.forget(site_id)
    return written


def place_of(id: str) -> Path:
    return Path(["event_webhooks", id])


def webhook_of(id: str, stored: dict[str, Any]) -> EventWebhook:
    return EventWebhook(**{**stored, "id": id, "types": tuple(stored["types"])})


def fields_of(webhook: EventWebhook) -> dict[str, Any]:
    fields = asdict(webhook)
    del fields["id"]
    return {**fields, "types": list(webhook.types)}

"""A site's API tokens. They are a map in the site's row, which only these functions read: `Site` does not have it."""

import time
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from pynamodb.expressions.condition import size
from pynamodb.expressions.operand import Path

from chalicelib.model.api_tokens import ApiToken
from chalicelib.storage.cache import RecentCache, recent_seconds
from chalicelib.storage.faults import retryable_as_busy, try_write
from chalicelib.storage.tables import SiteRow

MOST_KNOWN = 1_000

# By site id. A token that was revoked elsewhere is served for a minute at most.
known: RecentCache[str, Mapping[str, ApiToken]] = RecentCache(recent_seconds, MOST_KNOWN)


def recent(site_id: str, id: str) -> ApiToken | None:
    """Returns a token as it was at most a minute ago. One that this process does not know yet is read."""
    found = known.get(site_id)
    if found is None or id not in found:
        found = of(site_id)
    return found.get(id)


@retryable_as_busy()
def of(site_id: str) -> Mapping[str, ApiToken]:
    """Reads a site's tokens strongly, by id."""
    began = time.monotonic()
    try:
        row = SiteRow.get(site_id, consistent_read=True, attributes_to_get=["api_tokens"])
    except SiteRow.DoesNotExist:
        return {}
    stored = row.api_tokens.as_dict() if row.api_tokens else {}  # type: ignore[no-untyped-call]
    found = {id: token_of(id, fields) for id, fields in stored.items()}
    known.put(site_id, found, began)
    return found


@retryable_as_busy()
def add(site_id: str, token: ApiToken, most: int) -> bool:
    """Returns False, and stores nothing, if the site has so many tokens already."""
    stored = fields_of(token)
    none = SiteRow.site_id.exists() & SiteRow.api_tokens.does_not_exist()
    if try_write(SiteRow(site_id).update, actions=[SiteRow.api_tokens.set({token.id: stored})], condition=none):
        return True
    room = SiteRow.api_tokens.exists() & (size(SiteRow.api_tokens) < most)  # type: ignore[no-untyped-call]
    return try_write(SiteRow(site_id).update, actions=[place_of(token.id).set(stored)], condition=room)


@retryable_as_busy()
def remove(site_id: str, id: str) -> bool:
    """Returns whether there was one."""
    known.forget(site_id)
    place = place_of(id)
    return try_write(SiteRow(site_id).update, actions=[place.remove()], condition=place.exists())


@retryable_as_busy()
def used(site_id: str, id: str, at: int) -> None:
    """Stores that a token was used, unless it was revoked meanwhile."""
    known.forget(site_id)
    place = place_of(id)
    try_write(SiteRow(site_id).update, actions=[place["used_at"].set(at)], condition=place.exists())


def place_of(id: str) -> Path:
    return Path(["api_tokens", id])


def token_of(id: str, stored: dict[str, Any]) -> ApiToken:
    return ApiToken(**{**stored, "id": id, "scopes": tuple(stored["scopes"])})


def fields_of(token: ApiToken) -> dict[str, Any]:
    fields = asdict(token)
    del fields["id"]
    return {**fields, "scopes": list(token.scopes)}

"""The websites that this deployment serves, and their settings."""

import dataclasses
import secrets
from typing import Any

from pynamodb.expressions.update import Action

from chalicelib.model import Limits, Site
from chalicelib.storage.faults import held, passing_as_busy
from chalicelib.storage.recent import Recent
from chalicelib.storage.tables import SiteRow
from chalicelib.storage.transactions import AllOrNothing

RECENT_SECONDS = 60.0  # how long a site that was switched off may still be served
MOST_KNOWN = 1_000

known: Recent[str, Site] = Recent(lambda: RECENT_SECONDS, MOST_KNOWN)  # by site id


def recent(site_id: str) -> Site | None:
    """Returns the site as it was at most a minute ago: every call of a visitor asks."""
    return known.get(site_id) or get(site_id)


@passing_as_busy()
def get(site_id: str, strong: bool = False) -> Site | None:
    try:
        site = from_row(SiteRow.get(site_id, consistent_read=strong))
    except SiteRow.DoesNotExist:
        site = None
    known.put(site_id, site)
    return site


@passing_as_busy()
def put(site: Site) -> None:
    to_row(site).save()
    known.forget(site.site_id)


@passing_as_busy()
def change(site: Site, **attributes: Any) -> Site | None:
    """Sets these settings, flat as in the row, and leaves the others alone. Returns the site as it then is.

    None: its tokens or secrets are not those of `site` any more; nothing was changed.
    """
    row = SiteRow(site.site_id)
    unchanged = SiteRow.widget_token == site.widget_token
    secret = SiteRow.identity_secret
    unchanged &= secret == site.identity_secret if site.identity_secret else secret.does_not_exist()
    actions = [getattr(SiteRow, name).set(value) for name, value in attributes.items()]
    if not held(row.update, actions=actions, condition=unchanged):
        return None
    changed = from_row(row)
    known.put(site.site_id, changed)
    return changed


def blocks_changed(transaction: AllOrNothing, site_id: str) -> None:
    """Gives the list of who is blocked another version, with the change itself: every process reads it again."""
    actions: list[Action] = [SiteRow.blocks_version.set(secrets.token_hex(4))]
    transaction.update(SiteRow(site_id), actions=actions, condition=SiteRow.site_id.exists())


def to_row(site: Site) -> SiteRow:
    fields = {name: getattr(site, name) for name in names(Site) if name != "limits"}
    lists = {name: list(value) for name, value in fields.items() if isinstance(value, tuple)}
    return SiteRow(**{**fields, **dataclasses.asdict(site.limits), **lists})


def from_row(row: SiteRow) -> Site:
    """What a row lacks was not a setting when it was stored: it has the value that a new site has."""
    limits = {name: getattr(row, name) for name in names(Limits) if getattr(row, name) is not None}
    fields = {name: getattr(row, name, None) for name in names(Site)}
    given: dict[str, Any] = {name: value for name, value in fields.items() if value is not None}
    lists = {name: tuple(value) for name, value in given.items() if isinstance(value, list)}
    return Site(**{**given, **lists, "limits": Limits(**limits)})


def names(values: type[Site] | type[Limits]) -> list[str]:
    return [field.name for field in dataclasses.fields(values)]

"""The websites that this deployment serves, and their settings."""

import math
import secrets
from typing import TYPE_CHECKING

from pynamodb.expressions.update import Action

from chalicelib.errors import Busy
from chalicelib.model import Site, SiteChanges
from chalicelib.storage import mapping
from chalicelib.storage.cache import RecentCache, recent_seconds
from chalicelib.storage.database import Transaction
from chalicelib.storage.faults import retryable_as_busy, try_write
from chalicelib.storage.tables import SiteRow

if TYPE_CHECKING:
    from typing_extensions import Unpack

MOST_KNOWN = 1_000

# By site id. A site that was switched off is served for a minute at most.
known: RecentCache[str, Site] = RecentCache(recent_seconds, MOST_KNOWN)


def recent(site_id: str, within: float = math.inf) -> Site | None:
    """Returns the site as it was at most a minute ago: every call of a visitor needs it. `within`: fewer seconds."""
    return known.get(site_id, within) or get(site_id)


@retryable_as_busy()
def get(site_id: str, strong: bool = False) -> Site | None:
    try:
        site = mapping.value_of(Site, SiteRow.get(site_id, consistent_read=strong))
    except SiteRow.DoesNotExist:
        site = None
    known.put(site_id, site)
    return site


@retryable_as_busy()
def put(site: Site) -> None:
    mapping.row_of(SiteRow, site).save()
    known.forget(site.site_id)


@retryable_as_busy()
def add(site: Site) -> bool:
    """Stores a new site. Returns False, and changes nothing, if there is one with this id.

    An update, because nothing may put a site's row, which would replace one.
    """
    known.forget(site.site_id)
    columns = mapping.columns(SiteRow, site)
    id = columns.pop("site_id")
    actions = [mapping.set_to(SiteRow, name, value) for name, value in columns.items() if value is not None]
    return try_write(SiteRow(id).update, actions=actions, condition=SiteRow.site_id.does_not_exist())


@retryable_as_busy()
def change(site: Site, **changes: "Unpack[SiteChanges]") -> Site | None:
    """Sets these settings and leaves the others alone. Returns the updated site.

    None: its tokens or secrets are no longer those of `site`; nothing was changed.
    """
    row = SiteRow(site.site_id)
    unchanged = SiteRow.widget_token == site.widget_token
    secret = SiteRow.identity_secret
    unchanged &= secret == site.identity_secret if site.identity_secret else secret.does_not_exist()
    actions = [mapping.set_to(SiteRow, name, value) for name, value in changes.items()]
    if not try_write(row.update, actions=actions, condition=unchanged):
        return None
    changed = mapping.value_of(Site, row)
    known.put(site.site_id, changed)
    return changed


@retryable_as_busy()
def installed(site_id: str, at: int) -> Site | None:
    """Stores when the widget was loaded for the first time. Returns the updated site. None: it was known already."""
    row = SiteRow(site_id)
    column = SiteRow.installed_at
    unknown = SiteRow.site_id.exists() & (column.does_not_exist() | (column == 0))
    if not try_write(row.update, actions=[mapping.set_to(SiteRow, "installed_at", at)], condition=unknown):
        return None
    changed = mapping.value_of(Site, row)
    known.put(site_id, changed)
    return changed


@retryable_as_busy()
def add_reply_time(site_id: str, id: str, ms: int, most: int) -> None:
    """Adds a reply time to the last ones, unless that of this id is among them. Settings stay as they are.

    Raises `Busy` if another one was added at the same moment.
    """
    site = get(site_id, strong=True)
    if site is None or any(each.startswith(f"{id} ") for each in site.reply_times):
        return
    times = [*site.reply_times, f"{id} {ms}"][-most:]
    column = SiteRow.reply_times
    unchanged = column == list(site.reply_times)
    if not site.reply_times:
        unchanged |= column.does_not_exist()
    actions = [mapping.set_to(SiteRow, "reply_times", times)]
    if not try_write(SiteRow(site_id).update, actions=actions, condition=unchanged):
        raise Busy()


def blocks_changed(transaction: Transaction, site_id: str) -> None:
    """Gives the list of blocks another version, in the transaction that changes it, so that every process reads it
    again."""
    actions: list[Action] = [SiteRow.blocks_version.set(secrets.token_hex(4))]
    transaction.update(SiteRow(site_id), actions=actions, condition=SiteRow.site_id.exists())

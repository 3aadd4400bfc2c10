"""The websites that this deployment serves, and their settings."""

import dataclasses
import time

from chalicelib.model import Site
from chalicelib.storage.faults import passing_as_busy
from chalicelib.storage.tables import SiteRow

RECENT_SECONDS = 60.0  # how long a site that was switched off may still be served

known: dict[str, tuple[float, Site | None]] = {}  # by site id: when it was read (monotonic), and what was there


def recent(site_id: str) -> Site | None:
    """Returns the site as it was at most a minute ago: every call of a visitor asks."""
    read_at, site = known.get(site_id, (-RECENT_SECONDS, None))
    return site if time.monotonic() - read_at < RECENT_SECONDS else get(site_id)


@passing_as_busy()
def get(site_id: str) -> Site | None:
    try:
        site = from_row(SiteRow.get(site_id))
    except SiteRow.DoesNotExist:
        site = None
    known[site_id] = (time.monotonic(), site)
    return site


@passing_as_busy()
def put(site: Site) -> None:
    SiteRow(**{**dataclasses.asdict(site), "origins": list(site.origins)}).save()
    known.pop(site.site_id, None)


def from_row(row: SiteRow) -> Site:
    fields = {field.name: getattr(row, field.name) for field in dataclasses.fields(Site)}
    return Site(**{**fields, "origins": tuple(row.origins)})

"""The websites that this deployment serves, and their settings."""

import dataclasses
import time

from chalicelib.model import Limits, Site
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
    to_row(site).save()
    known.pop(site.site_id, None)


def to_row(site: Site) -> SiteRow:
    fields = {name: getattr(site, name) for name in names(Site) if name != "limits"}
    return SiteRow(**{**fields, **dataclasses.asdict(site.limits), "origins": list(site.origins)})


def from_row(row: SiteRow) -> Site:
    """What a row lacks was not a setting when it was stored: it has the value that a new site has."""
    limits = {name: getattr(row, name) for name in names(Limits) if getattr(row, name) is not None}
    fields = {name: getattr(row, name, None) for name in names(Site)}
    given = {name: value for name, value in fields.items() if value is not None}
    return Site(**{**given, "origins": tuple(row.origins), "limits": Limits(**limits)})


def names(values: type[Site] | type[Limits]) -> list[str]:
    return [field.name for field in dataclasses.fields(values)]

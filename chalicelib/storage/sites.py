"""The websites that this deployment serves, and their settings."""

import dataclasses

from chalicelib.model import Site
from chalicelib.storage.faults import passing_as_busy
from chalicelib.storage.tables import SiteRow


@passing_as_busy()
def get(site_id: str) -> Site | None:
    try:
        row = SiteRow.get(site_id)
    except SiteRow.DoesNotExist:
        return None
    fields = {field.name: getattr(row, field.name) for field in dataclasses.fields(Site)}
    return Site(**{**fields, "origins": tuple(row.origins)})


@passing_as_busy()
def put(site: Site) -> None:
    SiteRow(**{**dataclasses.asdict(site), "origins": list(site.origins)}).save()

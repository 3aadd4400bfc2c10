"""Invitations to a site's team."""

import dataclasses
import time
from typing import Any

from chalicelib.model import Invitation
from chalicelib.storage.faults import held, passing_as_busy
from chalicelib.storage.tables import InvitationRow

FIELDS = tuple(field.name for field in dataclasses.fields(Invitation))


@passing_as_busy()
def put(invitation: Invitation) -> None:
    InvitationRow(**dataclasses.asdict(invitation)).save()


@passing_as_busy()
def get(site_id: str, invitation_id: str) -> Invitation | None:
    try:
        return living(InvitationRow.get(site_id, invitation_id, consistent_read=True))
    except InvitationRow.DoesNotExist:
        return None


@passing_as_busy()
def of_site(site_id: str) -> list[Invitation]:
    found = [living(row) for row in InvitationRow.query(site_id, consistent_read=True)]
    return [invitation for invitation in found if invitation]


@passing_as_busy()
def delete(site_id: str, invitation_id: str) -> bool:
    """Says whether it was there."""
    return held(InvitationRow(site_id, invitation_id).delete, condition=InvitationRow.id.exists())


def living(row: InvitationRow) -> Invitation | None:
    """TTL deletes late: an invitation whose time is over is none."""
    fields: dict[str, Any] = {name: getattr(row, name) for name in FIELDS}
    return Invitation(**fields) if row.expires_at > time.time() else None

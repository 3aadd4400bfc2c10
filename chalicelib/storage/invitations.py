"""Invitations to a site's team."""

import time

from chalicelib.model.accounts import Invitation
from chalicelib.storage import mapping
from chalicelib.storage.faults import retryable_as_busy, try_write
from chalicelib.storage.tables import InvitationRow


@retryable_as_busy()
def put(invitation: Invitation) -> None:
    mapping.row_of(InvitationRow, invitation).save()


@retryable_as_busy()
def get(site_id: str, invitation_id: str) -> Invitation | None:
    try:
        return unexpired(InvitationRow.get(site_id, invitation_id, consistent_read=True))
    except InvitationRow.DoesNotExist:
        return None


@retryable_as_busy()
def of_site(site_id: str) -> list[Invitation]:
    found = [unexpired(row) for row in InvitationRow.query(site_id, consistent_read=True)]
    return [invitation for invitation in found if invitation]


@retryable_as_busy()
def delete(site_id: str, invitation_id: str) -> bool:
    """Returns whether it existed."""
    return try_write(InvitationRow(site_id, invitation_id).delete, condition=InvitationRow.id.exists())


def unexpired(row: InvitationRow) -> Invitation | None:
    """TTL deletes late, so an expired invitation is ignored."""
    return mapping.value_of(Invitation, row) if row.expires_at > time.time() else None

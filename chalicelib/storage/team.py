"""The admins of a site: a pointer to each account, so that they are found strongly and without a scan."""

from chalicelib.storage.faults import retryable_as_busy
from chalicelib.storage.tables import TeamRow


@retryable_as_busy()
def add(site_id: str, admin_id: str, email: str) -> None:
    TeamRow(site_id, admin_id, email=email).save()


@retryable_as_busy()
def remove(site_id: str, admin_id: str) -> None:
    TeamRow(site_id, admin_id).delete()


@retryable_as_busy()
def email_of(site_id: str, admin_id: str) -> str | None:
    try:
        return TeamRow.get(site_id, admin_id, consistent_read=True).email
    except TeamRow.DoesNotExist:
        return None


@retryable_as_busy()
def emails(site_id: str) -> dict[str, str]:
    """Returns the addresses by admin id. An account may be deleted, or not created yet."""
    return {row.admin_id: row.email for row in TeamRow.query(site_id, consistent_read=True)}

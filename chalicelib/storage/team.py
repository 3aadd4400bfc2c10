"""Who belongs to a site: a pointer to each account, so that a site's admins are found without a scan, and strongly."""

from chalicelib.storage.faults import passing_as_busy
from chalicelib.storage.tables import TeamRow


@passing_as_busy()
def enlist(site_id: str, admin_id: str, email: str) -> None:
    TeamRow(site_id, admin_id, email=email).save()


@passing_as_busy()
def strike(site_id: str, admin_id: str) -> None:
    TeamRow(site_id, admin_id).delete()


@passing_as_busy()
def email_of(site_id: str, admin_id: str) -> str | None:
    try:
        return TeamRow.get(site_id, admin_id, consistent_read=True).email
    except TeamRow.DoesNotExist:
        return None


@passing_as_busy()
def emails(site_id: str) -> dict[str, str]:
    """The addresses by admin id. One may be of an account that is gone, or was never made."""
    return {row.admin_id: row.email for row in TeamRow.query(site_id, consistent_read=True)}

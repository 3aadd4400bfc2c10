"""The audit log: written once, read by owners. No entry is ever changed or deleted here; TTL takes old ones."""

from chalicelib.model import AuditEntry
from chalicelib.storage.faults import passing_as_busy
from chalicelib.storage.tables import AuditRow
from chalicelib.storage.transactions import AllOrNothing


@passing_as_busy()
def add(site_id: str, entry: AuditEntry, expires_at: int) -> None:
    """Stores an entry, and nothing that is there is overwritten: two with one id are a fault."""
    to_row(site_id, entry, expires_at).save(condition=AuditRow.entry_id.does_not_exist())


def add_with(transaction: AllOrNothing, site_id: str, entry: AuditEntry, expires_at: int) -> None:
    """Stores an entry with what it is about: both or neither."""
    transaction.save(to_row(site_id, entry, expires_at), condition=AuditRow.entry_id.does_not_exist())


@passing_as_busy()
def newest(site_id: str, before: str | None, limit: int) -> list[AuditEntry]:
    """Lists a site's entries whose id sorts below `before`, newest first. Strongly: who looks at once sees it."""
    rows = AuditRow.query(
        site_id,
        AuditRow.entry_id < before if before else None,
        scan_index_forward=False,
        consistent_read=True,
        limit=limit,
        page_size=limit,
    )
    return [from_row(row) for row in rows]


def to_row(site_id: str, entry: AuditEntry, expires_at: int) -> AuditRow:
    return AuditRow(
        site_id,
        entry.id,
        at=entry.at,
        actor=entry.actor,
        action=entry.action,
        target=entry.target,
        address=entry.address,
        details=entry.details,
        expires_at=expires_at,
    )


def from_row(row: AuditRow) -> AuditEntry:
    return AuditEntry(
        id=row.entry_id,
        at=int(row.at),
        actor=row.actor,
        action=row.action,
        target=row.target,
        address=row.address,
        details=row.details,
    )

"""The audit log: entries are stored once and never changed or deleted here. TTL deletes old ones."""

from chalicelib.model.accounts import AuditEntry
from chalicelib.storage import mapping
from chalicelib.storage.database import Transaction
from chalicelib.storage.faults import retryable_as_busy
from chalicelib.storage.tables import AuditRow


@retryable_as_busy()
def add(site_id: str, entry: AuditEntry, expires_at: int) -> None:
    """Stores an entry, and overwrites none."""
    to_row(site_id, entry, expires_at).save(condition=AuditRow.id.does_not_exist())


def add_with(transaction: Transaction, site_id: str, entry: AuditEntry, expires_at: int) -> None:
    """Stores an entry together with the change that it records: both or neither."""
    transaction.save(to_row(site_id, entry, expires_at), condition=AuditRow.id.does_not_exist())


@retryable_as_busy()
def newest(site_id: str, before: str | None, limit: int) -> list[AuditEntry]:
    """Lists a site's entries whose id sorts below `before`, newest first, strongly."""
    rows = AuditRow.query(
        site_id,
        AuditRow.id < before if before else None,
        scan_index_forward=False,
        consistent_read=True,
        limit=limit,
        page_size=limit,
    )
    return [mapping.value_of(AuditEntry, row) for row in rows]


def to_row(site_id: str, entry: AuditEntry, expires_at: int) -> AuditRow:
    row = mapping.row_of(AuditRow, entry)
    row.site_id, row.expires_at = site_id, expires_at
    return row

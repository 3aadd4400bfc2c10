"""The audit log of a site: who did what, to what, when, and from where."""

import secrets
from collections.abc import Callable

from chalicelib import logs
from chalicelib.model import now_ms
from chalicelib.model.accounts import AuditEntry
from chalicelib.storage import audit
from chalicelib.storage.database import Transaction

KEPT_SECONDS = 400 * 24 * 3600  # a little more than a year
REFUSED_SECONDS = 30 * 24 * 3600  # of a refused sign-in, whose address is usually a stranger's
NOBODYS_SECONDS = 3600  # of entries that no site's owner can read


def record(site_id: str, actor: str, action: str, target: str, address: str, **details: str | int | bool) -> None:
    """Writes an entry after the action and before its event. Never raises: the action is done, and the answer has to
    report that.

    `actor`: an admin's id, or "" if unknown. `action`: a noun and a participle, as in `conversation.erased`.
    `target`: the id of the changed object. `address`: the caller's. `details`: no text of a visitor, and no secret.
    """
    record_for(KEPT_SECONDS, site_id, actor, action, target, address, **details)


def record_for(
    seconds: int, site_id: str, actor: str, action: str, target: str, address: str, **details: str | int | bool
) -> None:
    """As `record`, for an entry that is deleted sooner."""
    try:
        entry = entry_of(actor, action, target, address, details)
        audit.add(site_id, entry, expires_at(entry, seconds))
    except Exception:  # noqa: BLE001 - the log has the entry that could not be stored
        logs.error("audit_failed", site_id=site_id, actor=actor, action=action, target=target)


def recorded(
    site_id: str, actor: str, action: str, target: str, address: str, **details: str | int | bool
) -> Callable[[Transaction], None]:
    """Returns a function that adds an entry to the transaction of the action: both are stored, or neither.

    Use it where a retry finds the action done and would not record it. Parameters as for `record`.
    """
    entry = entry_of(actor, action, target, address, details)
    return lambda transaction: audit.add_with(transaction, site_id, entry, expires_at(entry, KEPT_SECONDS))


def entry_of(actor: str, action: str, target: str, address: str, details: dict[str, str | int | bool]) -> AuditEntry:
    now = now_ms()
    return AuditEntry(
        id=f"{now:013d}#{secrets.token_urlsafe(6)}",
        at=now,
        actor=actor,
        action=action,
        target=target,
        address=address,
        details=details,
    )


def expires_at(entry: AuditEntry, seconds: int) -> int:
    return entry.at // 1000 + seconds


def before(site_id: str, bound: str | None, limit: int) -> tuple[list[AuditEntry], str | None]:
    """Reads up to `limit` entries, newest first, of those older than `bound`; and where the next page begins."""
    entries = audit.newest(site_id, bound, limit)
    return entries, entries[-1].id if len(entries) == limit else None

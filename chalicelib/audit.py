"""The audit log of a site: who did what, to what, when, from where. Whoever decides something writes it down here."""

import secrets

from chalicelib import logs
from chalicelib.model import AuditEntry, now_ms
from chalicelib.storage import audit

KEPT_SECONDS = 400 * 24 * 3600  # a little more than a year


def record(site_id: str, actor: str, action: str, target: str, address: str, **details: str | int | bool) -> None:
    """Writes an entry, once, after the deed. Never raises: the deed is done, and its caller is to hear so.

    `actor`: an admin's id, or "" for somebody unknown. `action`: a noun and what became of it, as in
    `conversation.erased`. `target`: the id of what it was done to. `address`: the caller's. `details`: nothing that a
    visitor wrote, and no secret.
    """
    try:
        now = now_ms()
        entry = AuditEntry(
            id=f"{now:013d}#{secrets.token_urlsafe(6)}",
            at=now,
            actor=actor,
            action=action,
            target=target,
            address=address,
            details=details,
        )
        audit.add(site_id, entry, now // 1000 + KEPT_SECONDS)
    except Exception:  # noqa: BLE001 - the log keeps what the table could not take
        logs.error("audit_failed", site_id=site_id, actor=actor, action=action, target=target)


def before(site_id: str, bound: str | None, limit: int) -> tuple[list[AuditEntry], str | None]:
    """Reads up to `limit` entries, newest first, of those older than `bound`; and where the next page begins."""
    entries = audit.newest(site_id, bound, limit)
    return entries, entries[-1].id if len(entries) == limit else None

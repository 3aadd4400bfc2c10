"""Where admins are signed in."""

import dataclasses
import time
from typing import Any

from chalicelib.model import AdminSession
from chalicelib.storage.faults import held, passing_as_busy
from chalicelib.storage.tables import SessionRow

FIELDS = tuple(field.name for field in dataclasses.fields(AdminSession))
RECENT_SECONDS = 60.0  # how long a session that was ended elsewhere may still be served
MOST_KNOWN = 10_000

# By admin and session: when it was read (monotonic), and what was there.
known: dict[tuple[str, str], tuple[float, AdminSession | None]] = {}


def recent(admin_id: str, session_id: str) -> AdminSession | None:
    """Returns the session as it was at most a minute ago: every call of an admin asks."""
    read_at, session = known.get((admin_id, session_id), (-RECENT_SECONDS, None))
    return session if time.monotonic() - read_at < RECENT_SECONDS else get(admin_id, session_id)


@passing_as_busy()
def get(admin_id: str, session_id: str) -> AdminSession | None:
    """Reads a session strongly: one that another process has just begun is there."""
    began = time.monotonic()
    try:
        session = living(SessionRow.get(admin_id, session_id, consistent_read=True))
    except SessionRow.DoesNotExist:
        session = None
    remember(admin_id, session_id, session, began)
    return session


@passing_as_busy()
def of_admin(admin_id: str) -> list[AdminSession]:
    """Lists an admin's sessions, strongly."""
    found = [living(row) for row in SessionRow.query(admin_id, consistent_read=True)]
    return [session for session in found if session is not None]


@passing_as_busy()
def put(session: AdminSession) -> None:
    SessionRow(**dataclasses.asdict(session)).save()
    remember(session.admin_id, session.id, session, time.monotonic())


@passing_as_busy()
def rotate(before: AdminSession, after: AdminSession) -> bool:
    """Moves a session on to its next secret. False: it is not at the one before any more, or over."""
    changed = [name for name in FIELDS if getattr(before, name) != getattr(after, name)]
    return held(
        SessionRow(before.admin_id, before.id).update,
        actions=[getattr(SessionRow, name).set(getattr(after, name)) for name in changed],
        condition=SessionRow.secret_hash == before.secret_hash,
    )


@passing_as_busy()
def delete(admin_id: str, session_id: str) -> None:
    """Ends a session. Harmless when it is over already."""
    SessionRow(admin_id, session_id).delete()
    remember(admin_id, session_id, None, time.monotonic())


def remember(admin_id: str, session_id: str, session: AdminSession | None, read_at: float) -> None:
    if len(known) >= MOST_KNOWN:
        known.clear()
    known[admin_id, session_id] = (read_at, session)


def living(row: SessionRow) -> AdminSession | None:
    """TTL deletes late: a session whose time is over is none."""
    fields: dict[str, Any] = {name: getattr(row, name) for name in FIELDS}
    return AdminSession(**fields) if row.expires_at > time.time() else None

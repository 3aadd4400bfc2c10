"""Where admins are signed in."""

import dataclasses
import time
from typing import Any

from chalicelib.model import AdminSession
from chalicelib.storage.faults import held, passing_as_busy
from chalicelib.storage.recent import Recent
from chalicelib.storage.tables import SessionRow

FIELDS = tuple(field.name for field in dataclasses.fields(AdminSession))
RECENT_SECONDS = 60.0  # how long a session that was ended elsewhere may still be served
MOST_KNOWN = 10_000

known: Recent[tuple[str, str], AdminSession] = Recent(lambda: RECENT_SECONDS, MOST_KNOWN)  # by admin and session


def recent(admin_id: str, session_id: str) -> AdminSession | None:
    """Returns the session as it was at most a minute ago: every call of an admin asks."""
    return known.get((admin_id, session_id)) or get(admin_id, session_id)


@passing_as_busy()
def get(admin_id: str, session_id: str) -> AdminSession | None:
    """Reads a session strongly: one that another process has just begun is there."""
    began = time.monotonic()
    try:
        session = living(SessionRow.get(admin_id, session_id, consistent_read=True))
    except SessionRow.DoesNotExist:
        session = None
    known.put((admin_id, session_id), session, began)
    return session


@passing_as_busy()
def of_admin(admin_id: str) -> list[AdminSession]:
    """Lists an admin's sessions, strongly."""
    found = [living(row) for row in SessionRow.query(admin_id, consistent_read=True)]
    return [session for session in found if session is not None]


@passing_as_busy()
def put(session: AdminSession) -> None:
    SessionRow(**dataclasses.asdict(session)).save()
    known.put((session.admin_id, session.id), session)


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
def note_arrival(session: AdminSession) -> None:
    """Stores that the session's present secret has reached its page, if it is still the present one."""
    row = SessionRow(session.admin_id, session.id)
    present = SessionRow.secret_hash == session.secret_hash
    noted = held(row.update, actions=[SessionRow.arrived.set(True)], condition=present)
    known.put((session.admin_id, session.id), dataclasses.replace(session, arrived=True) if noted else None)


@passing_as_busy()
def delete(admin_id: str, session_id: str) -> None:
    """Ends a session. Harmless when it is over already."""
    SessionRow(admin_id, session_id).delete()
    known.forget((admin_id, session_id))


def living(row: SessionRow) -> AdminSession | None:
    """TTL deletes late: a session whose time is over is none."""
    fields: dict[str, Any] = {name: getattr(row, name) for name in FIELDS}
    fields["arrived"] = bool(row.arrived)  # rows of earlier versions lack it
    return AdminSession(**fields) if row.expires_at > time.time() else None

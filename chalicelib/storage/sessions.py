"""The sessions of admins."""

import dataclasses
import time
from collections.abc import Iterable

from pynamodb.constants import ALL_OLD, ATTRIBUTES

from chalicelib.model.accounts import NO_PUSH, AdminSession, PushSubscription
from chalicelib.storage import mapping
from chalicelib.storage.cache import RecentCache, recent_seconds
from chalicelib.storage.faults import retryable_as_busy, try_write
from chalicelib.storage.tables import SessionRow

MOST_KNOWN = 10_000

# By admin and session. One that was ended elsewhere is served for a minute at most.
known: RecentCache[tuple[str, str], AdminSession] = RecentCache(recent_seconds, MOST_KNOWN)


def recent(admin_id: str, session_id: str) -> AdminSession | None:
    """Returns the session as it was at most a minute ago: every call of an admin needs it."""
    return known.get((admin_id, session_id)) or get(admin_id, session_id)


@retryable_as_busy()
def get(admin_id: str, session_id: str) -> AdminSession | None:
    """Reads a session strongly: one that another process has just created is found."""
    began = time.monotonic()
    try:
        session = unexpired(SessionRow.get(admin_id, session_id, consistent_read=True))
    except SessionRow.DoesNotExist:
        session = None
    known.put((admin_id, session_id), session, began)
    return session


@retryable_as_busy()
def of_admin(admin_id: str) -> list[AdminSession]:
    """Lists an admin's sessions, strongly."""
    found = [unexpired(row) for row in SessionRow.query(admin_id, consistent_read=True)]
    return [session for session in found if session is not None]


@retryable_as_busy()
def put(session: AdminSession) -> None:
    mapping.row_of(SessionRow, session).save()
    known.put((session.admin_id, session.id), session)


@retryable_as_busy()
def rotate(before: AdminSession, after: AdminSession) -> bool:
    """Replaces a session's secret, and stores at which sites it goes on. Returns False if the secret or the generation
    is no longer that of `before`, or the session ended."""
    unchanged = (SessionRow.secret_hash == before.secret_hash) & (SessionRow.generation == before.generation)
    return try_write(
        SessionRow(before.admin_id, before.id).update,
        actions=mapping.changes(SessionRow, before, after),
        condition=unchanged,
    )


@retryable_as_busy()
def note_arrival(session: AdminSession) -> None:
    """Stores that the page has received the session's present secret, if it is still the present one."""
    row = SessionRow(session.admin_id, session.id)
    present = SessionRow.secret_hash == session.secret_hash
    noted = try_write(row.update, actions=[SessionRow.arrived.set(True)], condition=present)
    known.put((session.admin_id, session.id), dataclasses.replace(session, arrived=True) if noted else None)


@retryable_as_busy()
def set_push(admin_id: str, session_id: str, subscription: PushSubscription) -> bool:
    """Stores a session's push subscription. Returns False if the session has ended."""
    return try_write(
        SessionRow(admin_id, session_id).update,
        actions=[mapping.set_to(SessionRow, name, value) for name, value in push_columns(subscription).items()],
        condition=SessionRow.id.exists(),
    )


@retryable_as_busy()
def remove_push(admin_id: str, session_id: str, endpoint: str) -> None:
    """Removes a session's push subscription, if it is still the one with this endpoint."""
    try_write(
        SessionRow(admin_id, session_id).update,
        actions=[mapping.set_to(SessionRow, name, value) for name, value in push_columns(NO_PUSH).items()],
        condition=SessionRow.endpoint == endpoint,
    )


def push_columns(subscription: PushSubscription) -> dict[str, str | None]:
    return {name: value or None for name, value in dataclasses.asdict(subscription).items()}


@retryable_as_busy()
def delete(admin_id: str, session_id: str) -> AdminSession | None:
    """Ends a session. Returns it, or None if it has ended already."""
    deleted = SessionRow._get_connection().delete_item(admin_id, session_id, return_values=ALL_OLD)
    known.forget((admin_id, session_id))
    if ATTRIBUTES not in deleted:
        return None
    row = SessionRow()
    row.deserialize(deleted[ATTRIBUTES])
    return mapping.value_of(AdminSession, row)


def forget_known(sessions: Iterable[AdminSession]) -> None:
    """These have changed: this process reads them again."""
    for session in sessions:
        known.forget((session.admin_id, session.id))


def unexpired(row: SessionRow) -> AdminSession | None:
    """TTL deletes late, so an expired session is ignored."""
    return mapping.value_of(AdminSession, row) if row.expires_at > time.time() else None

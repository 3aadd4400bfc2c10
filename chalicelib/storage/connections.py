"""Open sockets. The audience is the key, so that the fan-out reads it strongly and finds every stored socket.

An admin's socket has its session and the time when that was last checked. It receives nothing when that is too long
ago.
"""

import time
from typing import NamedTuple

from chalicelib.model import Connection
from chalicelib.storage import mapping
from chalicelib.storage.faults import retryable_as_busy, try_write
from chalicelib.storage.tables import ConnectionRow

POINTER = "pointer"
STALE_SECONDS = 30 * 60


class Pointer(NamedTuple):
    """A socket's audience, and for an admin's socket its session, found by the socket's id."""

    audience: str
    session: str
    checked_at: int  # epoch seconds


@retryable_as_busy()
def put(connection: Connection) -> None:
    """Stores a socket: first its pointer, then the row in its audience, so that every socket that receives events can
    be found and deleted."""
    row = mapping.row_of(ConnectionRow, connection)
    ConnectionRow(
        pointer(connection.id),
        POINTER,
        target=connection.audience,
        session=row.session,
        checked_at=row.checked_at,
        expires_at=row.expires_at,
    ).save()
    row.save()


@retryable_as_busy()
def find(connection_id: str) -> Pointer | None:
    try:
        row = ConnectionRow.get(pointer(connection_id), POINTER, consistent_read=True)
    except ConnectionRow.DoesNotExist:
        return None
    return Pointer(row.target or "", row.session or "", int(row.checked_at or 0))


def audience_of(connection_id: str) -> str | None:
    found = find(connection_id)
    return found.audience if found else None


@retryable_as_busy()
def in_audience(audience: str) -> list[Connection]:
    """Lists the sockets of an audience, strongly. TTL deletes late, so expired rows are omitted here."""
    now = time.time()
    found = [mapping.value_of(Connection, row) for row in ConnectionRow.query(audience, consistent_read=True)]
    return [each for each in found if each.expires_at > now and not stale(each.session, each.checked_at, now)]


@retryable_as_busy()
def checked(connection_id: str, audience: str, now: int) -> None:
    """Stores that a socket's session is valid. A socket that was deleted meanwhile stays deleted."""
    for key in ((audience, connection_id), (pointer(connection_id), POINTER)):
        try_write(
            ConnectionRow(*key).update,
            actions=[ConnectionRow.checked_at.set(now)],
            condition=ConnectionRow.audience.exists(),
        )


@retryable_as_busy()
def forget(connection_id: str, audience: str) -> None:
    """Deletes a socket's rows. Harmless when they are deleted already."""
    ConnectionRow(audience, connection_id).delete()
    ConnectionRow(pointer(connection_id), POINTER).delete()


def stale(session: str, checked_at: float, now: float) -> bool:
    return bool(session) and now - checked_at > STALE_SECONDS


def pointer(connection_id: str) -> str:
    return f"connection#{connection_id}"

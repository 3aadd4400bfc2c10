"""Open sockets. The audience is the key, so that the fan-out reads it strongly and misses no one just connected.

An admin's socket carries its session and when that was last checked: one that was not checked for too long is left out.
"""

import time
from typing import Any, NamedTuple

from chalicelib.model import Connection
from chalicelib.storage.faults import held, passing_as_busy
from chalicelib.storage.tables import ConnectionRow

POINTER = "pointer"
STALE_SECONDS = 30 * 60


class Pointer(NamedTuple):
    """What is known of a socket by its id: where it is, and for an admin's, of which session."""

    audience: str
    session: str
    checked_at: int  # epoch seconds


@passing_as_busy()
def put(connection: Connection) -> None:
    """Stores a socket: first the pointer from it, then the row in its audience, so that a socket that hears is one
    that can be found and forgotten."""
    shared: dict[str, Any] = {"expires_at": connection.expires_at}
    if connection.session:
        shared |= {"session": connection.session, "checked_at": connection.checked_at}
    ConnectionRow(pointer(connection.id), POINTER, target=connection.audience, **shared).save()
    ConnectionRow(connection.audience, connection.id, endpoint=connection.endpoint, **shared).save()


@passing_as_busy()
def find(connection_id: str) -> Pointer | None:
    try:
        row = ConnectionRow.get(pointer(connection_id), POINTER, consistent_read=True)
    except ConnectionRow.DoesNotExist:
        return None
    return Pointer(row.target or "", row.session or "", int(row.checked_at or 0))


def audience_of(connection_id: str) -> str | None:
    found = find(connection_id)
    return found.audience if found else None


@passing_as_busy()
def in_audience(audience: str) -> list[Connection]:
    """Lists the sockets of an audience, strongly. TTL deletes late, so expired rows are left out here."""
    now = time.time()
    return [
        Connection(
            id=row.connection_id,
            audience=audience,
            endpoint=row.endpoint or "",
            expires_at=int(row.expires_at),
            session=row.session or "",
            checked_at=int(row.checked_at or 0),
        )
        for row in ConnectionRow.query(audience, consistent_read=True)
        if row.expires_at > now and not stale(row.session, row.checked_at, now)
    ]


@passing_as_busy()
def checked(connection_id: str, audience: str, now: int) -> None:
    """Notes that a socket's session lasts. One that is forgotten meanwhile stays forgotten."""
    for key in ((audience, connection_id), (pointer(connection_id), POINTER)):
        held(
            ConnectionRow(*key).update,
            actions=[ConnectionRow.checked_at.set(now)],
            condition=ConnectionRow.audience.exists(),
        )


@passing_as_busy()
def forget(connection_id: str, audience: str) -> None:
    """Removes a socket. Harmless when it is gone already."""
    ConnectionRow(audience, connection_id).delete()
    ConnectionRow(pointer(connection_id), POINTER).delete()


def stale(session: str | None, checked_at: float | None, now: float) -> bool:
    return bool(session) and now - (checked_at or 0) > STALE_SECONDS


def pointer(connection_id: str) -> str:
    return f"connection#{connection_id}"
